//! What a caller sent stays out of errors: services like to quote it in theirs.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{self, hex_value};

/// What stands in the place of what was sent.
const GONE: &str = "[…]";

/// Shorter texts than this are left: they tell nothing, and would take half the words with them.
const SHORTEST: usize = 4;

/// So many letters of a text are a quotation of it, even when it is cut off there.
const TELLING: usize = 8;

/// So many digits in the midst of a text are a phone number, which may be quoted alone.
const PHONE: usize = 7;

/// The beginning of a text without the private ones, as they are, as JSON writes them, and as a URL
/// does. `most` is how many letters of it are looked at.
pub(crate) fn redact(text: &str, most: usize, private: &[String]) -> String {
    let mut redacted = String::from(beginning(text, most));
    for private in private {
        redacted = without(&redacted, private);
        for digits in private.as_bytes().split(|byte| !byte.is_ascii_digit()) {
            if digits.len() >= PHONE && digits.len() < private.len() {
                redacted = without(&redacted, core::str::from_utf8(digits).unwrap_or_default());
            }
        }
    }
    redacted
}

/// So many letters of a text.
fn beginning(text: &str, most: usize) -> &str {
    let mut rest = text;
    for _ in 0..most {
        let Some((_, behind)) = plain(rest) else { break };
        rest = behind;
    }
    text.get(..text.len().wrapping_sub(rest.len())).unwrap_or_default()
}

fn without(text: &str, private: &str) -> String {
    if private.len() < SHORTEST {
        return text.into();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some((letter, behind)) = plain(rest) {
        // The longest quotation, whichever way of writing it is.
        let mut quoted: Option<&str> = None;
        let readings: [Reading; 3] = [plain, in_json, in_url];
        for read in readings {
            if let Some(behind) = behind_quote(rest, private, read)
                && quoted.is_none_or(|other| behind.len() < other.len())
            {
                quoted = Some(behind);
            }
        }
        rest = if let Some(behind) = quoted {
            out.push_str(GONE);
            behind
        } else {
            out.push(letter);
            behind
        };
    }
    out
}

/// A way to read the first letter of a text; with what stands behind it.
type Reading = fn(&str) -> Option<(char, &str)>;

/// What stands behind a private text, or behind as much of it as is there, if it is at the front.
fn behind_quote<'a>(text: &'a str, private: &str, read: Reading) -> Option<&'a str> {
    let mut rest = text;
    for (at, letter) in private.chars().enumerate() {
        match read(rest) {
            Some((same, behind)) if same == letter => rest = behind,
            _ if at >= TELLING => return Some(rest),
            _ => return None,
        }
    }
    Some(rest)
}

fn plain(text: &str) -> Option<(char, &str)> {
    let mut letters = text.chars();
    Some((letters.next()?, letters.as_str()))
}

fn in_json(text: &str) -> Option<(char, &str)> {
    if !text.starts_with('\\') {
        return plain(text);
    }
    // Two units of UTF-16, one, or a letter of its own.
    [12, 6, 2].into_iter().find_map(|length| {
        let (escape, behind) = text.split_at_checked(length)?;
        Some((only(&codec::unescape(escape)?)?, behind))
    })
}

fn in_url(text: &str) -> Option<(char, &str)> {
    if !text.starts_with('%') {
        return plain(text);
    }
    let mut bytes = Vec::new();
    let mut rest = text;
    while bytes.len() < 4 {
        let [b'%', high, low] = *rest.as_bytes().first_chunk()? else { return None };
        bytes.push((hex_value(high)? << 4 | hex_value(low)?) as u8);
        rest = rest.get(3..)?;
        if let Ok(letter) = core::str::from_utf8(&bytes) {
            return Some((only(letter)?, rest));
        }
    }
    None
}

/// The letter of a text that has only one.
fn only(text: &str) -> Option<char> {
    plain(text).filter(|(_, behind)| behind.is_empty()).map(|(letter, _)| letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(text: &str, private: &str) -> String {
        redact(text, usize::MAX, &[private.to_owned()])
    }

    #[test]
    fn private_texts_are_gone_however_they_are_written() {
        for (private, said, expected) in [
            ("15555559999", "bad target 15555559999 of inbox_id", "bad target […] of inbox_id"),
            ("secret text", "no secret text, no secret text", "no […], no […]"),
            ("a \"b\"\nc", r#"in {"text":"a \"b\"\nc"}"#, r#"in {"text":"[…]"}"#),
            ("a \"b\"\nc", r#"in {"text":"a \"b\"\u000ac"}"#, r#"in {"text":"[…]"}"#),
            ("a/é漢🌊\u{1f}", r"a\/\u00e9\u6F22\ud83c\uDF0A\u001f!", "[…]!"),
            (r"C:\new", r"in C:\new and C:\\new", "in […] and […]"),
            ("jo@example.com", "no /jo%40example.com here", "no /[…] here"),
            ("a é漢🌊", "?to=a%20%c3%A9漢%F0%9F%8C%8A&b", "?to=[…]&b"),
            ("ok", "not ok", "not ok"),
            ("ok it is", "not ok", "not ok"),
            ("", "said", "said"),
            ("said", "", ""),
        ] {
            assert_eq!(redacted(said, private), expected, "{said}");
        }
    }

    #[test]
    fn a_quotation_that_is_cut_off_is_gone_too() {
        let private = "See you at the harbour";
        for (said, expected) in [
            ("in 'See you at the har…'", "in '[…]…'"),
            ("in 'See you at the har", "in '[…]"),
            (r"in 'See\u0020you at\u", r"in '[…]\u"),
            ("See you", "See you"),
        ] {
            assert_eq!(redacted(said, private), expected);
        }
        assert_eq!(redact("I See you at the harbour", 13, &[private.into()]), "I […]");
    }

    #[test]
    fn a_phone_number_within_a_text_is_gone_alone() {
        let private = "call 15555559999 at 10:30, room 123456";
        assert_eq!(redacted("15555559999 is 10:30 123456", private), "[…] is 10:30 123456");
    }

    #[test]
    fn escapes_that_are_none_do_no_harm() {
        for said in ["\\", "%", "%4", "%ff%ff%ff%ff%ff", "\\u12", "\\ud800", "%é4", "\\é"] {
            assert_eq!(redacted(said, "secret text"), said);
            assert_eq!(redacted(&format!("secret t{said}"), "secret text"), format!("[…]{said}"));
        }
    }
}
