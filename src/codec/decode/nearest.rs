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
use super::scalar::word_of;
use crate::codec::fault::Result;
use crate::codec::forms::is_id;
use crate::codec::keys::unescaped;
use crate::codec::number::MAX_SAFE;
use crate::codec::phone_form::Sort;
use crate::codec::tape::{Word, tag};
use crate::schema::{Kind, Shape};

impl Decoder<'_> {
    /// The value that follows, by its nearest meaning; nothing where it has none. Then nobody knows how far it
    /// was read.
    ///
    /// # Errors
    /// The text is not JSON.
    pub(super) fn nearest(&mut self, kind: &'static Kind) -> Result<Option<Word>> {
        let first = self.scan.peek();
        match kind {
            Kind::List(item) if first != b'[' => return self.list_of_one(item),
            Kind::Enveloped(_, inner) if first != b'{' => return self.nearest(inner),
            Kind::ObjectOr(..) | Kind::Partial(..) | Kind::Part(..) if self.names_nobody() => {
                self.scan.skip()?;
                return Ok(Some(Word::NULL));
            }
            _ if matches!(first, b'{' | b'[') => return Ok(None),
            Kind::ObjectOr(shape, at) | Kind::Partial(shape, at) | Kind::Part(shape, at) => {
                return self.nearest_reference(shape, *at, kind);
            }
            _ => {}
        }
        let is_text = first == b'"';
        let before = self.scan;
        let text;
        let mut word = Word::NONE;
        let content = if is_text {
            self.scan.step();
            let found = self.scan.text()?;
            word = word_of(&found);
            text = unescaped(&found).unwrap_or_default();
            text.as_bytes()
        } else {
            self.scan.skip()?;
            self.scan.since(before.at)
        };
        Ok(match kind {
            Kind::Bool | Kind::Flag => flag(content).map(Word::bool),
            Kind::Count if !is_text => flag(content).map(|flag| Word::int(false, flag.into())),
            Kind::Id if is_text && is_id(core::str::from_utf8(content).unwrap_or_default()) => {
                let digits = content.iter().map(|byte| u64::from(byte & 15));
                let magnitude =
                    digits.fold(0_u64, |number, digit| number.wrapping_mul(10).wrapping_add(digit));
                Some(match magnitude {
                    0..=MAX_SAFE => Word::int(false, magnitude),
                    _ => word,
                })
            }
            // 5.0 is the id 5; of a longer one digits may have been lost before.
            Kind::Opaque if matches!(first, b'1'..=b'9') => {
                let whole = content.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let exact = content.iter().skip(whole).all(|byte| matches!(byte, b'.' | b'0'));
                let good = exact && whole <= 15;
                good.then(|| Word::new(tag::TEXT, whole as u32, before.utf16()))
            }
            Kind::Target if matches!(first, b'-' | b'0'..=b'9') => Some(self.stretch(before)),
            Kind::Timestamp | Kind::Instant => time(content),
            _ => None,
        })
    }

    /// Whether `false`, 0, an empty text or an empty object follows.
    pub(super) fn names_nobody(&self) -> bool {
        let mut scan = self.scan;
        match scan.peek() {
            b'f' => true,
            b'{' => {
                scan.step();
                scan.bracket(b'}')
            }
            _ => self.sort() == Sort::Nobody,
        }
    }

    fn nearest_reference(
        &mut self,
        shape: &'static Shape,
        at: usize,
        kind: &Kind,
    ) -> Result<Option<Word>> {
        let Some(field) = shape.fields.get(at) else { return Ok(None) };
        let Some(word) = self.nearest(&field.kind)? else { return Ok(None) };
        match self.made_of(shape, at, word, kind) {
            Ok(word) => Ok(Some(word)),
            Err(fault) if fault.is_mismatch() => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// An item without its list.
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
        // An empty text, or 0, is not an item.
        let empty = |word: &Word| {
            word.head == tag::TEXT || *word == Word::int(false, 0) || *word == Word::NULL
        };
        Ok(word.filter(|word| !empty(word)).map(|word| {
            let base = self.words.len();
            self.words.extend_from_slice(&[word.head, word.payload]);
            Word::new(tag::LIST, 1, base as u32)
        }))
    }
}

fn flag(content: &[u8]) -> Option<bool> {
    let words = ["false", "true", "0", "1"];
    let at = words.iter().position(|word| word.as_bytes().eq_ignore_ascii_case(content))?;
    Some(at & 1 == 1)
}

/// The last millisecond of the year 9999.
const LAST_MS: u64 = 253_402_300_799_999;
/// Seconds are below this (the year 5138), milliseconds from here on (1973).
const LEAST_MS: u64 = 100_000_000_000;
/// Seconds from 1973 on: what is less counts something else.
const LEAST_SECONDS: u64 = LEAST_MS / 1_000;

/// Seconds or milliseconds since 1970. Of seconds a fraction counts; what lies before 1973 is not a time.
fn time(text: &[u8]) -> Option<Word> {
    // A fraction's digits count as long as they are thousandths at least.
    let (mut whole, mut thousandths, mut place) = (0_u64, 0_u64, 0_u64);
    let mut fraction = false;
    for byte in text {
        let digit = u64::from(byte.wrapping_sub(b'0'));
        match byte {
            b'.' if !fraction => (fraction, place) = (true, 100),
            b'0'..=b'9' if fraction => {
                thousandths = thousandths.wrapping_add(digit.wrapping_mul(place));
                place /= 10;
            }
            // What is too large only stays so.
            b'0'..=b'9' => whole = whole.wrapping_mul(10).wrapping_add(digit).min(LAST_MS + 1),
            _ => return None,
        }
    }
    let ms =
        if whole < LEAST_MS { whole.wrapping_mul(1_000).wrapping_add(thousandths) } else { whole };
    if whole < LEAST_SECONDS || ms > LAST_MS {
        return None;
    }
    let Word { head, payload } = Word::int(false, ms);
    // The same number, under another tag.
    Some(Word { head: head & !15 | tag::TIME, payload })
}
