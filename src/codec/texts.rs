//! All texts in a JSON text.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::keys::unescaped;
use crate::codec::scan::Scanner;

/// Names of fields are no longer than that.
const LONGEST_IDENTIFIER: usize = 20;

/// The strings in a good JSON text that are values, and the keys that are not identifiers: those may be anything.
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
        let is_identifier = text.raw.len() <= LONGEST_IDENTIFIER
            && text.raw.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
        if scan.peek() == b':' && is_identifier {
            continue;
        }
        if let Some(text) = unescaped(&text) {
            found.push(text);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_and_keys_are_not() {
        let json = r#"{"key":"a","list":["ccc",{"deep":"b\"\u0062"}],"n":1,"k" : true,"a key":1}"#;
        assert_eq!(texts(json), ["a", "ccc", "b\"b", "a key"]);
        assert!(texts("").is_empty());
        assert_eq!(texts(r#""cut"#), [""; 0]);
    }
}
