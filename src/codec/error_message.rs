//! The words in an error's body. Its form is not documented: the usual ones are looked for.

use alloc::string::String;

use crate::codec::keys::unescaped;
use crate::codec::scan::Scanner;

/// The keys that may hold the words, the most telling first.
const KEYS: [&str; 3] = ["message", "error", "detail"];

/// What an error's body says: a JSON string, or the text under one of the usual keys of an object,
/// or of the object under `error`.
pub(crate) fn error_message(body: &[u8]) -> Option<String> {
    let text = core::str::from_utf8(body).ok()?;
    let mut scan = Scanner::new(text);
    scan.blanks();
    let found = words(&mut scan, true)?;
    if found.trim_ascii().is_empty() { None } else { Some(found) }
}

/// The seconds under `retryAfter` in an error's body, as they stand there.
pub(crate) fn error_wait(body: &[u8]) -> Option<String> {
    let text = core::str::from_utf8(body).ok()?;
    let mut scan = Scanner::new(text);
    if !scan.bracket(b'{') {
        return None;
    }
    let mut more = !scan.bracket(b'}');
    while more {
        let key = scan.key().ok()?;
        scan.blanks();
        let from = scan.at;
        scan.skip().ok()?;
        if key.raw == b"retryAfter" {
            let value = core::str::from_utf8(scan.since(from)).ok()?;
            let text = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
            return Some(text.unwrap_or(value).into());
        }
        more = scan.more(b'}').ok()?;
    }
    None
}

fn words(scan: &mut Scanner<'_>, outermost: bool) -> Option<String> {
    match scan.peek() {
        b'"' => {
            scan.step();
            let text = scan.text().ok()?;
            unescaped(&text)
        }
        b'{' if outermost => {
            scan.step();
            let mut best: Option<(usize, String)> = None;
            let mut more = !scan.bracket(b'}');
            while more {
                let key = scan.key().ok()?;
                scan.blanks();
                let mut inner = *scan;
                scan.skip().ok()?;
                let rank = KEYS.iter().position(|name| key.raw == name.as_bytes());
                if let Some(rank) = rank
                    && best.as_ref().is_none_or(|(least, _)| rank < *least)
                    && let Some(found) = member(&mut inner)
                {
                    best = Some((rank, found));
                }
                more = scan.more(b'}').ok()?;
            }
            best.map(|(_, found)| found)
        }
        _ => None,
    }
}

/// A member's text; `{"error": {"message": "…"}}` is usual too.
fn member(scan: &mut Scanner<'_>) -> Option<String> {
    if scan.peek() == b'"' {
        return words(scan, false);
    }
    if scan.peek() != b'{' {
        return None;
    }
    scan.step();
    let mut more = !scan.bracket(b'}');
    while more {
        let key = scan.key().ok()?;
        scan.blanks();
        if key.raw == b"message" {
            return words(scan, false);
        }
        scan.skip().ok()?;
        more = scan.more(b'}').ok()?;
    }
    None
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
