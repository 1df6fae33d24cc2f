use alloc::string::String;

use crate::codec::Scanner;

/// A good JSON text as JavaScript can read it without loss: whole numbers beyond 2^53 − 1, and numbers of
/// 10^308 and more, are written as text.
pub(crate) fn lossless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut scan = Scanner::new(json);
    while scan.at < json.len() {
        let from = scan.at;
        let mut quote = "";
        let passed = match scan.peek() {
            b'"' => {
                scan.step();
                scan.text().is_ok()
            }
            b'-' | b'0'..=b'9' => match scan.number() {
                Ok(number) => {
                    if !number.is_exact(scan.since(from)) {
                        quote = "\"";
                    }
                    true
                }
                Err(_) => false,
            },
            _ => {
                scan.step();
                true
            }
        };
        if !passed {
            break;
        }
        out.push_str(quote);
        out.push_str(json.get(from..scan.at).unwrap_or_default());
        out.push_str(quote);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_javascript_has_stay_and_others_become_text() {
        for (json, expected) in [
            ("9007199254740991", "9007199254740991"),
            ("-9007199254740991", "-9007199254740991"),
            ("9007199254740992", r#""9007199254740992""#),
            ("-9007199254740993", r#""-9007199254740993""#),
            ("123456789012345678901234567890", r#""123456789012345678901234567890""#),
            ("0.1", "0.1"),
            ("-0", "-0"),
            ("1e3", "1e3"),
            ("1e-400", "1e-400"),
            ("1e307", "1e307"),
            ("1e400", r#""1e400""#),
            ("-12.5E+9999999999999", r#""-12.5E+9999999999999""#),
            ("0e999", "0e999"),
            (r#""9007199254740993""#, r#""9007199254740993""#),
            (
                r#"["a\"9007199254740993", 9007199254740993 ]"#,
                r#"["a\"9007199254740993", "9007199254740993" ]"#,
            ),
            (
                r#"{"9007199254740993":[{"é😀":1e400}],"b":null}"#,
                r#"{"9007199254740993":[{"é😀":"1e400"}],"b":null}"#,
            ),
        ] {
            assert_eq!(lossless(json), expected);
        }
        let long = format!("1{}.5", "0".repeat(308));
        assert_eq!(lossless(&long), format!("\"{long}\""));
    }
}
