//! Values without parts: texts, ids, known values.

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
            && with(&text, |text| {
                text.len() <= 13 && text.bytes().all(|byte| byte.is_ascii_digit())
            })
        {
            return Err(Fault::unexpected(expected(kind), "an empty string, or one of digits"));
        }
        Ok(word_of(&text))
    }

    /// An id that is text.
    pub(super) fn opaque(&mut self, kind: &Kind) -> Result<Word> {
        self.scan.step();
        let text = self.scan.text()?;
        if !with(&text, is_opaque) {
            return Err(Fault::unexpected(expected(kind), "another string"));
        }
        if text.raw == b"0" {
            self.zeros.push(text.start);
        }
        Ok(word_of(&text))
    }

    /// A whole number of any size, as text.
    pub(super) fn digits(&mut self, kind: &Kind) -> Result<Word> {
        let before = self.scan;
        let number = self.scan.number()?;
        if number.negative || !number.plain {
            let found = if number.negative { "a negative number" } else { "another number" };
            return Err(Fault::unexpected(expected(kind), found));
        }
        if number.magnitude == Some(0) {
            self.zeros.push(before.utf16());
        }
        Ok(self.stretch(before))
    }

    /// A text, or a number, that can be a phone number.
    pub(super) fn phone(&mut self, kind: &Kind) -> Result<Word> {
        if self.scan.peek() != b'"' {
            let before = self.scan;
            let number = self.scan.number()?;
            let digits = self.scan.since(before.at);
            if number.plain && core::str::from_utf8(digits).is_ok_and(is_phone) {
                return Ok(self.stretch(before));
            }
            return Err(Fault::unexpected(expected(kind), "another number"));
        }
        self.scan.step();
        let text = self.scan.text()?;
        if with(&text, is_phone) {
            return Ok(word_of(&text));
        }
        Err(Fault::unexpected(expected(kind), "another string"))
    }

    pub(super) fn id(&mut self, kind: &Kind) -> Result<Word> {
        let before = self.scan;
        let number = self.scan.number()?;
        // An exponent is written where not all digits were kept.
        let rounded = || self.scan.since(before.at).iter().any(|byte| matches!(byte, b'e' | b'E'));
        match number.magnitude {
            _ if !number.plain && rounded() => Err(Fault::unexpected(expected(kind), ROUNDED)),
            Some(magnitude) if magnitude <= MAX_SAFE => Ok(Word::int(number.negative, magnitude)),
            Some(_) if number.plain && number.fits_i64() => Ok(self.stretch(before)),
            _ => Err(Fault::unexpected(expected(kind), "another number")),
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
        if with(&text, |text| values.iter().any(|value| value.eq_ignore_ascii_case(text))) {
            Ok(Word::new(tag::LOWER, text.length, text.start))
        } else {
            Err(Fault::unexpected(expected(kind), "another string"))
        }
    }
}

/// The word of a string.
#[inline(always)]
pub(super) fn word_of(text: &Text<'_>) -> Word {
    let tag = if text.escaped { tag::ESCAPED } else { tag::TEXT };
    Word::new(tag, text.length, text.start)
}

/// What holds of the text that a string stands for; nothing of half a surrogate pair.
#[inline(always)]
pub(super) fn with(text: &Text<'_>, holds: impl Fn(&str) -> bool) -> bool {
    if text.escaped {
        return unescaped(text).is_some_and(|text| holds(&text));
    }
    core::str::from_utf8(text.raw).is_ok_and(holds)
}
