//! A secret in the query of a URL, where services and their tools write one text in more than one way.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{hex_value, push_hex};

/// What a secret becomes that is pasted into a URL as it is: what parsers of URLs leave, and what they encode.
pub(crate) fn pasted(secret: &str) -> String {
    let mut out = String::new();
    for byte in secret.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'"' | b'#' | b'<' | b'>' | b'\'') {
            out.push(char::from(byte));
        } else {
            out.push('%');
            push_hex(&mut out, byte);
        }
    }
    out
}

/// The value of a query with its escapes resolved; what is not an escape stays. `plus` is what a `+` stands for: a
/// blank, as in forms, or itself. Empty where that is not UTF-8.
pub(crate) fn decoded(value: &str, plus: u8) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        let mut byte = if *first == b'+' { plus } else { *first };
        if let (b'%', [high, low, after @ ..]) = (byte, after)
            && let (Some(high), Some(low)) = (hex_value(*high), hex_value(*low))
        {
            byte = (high << 4 | low) as u8;
            rest = after;
        }
        bytes.push(byte);
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pasted_is_what_a_url_makes_of_it() {
        for (secret, expected) in [
            ("Zm9v+YmFy/YmF6==", "Zm9v+YmFy/YmF6=="),
            ("50%off%41", "50%off%41"),
            ("päss wörd", "p%C3%A4ss%20w%C3%B6rd"),
            ("\"<>'`{|}^\\?:@$!*();,~", "%22%3C%3E%27`{|}^\\?:@$!*();,~"),
            ("😀", "%F0%9F%98%80"),
        ] {
            assert_eq!(pasted(secret), expected);
        }
    }

    #[test]
    fn escapes_are_resolved_and_anything_else_stays() {
        for (value, expected) in [
            ("", ""),
            ("a%2Bb+c%2bd", "a+b+c+d"),
            ("%C3%A4%c3%a4", "ää"),
            ("50%off%4", "50%off%4"),
            ("%%41%", "%A%"),
            ("%é", "%é"),
            ("%C3", ""),
        ] {
            assert_eq!(decoded(value, b'+'), expected, "{value}");
        }
        assert_eq!(decoded("a+b%2Bc", b' '), "a b+c");
    }
}
