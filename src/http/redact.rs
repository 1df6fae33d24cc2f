//! What a caller sent stays out of errors: services like to quote it in theirs.

use crate::codec;

/// What stands in the place of what was sent.
const GONE: &str = "[…]";

/// A text without the private ones, as they are, as JSON writes them, and as a URL does. Shorter ones
/// than four letters are left, which tell nothing and would take half the words with them.
pub(crate) fn redact(text: &str, private: &[String]) -> String {
    let mut redacted = String::from(text);
    for private in private.iter().filter(|private| private.len() >= 4) {
        for form in codec::spellings(private) {
            redacted = replaced(&redacted, &form);
        }
    }
    redacted
}

fn replaced(text: &str, private: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = codec::position(rest, private) {
        let (before, after) = rest.split_at_checked(at).unwrap_or_default();
        out.push_str(before);
        out.push_str(GONE);
        rest = after.get(private.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_texts_are_gone_however_they_are_written() {
        for (private, said, expected) in [
            ("15555559999", "bad target 15555559999 of inbox_id", "bad target […] of inbox_id"),
            ("secret text", "no secret text, no secret text", "no […], no […]"),
            ("a \"b\"\nc", r#"in {"text":"a \"b\"\nc"}"#, r#"in {"text":"[…]"}"#),
            ("jo@example.com", "no /jo%40example.com here", "no /[…] here"),
            ("ok", "not ok", "not ok"),
            ("", "said", "said"),
        ] {
            assert_eq!(redact(said, &[private.to_owned()]), expected);
        }
    }
}
