//! Values without parts: texts, ids, known values.

use alloc::string::String;

use super::Decoder;
use crate::codec::expected::expected;
use crate::codec::fault::{Fault, Result};
use crate::codec::forms::is_opaque;
use crate::codec::keys::letters;
use crate::codec::number::MAX_SAFE;
use crate::codec::phone_form::{Sort, sort};
use crate::codec::scan::{Scanner, Text};
use crate::codec::tape::{Word, tag};
use crate::schema::Kind;

const ANOTHER: &str = "another string";
const ROUNDED: &str = "a number with an exponent, which was rounded before it came";

impl Decoder<'_> {
    /// A string as it is.
    #[inline(always)]
    pub(super) fn text(&mut self, kind: &Kind) -> Result<Word> {
        self.scan.step();
        let text = self.scan.text()?;
        // Seconds and milliseconds since 1970 have less digits than any date.
        if matches!(kind, Kind::Timestamp | Kind::Instant)
            && (text.length <= 13 || text.escaped)
            && holds(&text, is_number)
        {
            return Err(Fault::unlike(kind, "an empty string or a string of digits"));
        }
        Ok(word_of(&text))
    }

    /// An id that is text.
    pub(super) fn opaque(&mut self, kind: &Kind) -> Result<Word> {
        self.scan.step();
        let text = self.scan.text()?;
        if holds(&text, names) { Ok(word_of(&text)) } else { Err(Fault::unlike(kind, ANOTHER)) }
    }

    /// A whole number of any size, as text.
    pub(super) fn digits(&mut self, kind: &Kind) -> Result<Word> {
        let before = self.scan;
        let number = self.scan.number()?;
        if number.negative || !number.plain {
            return Err(Fault::unlike(kind, "another number"));
        }
        Ok(self.stretch(before))
    }

    /// A text, or a number, that can be a phone number.
    pub(super) fn phone(&mut self, kind: &Kind) -> Result<Word> {
        if self.sort() != Sort::Phone {
            return Err(self.at_value(expected(kind)));
        }
        self.sorted()
    }

    /// A text, or a number, that was looked at.
    pub(super) fn sorted(&mut self) -> Result<Word> {
        let is_text = self.scan.peek() == b'"';
        self.value(if is_text { &Kind::Text } else { &Kind::Opaque })
    }

    /// Whom the text, or the number, that follows names.
    pub(super) fn sort(&self) -> Sort {
        let mut scan = self.scan;
        if !scan.bracket(b'"') {
            let from = scan.at;
            let passed = scan.number().is_ok();
            return if passed { sort(scan.since(from)) } else { Sort::Other };
        }
        let mut buffer = String::new();
        let text = scan.text();
        let letters = text.as_ref().ok().and_then(|text| letters(text, &mut buffer));
        letters.map_or(Sort::Other, sort)
    }

    pub(super) fn id(&mut self, kind: &Kind) -> Result<Word> {
        let before = self.scan;
        let number = self.scan.number()?;
        // An exponent is written where not all digits were kept.
        if !number.plain && self.scan.since(before.at).iter().any(|byte| byte | 32 == b'e') {
            return Err(Fault::unlike(kind, ROUNDED));
        }
        match number.magnitude {
            Some(magnitude) if magnitude <= MAX_SAFE => Ok(Word::int(number.negative, magnitude)),
            Some(_) if number.plain && number.fits_i64() => Ok(self.stretch(before)),
            _ => Err(Fault::unlike(kind, "another number")),
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
        let mut buffer = String::new();
        let given = letters(&text, &mut buffer).unwrap_or(text.raw);
        if values.iter().any(|value| value.as_bytes().eq_ignore_ascii_case(given)) {
            Ok(Word::new(tag::LOWER, text.length, text.start))
        } else {
            Err(Fault::unlike(kind, ANOTHER))
        }
    }
}

/// The word of a string.
#[inline(always)]
pub(super) fn word_of(text: &Text<'_>) -> Word {
    let tag = if text.escaped { tag::ESCAPED } else { tag::TEXT };
    Word::new(tag, text.length, text.start)
}

/// Whether something holds of the text that a string stands for; nothing does of half a surrogate pair.
fn holds(text: &Text<'_>, what: fn(&[u8]) -> bool) -> bool {
    letters(text, &mut String::new()).is_some_and(what)
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
