//! Values without parts: texts, ids, known values.

use alloc::boxed::Box;

use super::Decoder;
use crate::codec::expected::expected;
use crate::codec::fault::{Fault, Result};
use crate::codec::forms::is_opaque;
use crate::codec::keys::unescaped;
use crate::codec::number::MAX_SAFE;
use crate::codec::phone_form::is_phone;
use crate::codec::scan::{Scanner, Text};
use crate::codec::tape::{Word, tag};
use crate::schema::Kind;

const ANOTHER: &str = "another string";
const ROUNDED: &str = "a number with an exponent, which was rounded before it came";

impl Decoder<'_> {
    /// A string as it stands.
    #[inline(always)]
    pub(super) fn text(&mut self, kind: &Kind) -> Result<Word> {
        self.scan.step();
        let text = self.scan.text()?;
        // Seconds and milliseconds since 1970 have less digits than any date.
        if matches!(kind, Kind::Timestamp | Kind::Instant)
            && (text.length <= 13 || text.escaped)
            && holds(&text, is_number)
        {
            return Err(Fault::unexpected(expected(kind), "an empty string, or one of digits"));
        }
        Ok(word_of(&text))
    }

    /// An id that is text.
    pub(super) fn opaque(&mut self, kind: &Kind) -> Result<Word> {
        self.scan.step();
        let text = self.scan.text()?;
        if holds(&text, names) { Ok(word_of(&text)) } else { Err(another(kind, ANOTHER)) }
    }

    /// A whole number of any size, as text.
    pub(super) fn digits(&mut self, kind: &Kind) -> Result<Word> {
        let before = self.scan;
        let number = self.scan.number()?;
        if number.negative || !number.plain {
            return Err(another(kind, "another number"));
        }
        Ok(self.stretch(before))
    }

    /// A text, or a number, that can be a phone number.
    pub(super) fn phone(&mut self, kind: &Kind) -> Result<Word> {
        if !self.follows(is_phone) {
            return Err(self.at_value(expected(kind)));
        }
        let is_text = self.scan.peek() == b'"';
        self.value(if is_text { &Kind::Text } else { &Kind::Opaque })
    }

    /// Whether something holds of the text, or of the number, that follows.
    pub(super) fn follows(&self, what: fn(&[u8]) -> bool) -> bool {
        let mut scan = self.scan;
        if scan.bracket(b'"') {
            return scan.text().is_ok_and(|text| holds(&text, what));
        }
        let from = scan.at;
        scan.number().is_ok() && what(scan.since(from))
    }

    pub(super) fn id(&mut self, kind: &Kind) -> Result<Word> {
        let before = self.scan;
        let number = self.scan.number()?;
        // An exponent is written where not all digits were kept.
        if !number.plain && self.scan.since(before.at).iter().any(|byte| byte | 32 == b'e') {
            return Err(another(kind, ROUNDED));
        }
        match number.magnitude {
            Some(magnitude) if magnitude <= MAX_SAFE => Ok(Word::int(number.negative, magnitude)),
            Some(_) if number.plain && number.fits_i64() => Ok(self.stretch(before)),
            _ => Err(another(kind, "another number")),
        }
    }

    /// The text from a former position up to here.
    pub(super) fn stretch(&self, before: Scanner<'_>) -> Word {
        let length = self.scan.utf16().wrapping_sub(before.utf16());
        Word::new(tag::TEXT, length, before.utf16())
    }

    pub(super) fn one_of(&mut self, values: &[&str], kind: &Kind) -> Result<Word> {
        self.scan.step();
        let text = self.scan.text()?;
        let escaped = if text.escaped { unescaped(&text) } else { None };
        let given = escaped.as_ref().map_or(text.raw, |text| text.as_bytes());
        if values.iter().any(|value| value.as_bytes().eq_ignore_ascii_case(given)) {
            Ok(Word::new(tag::LOWER, text.length, text.start))
        } else {
            Err(another(kind, ANOTHER))
        }
    }
}

fn another(kind: &Kind, found: &'static str) -> Box<Fault> {
    Fault::unexpected(expected(kind), found)
}

/// The word of a string.
#[inline(always)]
pub(super) fn word_of(text: &Text<'_>) -> Word {
    let tag = if text.escaped { tag::ESCAPED } else { tag::TEXT };
    Word::new(tag, text.length, text.start)
}

/// Whether something holds of the text that a string stands for; nothing does of half a surrogate pair.
fn holds(text: &Text<'_>, what: fn(&[u8]) -> bool) -> bool {
    if text.escaped {
        return unescaped(text).is_some_and(|text| what(text.as_bytes()));
    }
    what(text.raw)
}

/// Whether a text names something: an id of a caller's could be the same.
fn names(text: &[u8]) -> bool {
    // Most are short and plain.
    let plain = (1..=256).contains(&text.len())
        && text.first() != Some(&b'-')
        && text.iter().all(|byte| matches!(byte, b'-'..=b'~'));
    plain || core::str::from_utf8(text).is_ok_and(is_opaque)
}

/// Nothing, or digits that may count seconds or milliseconds.
fn is_number(text: &[u8]) -> bool {
    text.len() <= 13 && text.iter().all(u8::is_ascii_digit)
}
