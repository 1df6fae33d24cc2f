//! Whether a body broke off: it is the beginning of a JSON text, and more had to follow.

use crate::codec::scan::Scanner;

/// Whether a body is the beginning of a JSON text and not the whole. One without a byte has not even begun, and a bare
/// number may always go on: neither counts.
pub(crate) fn is_cut_off(body: &[u8]) -> bool {
    let text = match core::str::from_utf8(body) {
        Ok(text) => text,
        // In the middle of a letter.
        Err(error) if error.error_len().is_none() => {
            let whole = body.get(..error.valid_up_to()).unwrap_or_default();
            core::str::from_utf8(whole).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return false;
    }
    let mut scan = Scanner::new(text);
    let words = [b"true".as_slice(), b"false", b"null"];
    scan.skip().is_err() && words.iter().any(|word| word.starts_with(scan.rest()))
}

#[cfg(test)]
mod tests {
    use super::is_cut_off;

    #[test]
    fn every_beginning_of_a_text_that_is_not_a_number_is_cut_off() {
        for whole in [
            r#"{"id":7,"name":"Jo \u00e9\ud83c\udf0a \\ \" ü🌊","read":true,"x":null,"y":false}"#,
            r#" [ { "a" : -1.5e+7 , "b" : [ ] } , 2 ] "#,
            "\"ok\"",
            "null",
            "\u{feff}{\"id\":7}",
        ] {
            let bytes = whole.as_bytes();
            let end = whole.trim_ascii_end().len();
            for length in 0..end {
                let begun = String::from_utf8_lossy(&bytes[..length])
                    .trim_start_matches(['\u{feff}', '\u{fffd}', ' '])
                    .chars()
                    .any(|letter| !letter.is_whitespace());
                assert_eq!(is_cut_off(&bytes[..length]), begun, "{length} bytes of {whole}");
            }
            assert!(!is_cut_off(&bytes[..end]), "{whole}");
            assert!(!is_cut_off(bytes), "{whole}");
        }
    }

    #[test]
    fn what_is_not_json_is_not_cut_off() {
        for text in [
            "<html>",
            "ok",
            "{]",
            "[1,]",
            "{\"a\":tru}",
            "nil",
            "\"\\x",
            "\"\\u12g",
            "\"\\u12345\"",
            "12",
            "{\"a\" 1",
            "Service Unavailable",
            "[1 2",
            "\"a\nb",
            "",
            " ",
        ] {
            assert!(!is_cut_off(text.as_bytes()), "{text}");
        }
        assert!(!is_cut_off(b"{\"a\":\"\xff"));
    }
}
