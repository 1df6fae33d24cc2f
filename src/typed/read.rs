//! From the tape to the structs, without JSON in between.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

#[cfg(all(feature = "js", target_arch = "wasm32"))]
use crate::codec;
#[cfg(feature = "client")]
use crate::codec::joined;
use crate::codec::{Tape, Word, tag};
use crate::codec::{decimal, parted, rfc3339, unescape};
#[cfg(all(feature = "js", target_arch = "wasm32"))]
use crate::schema::Kind;
use crate::schema::{
    Acknowledged, Count, Field, Id, Json, Nothing, OneOrMore, Raw, Shape, UnixSeconds, to_camel,
};

/// A type that a value on a tape becomes. The macros write it for models.
pub trait Read: Sized {
    /// The value. Where the word has another form, which no word has that its table has let through, it is whatever
    /// comes easiest, and the reader takes note: a result at each field would weigh more than the fields.
    fn read(reader: &Reader<'_>, word: Word) -> Self;
}

/// So many UTF-16 units lie between two [marks](Reader::marks).
const STRIDE: usize = 64;

/// A tape with the text that it points into.
#[derive(Debug)]
pub struct Reader<'a> {
    words: &'a [u32],
    text: &'a str,
    /// Where each stretch of [`STRIDE`] UTF-16 units begins in the text; empty where units are bytes.
    marks: Cow<'a, [Mark]>,
    /// Whether a word had another form than its type.
    is_amiss: Cell<bool>,
}

/// The first letter that begins in a stretch: half of the one before may be there, too.
#[derive(Debug, Clone, Copy)]
struct Mark {
    byte: usize,
    unit: usize,
}

impl Mark {
    /// On by one letter, if there is one.
    fn step(&mut self, text: &[u8]) -> bool {
        let Some(first) = text.get(self.byte) else { return false };
        let (bytes, units) = match first {
            0..0xC0 => (1, 1),
            0xC0..0xE0 => (2, 1),
            0xE0..0xF0 => (3, 1),
            0xF0.. => (4, 2),
        };
        self.byte = self.byte.saturating_add(bytes);
        self.unit = self.unit.saturating_add(units);
        true
    }
}

/// A tape with the text that it points into, to be read from item by item.
#[cfg(feature = "client")]
pub(crate) struct Kept {
    tape: Tape,
    body: String,
    marks: Vec<Mark>,
}

#[cfg(feature = "client")]
impl Kept {
    pub(crate) fn new(tape: Tape, body: Vec<u8>) -> Self {
        // The tape was made of it, so that it is UTF-8.
        let body = String::from_utf8(body).unwrap_or_default();
        let marks = marks(body.get(tape.text_start..).unwrap_or_default());
        Kept { tape, body, marks }
    }

    pub(crate) fn reader(&self) -> Reader<'_> {
        let text = self.body.get(self.tape.text_start..).unwrap_or_default();
        let marks = Cow::Borrowed(self.marks.as_slice());
        Reader { words: &self.tape.words, text, marks, is_amiss: Cell::new(false) }
    }

    pub(crate) fn root(&self) -> Word {
        self.tape.root
    }
}

impl<'a> Reader<'a> {
    /// A reader of a tape, which points into the body.
    pub fn new(tape: &'a Tape, body: &'a [u8]) -> Self {
        let text = body.get(tape.text_start..).unwrap_or_default();
        // The tape was made of it, so that it is UTF-8.
        let text = core::str::from_utf8(text).unwrap_or_default();
        let marks = Cow::Owned(marks(text));
        Reader { words: &tape.words, text, marks, is_amiss: Cell::new(false) }
    }

    /// A value; `None` where a word in it has another form than its type.
    pub fn value<T: Read>(&self, word: Word) -> Option<T> {
        let value = T::read(self, word);
        (!self.is_amiss.replace(false)).then_some(value)
    }

    /// What was read, or in its place what comes easiest.
    fn or_amiss<T: Default>(&self, value: Option<T>) -> T {
        if value.is_none() {
            self.is_amiss.set(true);
        }
        value.unwrap_or_default()
    }

    /// The word at a place.
    fn word(&self, at: usize) -> Word {
        match self.words.get(at..at.saturating_add(2)) {
            Some(&[head, payload]) => Word { head, payload },
            _ => Word::NULL,
        }
    }

    /// The value as JSON text, as JavaScript has it.
    #[cfg(all(feature = "js", target_arch = "wasm32"))]
    pub(crate) fn json(&self, word: Word, kind: &Kind) -> String {
        codec::json(self.words, word, self.text, kind, codec::Ids::AsText)
    }

    /// An item of a list, or a field of an object, by its place.
    pub(crate) fn part(&self, of: Word, place: usize) -> Word {
        self.word((of.payload as usize).saturating_add(place.saturating_mul(2)))
    }

    /// How many items a list has.
    pub(crate) fn length(&self, list: Word) -> usize {
        if list.head & 15 == tag::LIST { (list.head >> 4) as usize } else { 0 }
    }

    /// An id as text.
    #[cfg(feature = "client")]
    pub(crate) fn id(&self, word: Word) -> String {
        let negative = || joined(&["-", &decimal(Self::magnitude(word))]);
        self.text(word).unwrap_or_else(negative)
    }

    /// A number of two words: of at most 53 bits.
    fn magnitude(word: Word) -> u64 {
        u64::from(word.head >> 4) << 32 | u64::from(word.payload)
    }

    fn stretch(&self, word: Word) -> Option<&'a str> {
        let start = word.payload as usize;
        let length = (word.head >> 4) as usize;
        let from = self.byte_of(start)?;
        let end = start.saturating_add(length);
        self.text.get(from..self.byte_of(end)?)
    }

    /// Where a UTF-16 unit of the text is, in bytes.
    fn byte_of(&self, unit: usize) -> Option<usize> {
        if self.marks.is_empty() {
            return Some(unit);
        }
        let [mark, behind @ ..] = self.marks.get(unit / STRIDE..)? else { return None };
        // Of ASCII alone: so are most.
        if let [next, ..] = behind
            && next.byte.wrapping_sub(mark.byte) == next.unit.wrapping_sub(mark.unit)
        {
            return Some(mark.byte.saturating_add(unit.saturating_sub(mark.unit)));
        }
        let mut at = *mark;
        while at.unit < unit && at.step(self.text.as_bytes()) {}
        Some(at.byte)
    }

    /// A text.
    pub fn text(&self, word: Word) -> Option<String> {
        match word.head & 15 {
            tag::TEXT | tag::JSON => self.stretch(word).map(ToOwned::to_owned),
            tag::ESCAPED => self.stretch(word).map(unescaped),
            tag::LOWER => Some(unescaped(self.stretch(word)?).to_ascii_lowercase()),
            tag::TIME => Some(rfc3339(Self::magnitude(word))),
            tag::INT => Some(decimal(Self::magnitude(word))),
            _ => None,
        }
    }

    fn integer(&self, word: Word) -> i64 {
        let magnitude = Self::magnitude(word).cast_signed();
        self.or_amiss(match word.head & 15 {
            tag::INT => Some(magnitude),
            tag::NEG => magnitude.checked_neg(),
            tag::TEXT => self.stretch(word).and_then(whole),
            tag::ESCAPED => self.stretch(word).and_then(|text| whole(&unescaped(text))),
            _ => None,
        })
    }

    /// How many items there are to read in a list.
    fn count(&self, list: Word) -> usize {
        // A partial object has not every list.
        if list.head & 15 != tag::LIST && !list.is_none() {
            self.is_amiss.set(true);
        }
        self.length(list)
    }

    /// The fields of an object.
    pub fn object(&self, word: Word) -> Fields {
        let is_object = matches!(word.head & 15, tag::OBJECT | tag::PARTIAL);
        // There is nothing that far.
        let next = if is_object { word.payload as usize } else { usize::MAX };
        if !is_object {
            self.is_amiss.set(true);
        }
        Fields { next }
    }

    /// The next field of an object.
    pub fn next<T: Read>(&self, fields: &mut Fields) -> T {
        T::read(self, self.field(fields))
    }

    fn field(&self, fields: &mut Fields) -> Word {
        let word = self.word(fields.next);
        fields.next = fields.next.saturating_add(2);
        word
    }

    /// The fields of a partial object that came, as JavaScript names them.
    pub(crate) fn given(&self, word: Word, shape: &Shape) -> Vec<String> {
        let mut at = word.payload as usize;
        let mut given = Vec::new();
        for Field { name, .. } in shape.fields {
            if !self.word(at).is_none() {
                given.push(to_camel(name));
            }
            at = at.saturating_add(2);
        }
        given
    }
}

/// The fields of an object that have not been read yet.
#[derive(Debug)]
pub struct Fields {
    next: usize,
}

fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    if text.is_ascii() {
        return marks;
    }
    let text = text.as_bytes();
    let mut at = Mark { byte: 0, unit: 0 };
    loop {
        marks.push(at);
        let next = marks.len().saturating_mul(STRIDE);
        // A stretch of ASCII alone has as many bytes.
        let count = next.saturating_sub(at.unit);
        let end = at.byte.saturating_add(count);
        if text.get(at.byte..end).is_some_and(<[u8]>::is_ascii) {
            at = Mark { byte: end, unit: next };
        }
        while at.unit < next {
            if !at.step(text) {
                return marks;
            }
        }
    }
}

/// The whole number of at most 64 bits that a text is.
fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let mut negative = (!digits.is_empty()).then_some(0_i64)?;
    // There is one negative number more.
    for byte in digits.bytes() {
        let digit = byte.is_ascii_digit().then_some(byte & 15)?;
        negative = negative.checked_mul(10)?.checked_sub(digit.into())?;
    }
    if digits.len() < text.len() { Some(negative) } else { negative.checked_neg() }
}

/// The text of a string.
fn unescaped(raw: &str) -> String {
    unescape(raw).or_else(|| unescape(&without_halves(raw))).unwrap_or_default()
}

/// JSON in which U+FFFD is in the place of each half of a surrogate pair: no text of Rust's holds one.
#[cold]
fn without_halves(json: &str) -> String {
    let mut out = String::new();
    let mut rest = json;
    while let Some((before, behind)) = parted(rest, "\\") {
        // One escape, or the two of a pair; what has no meaning is half of one.
        let known = [2, 6, 12].into_iter().find_map(|length| {
            let escape = rest.get(before.len()..before.len().saturating_add(length))?;
            let is_whole = length == 2 || escape.starts_with("\\u");
            (is_whole && unescape(escape).is_some()).then_some(escape)
        });
        out.push_str(before);
        out.push_str(known.unwrap_or("\\ufffd"));
        let length = known.map_or(6, str::len);
        rest = behind.get(length.saturating_sub(1)..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

impl Read for bool {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        let is_bool = matches!(word.head & 15, tag::TRUE | tag::FALSE);
        reader.or_amiss(is_bool.then_some(word.head & 15 == tag::TRUE))
    }
}

impl Read for String {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        reader.or_amiss(reader.text(word))
    }
}

impl<T: ?Sized> Read for Id<T> {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        Id::new(reader.integer(word))
    }
}

impl Read for Count {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        Count(reader.integer(word))
    }
}

impl Read for UnixSeconds {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        UnixSeconds(reader.or_amiss(reader.integer(word).try_into().ok()))
    }
}

impl Read for Acknowledged {
    fn read(_: &Reader<'_>, _: Word) -> Self {
        Acknowledged
    }
}

impl Read for Nothing {
    fn read(_: &Reader<'_>, _: Word) -> Self {
        Nothing
    }
}

impl Read for Json {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        Json::new(String::read(reader, word))
    }
}

impl Read for Raw {
    #[cfg(feature = "serde")]
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        let value = reader.stretch(word).and_then(|json| {
            serde_json::from_str(json).or_else(|_| serde_json::from_str(&without_halves(json))).ok()
        });
        Raw(reader.or_amiss(value))
    }

    #[cfg(not(feature = "serde"))]
    fn read(_: &Reader<'_>, _: Word) -> Self {
        Raw()
    }
}

impl<T: Read> Read for Option<T> {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        match word.head & 15 {
            tag::NULL | tag::NONE => None,
            _ => Some(T::read(reader, word)),
        }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        let count = reader.count(word);
        let mut items = Vec::with_capacity(count);
        for place in 0..count {
            items.push(T::read(reader, reader.part(word, place)));
        }
        items
    }
}

impl<T: Read> Read for OneOrMore<T> {
    fn read(reader: &Reader<'_>, word: Word) -> Self {
        OneOrMore(Vec::read(reader, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::Reading;
    use crate::schema::Kind;

    #[test]
    fn every_letter_is_found_by_its_utf16_unit() {
        for filler in [0, 1, 62, 63, 64, 65, 127, 128, 200] {
            for letters in ["", "é", "😀", "漢é😀", "😀😀😀"] {
                let some = format!("{}{letters}", "a".repeat(filler));
                for text in [some.clone(), some.repeat(3), format!("{some}{}", "b".repeat(130))] {
                    let body = format!("\"{text}\"");
                    let reading = Reading::Lenient;
                    let tape = crate::codec::decode(&Kind::Text, body.as_bytes(), reading).unwrap();
                    let reader = Reader::new(&tape, body.as_bytes());
                    let mut unit = 0;
                    for (byte, letter) in body.char_indices() {
                        assert_eq!(reader.byte_of(unit), Some(byte), "{body}: {unit}");
                        unit = unit.saturating_add(letter.len_utf16());
                    }
                    assert_eq!(reader.byte_of(unit), Some(body.len()), "{body}: its end");
                    assert_eq!(reader.value::<String>(tape.root), Some(text));
                }
            }
        }
    }

    #[test]
    fn whole_numbers_are_read_as_the_standard_library_does() {
        for text in
            ["0", "-0", "7", "007", "9223372036854775807", "-9223372036854775808", "", "-", "5.0"]
                .into_iter()
                .chain(["9223372036854775808", "-9223372036854775809", "99999999999999999999"])
        {
            assert_eq!(whole(text), text.parse().ok(), "{text}");
        }
    }
}
