//! What a caller sent stays out of errors: services like to quote it in theirs.
//!
//! What counts as quoted is decided by letters alone (`letters.rs`): case, separators and layers of one kind of escapes
//! do not matter. Any
//! eight letters of a text that was sent are a quotation of it, or all of a shorter one; of digits, seven are enough.

mod letters;
mod runs;

use alloc::string::String;
use alloc::vec::Vec;

use letters::{Letter, Letters};
use runs::Runs;

/// What replaces what was sent.
const GONE: &str = "[…]";

/// Shorter texts than this are left: they tell nothing, and would take half the words with them.
const SHORTEST: usize = 4;

/// So many letters of a text are a quotation of it, wherever they are in it.
const TELLING: usize = 8;

/// So many digits are a phone number, which may be quoted alone.
const PHONE: usize = 7;

/// When more than this was sent, in bytes, the words are left out: to look for it would take too long.
const MOST: usize = 1 << 18;

/// The beginning of a text without the private ones. `most` is how many letters of it are looked at.
pub(crate) fn redact(text: &str, most: usize, private: &[String]) -> String {
    let text = beginning(text, most);
    let sent: usize = private.iter().map(String::len).sum();
    if text.is_empty() || sent == 0 {
        return text.into();
    }
    if sent > MOST {
        return GONE.into();
    }
    let words: Vec<Letter> = Letters::of(text).collect();
    let units: Vec<u16> = words.iter().map(|letter| letter.unit).collect();
    without(text, &words, &quoted(&units, private))
}

/// So many letters of a text.
fn beginning(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default()
}

/// Which of the letters are those of a private text.
fn quoted(units: &[u16], private: &[String]) -> Vec<bool> {
    let mut lengths: Vec<Runs> = Vec::new();
    for length in SHORTEST..=TELLING {
        lengths.push(Runs::of(units, length));
    }
    let mut given: Vec<u16> = Vec::new();
    for text in private {
        for letters in [Letters::of(text), Letters::as_written(text)] {
            given.clear();
            for letter in letters {
                given.push(letter.unit);
            }
            // All of a short text, any part of a longer one.
            let length = given.len().min(TELLING);
            if let Some(runs) = length.checked_sub(SHORTEST).and_then(|at| lengths.get_mut(at)) {
                runs.meet(&given, false);
            }
            if let Some(phones) = lengths.get_mut(PHONE.wrapping_sub(SHORTEST)) {
                phones.meet(&given, true);
            }
        }
    }
    let mut marks: Vec<bool> = Vec::new();
    marks.resize(units.len(), false);
    for runs in &lengths {
        runs.mark(units, &mut marks);
    }
    marks
}

/// The text without the letters that are marked, and without what is between them.
fn without(text: &str, words: &[Letter], marks: &[bool]) -> String {
    let mut out = String::new();
    let mut from = 0;
    let mut hidden = false;
    for (letter, mark) in words.iter().zip(marks) {
        if *mark && !hidden {
            out.push_str(text.get(from..letter.from).unwrap_or_default());
            out.push_str(GONE);
        }
        if *mark {
            from = letter.to;
        }
        hidden = *mark;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
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
            ("say \"b\"\nc", r#"in {"text":"say \"b\"\nc"}"#, r#"in {"text":"[…]"}"#),
            ("say \"b\"\nc", r#"in {"text":"say \"b\"\u000ac"}"#, r#"in {"text":"[…]"}"#),
            ("a/é漢🌊\u{1f}", r"a\/\u00e9\u6F22\ud83c\uDF0A\u001f!", "[…]!"),
            (r"C:\new\file", r"in C:\new\file and C:\\new\\file", "in […] and […]"),
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
        assert_eq!(redact("I See you at the harbour", 13, &[private.into()]), "I […] ");
    }

    #[test]
    fn a_phone_number_within_a_text_is_gone_alone() {
        let private = "call 15555559999 at 10:30, room 123456";
        assert_eq!(redacted("15555559999 is 10:30 123456", private), "[…] is 10:30 123456");
    }

    #[test]
    fn what_only_looks_like_an_escape_does_no_harm() {
        for said in ["\\", "%", "%4", "%ff%ff%ff%ff%ff", "\\u12", "\\ud800", "%é4", "\\é"] {
            assert_eq!(redacted(said, "secret text"), said);
            assert_eq!(redacted(&format!("secret te{said}"), "secret text"), format!("[…]{said}"));
        }
    }

    #[test]
    fn phone_numbers_are_gone_by_their_digits() {
        for private in
            ["14155551234", "+1 (415) 555-1234", "+1.415.555.1234", "call 1-415-555-1234 now"]
        {
            for said in [
                "14155551234",
                "+1 (415) 555-1234",
                "+1 415 555 1234",
                "1-415-555-1234",
                "001 415 555 1234",
                "4155551234",
                "1.4155551234e10",
                "+1\u{a0}415\u{a0}555\u{a0}1234",
                "１４１５５５５１２３４",
                "555-1234",
                "tel:+14155551234",
                "%2B14155551234",
            ] {
                let redacted = redacted(&format!("no contact with {said}, sorry"), private);
                assert!(!redacted.contains("1234") && !redacted.contains("１２"), "{redacted}");
                assert!(
                    redacted.starts_with("no contact with ") && redacted.ends_with(", sorry"),
                    "{redacted}"
                );
            }
        }
    }

    #[test]
    fn any_eight_letters_of_a_text_are_gone() {
        let private = "Dear Ann,\nyour PIN is 4711 & your room <12>";
        for (said, expected) in [
            ("bad character at 'your PIN is 4711'", "bad character at '[…]'"),
            ("<p>Dear Ann,<br>your PIN is 4711 &amp; your room &lt;12&gt;</p>", "<p>[…]&gt;</p>"),
            (r#"{"text":"Dear Ann,\nyour PIN is 4711 & your room <12>"}"#, r#"{"text":"[…]>"}"#),
            (r#""{\"text\":\"Dear Ann,\\nyour PIN is 4711"#, r#""{\"text\":\"[…]"#),
            ("DEAR ANN, YOUR PIN IS 4711", "[…]"),
            ("text=Dear+Ann%2C%0Ayour+PIN+is+4711", "text=[…]"),
            ("Dear%2520Ann%252C%250Ayour%2520PIN", "[…]"),
            ("your PIN", "your PIN"),
        ] {
            assert_eq!(redacted(said, private), expected);
        }
    }

    #[test]
    fn the_cost_grows_no_faster_than_what_is_said_and_sent() {
        let numbers =
            |count: u32| (0..count).map(|at| (1_000_000 + at * 7).to_string()).collect::<Vec<_>>();
        let words = "the request was rejected because the text is too long to be sent ".repeat(60);
        assert_eq!(redact(&words, usize::MAX, &[numbers(30_000).join(" ")]), words);
        assert_eq!(redact(&words, usize::MAX, &numbers(30_000)), words);
        assert_eq!(redact(&words, usize::MAX, &["x".repeat(MOST + 1)]), GONE);
    }
}
