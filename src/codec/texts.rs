//! All texts in a JSON text.

use crate::codec::scan::Scanner;
use crate::codec::text::unescape;

/// The strings in a good JSON text that are values, not keys, longest first, so that none is looked
/// for in the rest of a longer one.
pub fn texts(json: &str) -> Vec<String> {
    let mut scan = Scanner::new(json);
    let mut found: Vec<String> = Vec::new();
    while scan.at < json.len() {
        let quoted = scan.peek() == b'"';
        scan.step();
        if !quoted {
            continue;
        }
        let Ok(text) = scan.text() else { break };
        scan.blanks();
        if scan.peek() == b':' {
            continue;
        }
        if let Some(text) = core::str::from_utf8(text.raw).ok().and_then(unescape) {
            let place = found.iter().position(|other| other.len() < text.len());
            found.insert(place.unwrap_or(found.len()), text);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_longest_first_and_keys_are_not() {
        let json = r#"{"key":"a","list":["ccc",{"deep":"b\"\u0062"}],"n":1,"k" : true}"#;
        assert_eq!(texts(json), ["ccc", "b\"b", "a"]);
        assert!(texts("").is_empty());
        assert_eq!(texts(r#""cut"#), [""; 0]);
    }
}
