//! All texts in a JSON text.

use crate::codec::scan::Scanner;
use crate::codec::text::unescape;

/// So many digits in a row may be a phone number, as whatever they stand there.
const PHONE: usize = 7;

/// The strings in a good JSON text that are values, not keys; and the numbers that may be those of phones,
/// in keys as well.
pub fn texts(json: &str) -> Vec<String> {
    let mut scan = Scanner::new(json);
    let mut found: Vec<String> = Vec::new();
    while scan.at < json.len() {
        let start = scan.at;
        let quoted = scan.peek() == b'"';
        scan.step();
        if !quoted {
            while scan.peek().is_ascii_digit() {
                scan.step();
            }
            keep_numbers(scan.since(start), &mut found);
            continue;
        }
        let Ok(text) = scan.text() else { break };
        scan.blanks();
        if scan.peek() == b':' {
            keep_numbers(text.raw, &mut found);
        } else if let Some(text) = core::str::from_utf8(text.raw).ok().and_then(unescape) {
            found.push(text);
        }
    }
    found
}

/// Keeps the digits in a row that may be a phone number.
fn keep_numbers(text: &[u8], found: &mut Vec<String>) {
    for row in text.split(|byte| !byte.is_ascii_digit()) {
        if row.len() >= PHONE
            && let Ok(number) = core::str::from_utf8(row)
        {
            found.push(number.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_and_keys_are_not() {
        let json = r#"{"key":"a","list":["ccc",{"deep":"b\"\u0062"}],"n":1,"k" : true}"#;
        assert_eq!(texts(json), ["a", "ccc", "b\"b"]);
        assert!(texts("").is_empty());
        assert_eq!(texts(r#""cut"#), [""; 0]);
    }

    #[test]
    fn numbers_as_long_as_those_of_phones_are_found_wherever_they_stand() {
        let json = r#"{"to":15555559999,"+15555559998 x":[-15555559997,1.5e10,123456],"id":"7"}"#;
        assert_eq!(texts(json), ["15555559999", "15555559998", "15555559997", "7"]);
        assert_eq!(texts("15555559999"), ["15555559999"]);
    }
}
