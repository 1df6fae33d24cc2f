//! The words in an error's body. Its form is not documented: the usual ones are looked for.

use alloc::string::String;

use crate::codec::members::each_member;
use crate::codec::text::unescape;

/// The keys that may hold the words, the most telling first.
const KEYS: [&[u8]; 4] = [b"message\"", b"error\"", b"detail\"", b"errorMessage\""];

/// What an error's body says: a JSON string, or the text under one of the usual keys of an object (or of the
/// object that a list begins with), or under `message` in the object under one of them.
pub(crate) fn error_message(body: &[u8]) -> Option<String> {
    let body = body.trim_ascii();
    let mut best = (KEYS.len(), text(body));
    if best.1.is_none() {
        each_member(body, &mut |key, value| {
            let rank = KEYS.iter().position(|name| key == *name);
            if let Some(rank) = rank.filter(|rank| *rank < best.0)
                && let Some(found) = text(value).or_else(|| text(member(value, b"message\"")?))
            {
                best = (rank, Some(found));
            }
        })?;
    }
    best.1.filter(|found| !found.trim_ascii().is_empty())
}

/// The seconds under `retryAfter` in an error's body, as they are written there.
pub(crate) fn error_wait(body: &[u8]) -> Option<String> {
    let value = core::str::from_utf8(member(body, b"retryAfter\"")?).ok()?;
    let text = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    Some(text.unwrap_or(value).into())
}

/// The value under a key, given with its closing quote, of an object: the first one, if it comes twice.
fn member<'a>(body: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut found = None;
    // What follows it may be cut off.
    let _ = each_member(body, &mut |key, value| {
        if key == name {
            found = found.or(Some(value));
        }
    });
    found
}

/// The text of a JSON string.
fn text(value: &[u8]) -> Option<String> {
    let inside = value.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
    unescape(core::str::from_utf8(inside).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_is_found_as_number_and_as_text() {
        for (body, expected) in [
            (r#"{"status":429,"error":"x","message":"y","retryAfter":7}"#, Some("7")),
            (r#" {"retryAfter" : "7.5" }"#, Some("7.5")),
            (r#"{"retryAfter":null}"#, Some("null")),
            (r#"{"retry":7}"#, None),
            ("[]", None),
            ("", None),
            ("<html>", None),
        ] {
            assert_eq!(error_wait(body.as_bytes()).as_deref(), expected, "{body}");
        }
    }

    #[test]
    fn the_words_are_found_in_every_usual_form() {
        for (body, expected) in [
            (r#"{"message":"bad_data: inbox_id"}"#, Some("bad_data: inbox_id")),
            (r#"{"error":"bad_data","detail":"x"}"#, Some("bad_data")),
            (
                r#"{"error":"bad_data","message":"inbox_id is required"}"#,
                Some("inbox_id is required"),
            ),
            (r#"{"detail":"a\"\u00e9"}"#, Some("a\"é")),
            (r#"{"error":{"code":7,"message":"no"}}"#, Some("no")),
            (r#"{"errorMessage":"Task timed out","errorType":"x"}"#, Some("Task timed out")),
            (r#"[{"errorCode":"x","message":"no"}, 7]"#, Some("no")),
            ("[]", None),
            (r#""nope""#, Some("nope")),
            ("null", None),
            ("{}", None),
            (r#"{"message":7}"#, None),
            (r#"{"message":""}"#, None),
            (r#"{"message":"cut"#, None),
            ("<html>", None),
            ("", None),
            ("\u{feff}", None),
        ] {
            assert_eq!(error_message(body.as_bytes()).as_deref(), expected, "{body}");
        }
        assert_eq!(error_message(b"{\"message\":\"\xff\"}"), None);
    }
}
