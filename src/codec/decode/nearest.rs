//! What a value of a form that no document shows most probably means.
//!
//! | documented | also understood |
//! |---|---|
//! | `true` or `false` | `"true"`, `"false"` in any letter case, `1`, `0`, `"1"`, `"0"` |
//! | an id that is a number | its digits as text |
//! | an id that is text | a whole number written with a fraction of zeros |
//! | a phone number or an address | a number: its digits |
//! | a time as text | seconds or milliseconds since 1970, as a number or its digits |
//! | a count | `true` as 1, `false` as 0 |
//! | a list | one item without its list |
//! | a reference by an id | that id in any of these forms |
//!
//! `false`, `0`, an empty text and an empty object in the place of a reference or of a list name nothing.

use super::Decoder;
use super::scalar::{with, word_of};
use crate::codec::fault::Result;
use crate::codec::forms::is_id;
use crate::codec::keys::unescaped;
use crate::codec::number::MAX_SAFE;
use crate::codec::scan::Scanner;
use crate::codec::tape::{Word, tag};
use crate::schema::{Kind, Shape};

impl<'a> Decoder<'a> {
    /// The value that follows, by its nearest meaning; nothing where it has none. Then nobody knows how far it
    /// was read.
    ///
    /// # Errors
    /// The text is not JSON.
    pub(super) fn nearest(&mut self, kind: &'static Kind) -> Result<Option<Word>> {
        let first = self.scan.peek();
        let is_number = matches!(first, b'-' | b'0'..=b'9');
        match (kind, first) {
            (Kind::Bool | Kind::Flag, b'"') => self.flag_in_text(),
            (Kind::Bool, _) if is_number => {
                let number = self.scan.number()?;
                let flag = number.magnitude.filter(|magnitude| *magnitude <= 1);
                Ok(flag.filter(|_| !number.negative).map(|flag| Word::bool(flag == 1)))
            }
            (Kind::Id, b'"') => self.id_in_text(),
            (Kind::Opaque, _) if is_number => self.whole_part(),
            (Kind::Target, _) if is_number => {
                let before = self.scan;
                self.scan.number()?;
                Ok(Some(self.stretch(before)))
            }
            (Kind::Timestamp | Kind::Instant, _) if is_number => {
                let before = self.scan.at;
                self.scan.number()?;
                Ok(time(self.scan.since(before)))
            }
            (Kind::Timestamp | Kind::Instant, b'"') => {
                self.scan.step();
                let text = unescaped(&self.scan.text()?).unwrap_or_default();
                Ok(time(text.as_bytes()))
            }
            (Kind::Count, b't') => self.scan.word("true").map(|()| Some(Word::int(false, 1))),
            (Kind::Count, b'f') => self.scan.word("false").map(|()| Some(Word::int(false, 0))),
            (Kind::ObjectOr(shape, at) | Kind::Partial(shape, at) | Kind::Part(shape, at), _)
                if !matches!(first, b'{' | b'[' | b't' | b'f') =>
            {
                self.nearest_reference(shape, *at, kind)
            }
            (Kind::List(item), _) if first != b'[' => self.list_of_one(item),
            (Kind::Enveloped(_, inner), _) if first != b'{' => self.nearest(inner),
            _ => Ok(None),
        }
    }

    fn flag_in_text(&mut self) -> Result<Option<Word>> {
        let (yes, no) = {
            self.scan.step();
            let text = self.scan.text()?;
            let is = |words: [&str; 2]| {
                with(&text, |text| words.iter().any(|word| text.eq_ignore_ascii_case(word)))
            };
            (is(["true", "1"]), is(["false", "0"]))
        };
        Ok((yes || no).then(|| Word::bool(yes)))
    }

    fn id_in_text(&mut self) -> Result<Option<Word>> {
        self.scan.step();
        let text = self.scan.text()?;
        let Some(digits) = unescaped(&text).filter(|digits| is_id(digits)) else { return Ok(None) };
        let number = Scanner::new(&digits).number()?;
        Ok(number.magnitude.map(|magnitude| {
            if magnitude <= MAX_SAFE { Word::int(false, magnitude) } else { word_of(&text) }
        }))
    }

    /// `5.0` is the id `5`.
    fn whole_part(&mut self) -> Result<Option<Word>> {
        let before = self.scan;
        let number = self.scan.number()?;
        let text = self.scan.since(before.at);
        let exponent = text.iter().any(|byte| matches!(byte, b'e' | b'E'));
        if number.magnitude.is_none() || number.negative || exponent {
            return Ok(None);
        }
        let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if number.magnitude == Some(0) {
            self.zeros.push(before.utf16());
        }
        Ok(Some(Word::new(tag::TEXT, digits as u32, before.utf16())))
    }

    fn nearest_reference(
        &mut self,
        shape: &'static Shape,
        at: usize,
        kind: &Kind,
    ) -> Result<Option<Word>> {
        let Some(field) = shape.fields.get(at) else { return Ok(None) };
        let zeros = self.zeros.len();
        let Some(word) = self.nearest(&field.kind)? else { return Ok(None) };
        match self.made_of(shape, at, word, kind, zeros) {
            Ok(word) => Ok(Some(word)),
            Err(fault) if fault.is_mismatch() => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// An item that stands without its list.
    fn list_of_one(&mut self, kind: &'static Kind) -> Result<Option<Word>> {
        let mark = self.mark();
        let word = match self.item(kind) {
            Ok(word) => Some(word),
            Err(fault) if fault.is_mismatch() => {
                self.back_to(mark);
                self.nearest(kind)?
            }
            Err(fault) => return Err(fault),
        };
        let empty = Word::new(tag::TEXT, 0, 0).head;
        // An empty text, or 0, is no item.
        let Some(word) = word.filter(|word| word.head != empty && *word != Word::int(false, 0))
        else {
            return Ok(None);
        };
        let base = self.words.len();
        self.words.extend_from_slice(&[word.head, word.payload]);
        Ok(Some(Word::new(tag::LIST, 1, base as u32)))
    }
}

/// The last millisecond of the year 9999.
const LAST_MS: u64 = 253_402_300_799_999;
/// Seconds are below this (the year 5138), milliseconds from here on (1973).
const LEAST_MS: u64 = 100_000_000_000;
/// Seconds from 1973 on: what is less counts something else.
const LEAST_SECONDS: u64 = LEAST_MS / 1_000;

/// Seconds or milliseconds since 1970. Of seconds a fraction counts; what lies before 1973 is no time.
pub(super) fn time(text: &[u8]) -> Option<Word> {
    let mut parts = text.split(|byte| *byte == b'.');
    let mut whole = 0_u64;
    for byte in parts.next()? {
        let digit = char::from(*byte).to_digit(10)?;
        whole = whole.checked_mul(10)?.checked_add(digit.into())?;
    }
    let fraction = parts.next().unwrap_or_default();
    if !fraction.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let mut ms = whole;
    if whole < LEAST_MS {
        for place in 0..3 {
            let digit = fraction.get(place).map_or(0, |digit| digit.wrapping_sub(b'0'));
            ms = ms.wrapping_mul(10).wrapping_add(digit.into());
        }
    }
    if whole < LEAST_SECONDS || ms > LAST_MS {
        return None;
    }
    let Word { head, payload } = Word::int(false, ms);
    // The same number, under another tag.
    Some(Word { head: head & !15 | tag::TIME, payload })
}
