//! A reply's bytes → a checked, normalised tape, in one pass.

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::codec::expected::expected;
use crate::codec::fault::{Fault, Result, Step};
use crate::codec::keys::{Key, find, same, unescaped, unknown};
use crate::codec::number::MAX_SAFE;
use crate::codec::scan::{Scanner, Text};
use crate::codec::tape::{Tape, Word, tag};
use crate::codec::write::{joined, list};
use crate::schema::{Field, Kind, Shape};

/// The longest reply that the tape can point into, in bytes.
const MAX_LENGTH: usize = (1 << 28) - 1;

/// Decodes the body of a successful reply.
///
/// A byte order mark at the front is passed over. Of a field's own key that comes twice the last
/// value counts, of a further key the first.
///
/// # Errors
/// The bytes are not UTF-8, not JSON, nested too deeply, or not of the kind that the table wants:
/// with the path to the spot.
pub fn decode(kind: &'static Kind, body: &[u8]) -> core::result::Result<Tape, Box<Fault>> {
    let text_start = if body.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let body = body.get(text_start..).unwrap_or_default();
    if body.len() > MAX_LENGTH {
        return Err(Fault::new("the reply is too long".into()));
    }
    let Ok(text) = core::str::from_utf8(body) else {
        return Err(Fault::new("the reply is not UTF-8".into()));
    };
    // Six words a field of a usual page; a guess that is too small costs a copy.
    let mut words = Vec::new();
    words.try_reserve(body.len() / 8).map_err(|_| too_many())?;
    let mut decoder = Decoder {
        scan: Scanner::new(text),
        words,
        items: Vec::new(),
        fillings: Vec::new(),
        most: TAPE_ROOM.saturating_add(body.len().saturating_mul(TAPE_TIMES)) / 4,
    };
    let root = decoder.reply(kind, text)?;
    Ok(Tape { words: decoder.words, root, text_start })
}

/// How large a tape may become: hostile replies could make it thirty times as long as themselves, and
/// WebAssembly never gives memory back. In bytes, and as a multiple of the reply.
const TAPE_ROOM: usize = 4 << 20;
const TAPE_TIMES: usize = 2;

#[cold]
fn too_many() -> Box<Fault> {
    Fault::new("the reply holds more values than fit into memory".into())
}

/// What a key means.
enum Found<'a> {
    Field(usize, &'static Field, Key),
    Nothing(Text<'a>),
}

struct Decoder<'a> {
    scan: Scanner<'a>,
    /// The tape.
    words: Vec<u32>,
    /// Items of the lists that are still open, the innermost last.
    items: Vec<u32>,
    /// What further keys gave to fields of the objects that are still open, by the field's place.
    fillings: Vec<(usize, Word)>,
    /// How many words the tape may have.
    most: usize,
}

impl<'a> Decoder<'a> {
    fn reply(&mut self, kind: &'static Kind, text: &str) -> Result<Word> {
        let empty = text.trim_ascii().is_empty();
        if matches!(kind, Kind::Nothing) {
            if !empty {
                self.scan.skip()?;
                self.scan.end()?;
            }
            return Ok(Word::NONE);
        }
        if empty {
            return Err(Fault::new("the reply is empty".into()));
        }
        if matches!(kind, Kind::Acknowledged) {
            return match text.trim_ascii() {
                "\"ok\"" | "ok" => Ok(Word::NONE),
                _ => Err(self.at_value("\"ok\"")),
            };
        }
        let word = self.item(kind)?;
        self.scan.end()?;
        Ok(word)
    }

    /// A mismatch at the value that follows.
    #[cold]
    fn at_value(&mut self, expected: &str) -> Box<Fault> {
        self.scan.blanks();
        self.scan.mismatch(expected)
    }

    /// A value that must not be `null`.
    #[inline(always)]
    fn item(&mut self, kind: &'static Kind) -> Result<Word> {
        let word = self.value(kind)?;
        if word == Word::NULL {
            return Err(Fault::mismatch(expected(kind), "null"));
        }
        Ok(word)
    }

    fn value(&mut self, kind: &'static Kind) -> Result<Word> {
        self.scan.blanks();
        let first = self.scan.peek();
        if first == b'n' {
            self.scan.word("null")?;
            return Ok(absent(kind));
        }
        match (kind, first) {
            (
                Kind::Text
                | Kind::Timestamp
                | Kind::Instant
                | Kind::Target
                | Kind::Phone
                | Kind::Opaque,
                b'"',
            ) => {
                self.scan.step();
                let text = self.scan.text()?;
                let tag = if text.escaped { tag::ESCAPED } else { tag::TEXT };
                Ok(Word::new(tag, text.length, text.start))
            }
            (Kind::Bool | Kind::Flag, b't') => self.scan.word("true").map(|()| Word::bool(true)),
            (Kind::Bool | Kind::Flag, b'f') => self.scan.word("false").map(|()| Word::bool(false)),
            (Kind::Flag, b'-' | b'0'..=b'9') => match self.scan.number()?.magnitude {
                Some(magnitude) => Ok(Word::bool(magnitude != 0)),
                None => Err(Fault::mismatch(expected(kind), "another number")),
            },
            (Kind::Id, b'-' | b'0'..=b'9') => self.id(kind),
            (Kind::Opaque, b'-' | b'0'..=b'9') => self.digits(kind),
            (Kind::OneOf(values), b'"') => self.one_of(values, kind),
            (Kind::Object(shape) | Kind::ObjectOr(shape, _), b'{') => self.object(shape),
            (Kind::ObjectOr(shape, at), _) => self.bare(shape, *at),
            (Kind::List(item) | Kind::OneOrMore(item), b'[') => self.list(item),
            (Kind::Enveloped(keys, inner), b'{') => self.envelope(keys, inner),
            (Kind::Enveloped(_, inner), _) => self.value(inner),
            (Kind::Count, _) => self.scan.count(),
            _ => Err(self.at_value(expected(kind))),
        }
    }

    fn id(&mut self, kind: &Kind) -> Result<Word> {
        let before = self.scan;
        let number = self.scan.number()?;
        match number.magnitude {
            Some(magnitude) if magnitude <= MAX_SAFE => Ok(Word::int(number.negative, magnitude)),
            Some(_) if number.plain && number.fits_i64() => Ok(self.stretch(before)),
            _ => Err(Fault::mismatch(expected(kind), "another number")),
        }
    }

    /// A whole number of any size, as text.
    fn digits(&mut self, kind: &Kind) -> Result<Word> {
        let before = self.scan;
        if self.scan.number()?.plain {
            Ok(self.stretch(before))
        } else {
            Err(Fault::mismatch(expected(kind), "another number"))
        }
    }

    /// The text from a former position up to here.
    fn stretch(&self, before: Scanner<'_>) -> Word {
        let length = self.scan.utf16().wrapping_sub(before.utf16());
        Word::new(tag::TEXT, length, before.utf16())
    }

    fn one_of(&mut self, values: &[&str], kind: &Kind) -> Result<Word> {
        self.scan.step();
        let text = self.scan.text()?;
        let escaped = if text.escaped { unescaped(&text) } else { None };
        let given = escaped.as_ref().map_or(text.raw, |text| text.as_bytes());
        if values.iter().any(|value| value.as_bytes().eq_ignore_ascii_case(given)) {
            Ok(Word::new(tag::LOWER, text.length, text.start))
        } else {
            Err(Fault::mismatch(expected(kind), "another string"))
        }
    }

    /// Room on the tape for a shape's fields, none of them given.
    fn slots(&mut self, shape: &'static Shape) -> Result<usize> {
        let base = self.words.len();
        if base.saturating_add(self.items.len()) > self.most {
            return Err(too_many());
        }
        let end = base.wrapping_add(shape.fields.len().wrapping_mul(2));
        self.words.resize(end, 0);
        for (at, field) in shape.fields.iter().enumerate() {
            self.put(base, at, absent(&field.kind));
        }
        Ok(base)
    }

    fn slot(&mut self, base: usize, field: usize) -> Option<&mut [u32]> {
        let at = base.wrapping_add(field.wrapping_mul(2));
        self.words.get_mut(at..at.wrapping_add(2))
    }

    /// An object that came as the value of one of its fields alone.
    fn bare(&mut self, shape: &'static Shape, at: usize) -> Result<Word> {
        let Some(field) = shape.fields.get(at) else { return Err(self.at_value("an object")) };
        let found = self.scan.found();
        let word = self.value(&field.kind).map_err(|fault| {
            let either = joined(&["an object or ", expected(&field.kind)]);
            if fault.mismatch { Fault::mismatch(&either, found) } else { fault }
        })?;
        let base = self.slots(shape)?;
        self.put(base, at, word);
        Ok(Word::new(tag::OBJECT, shape.id.into(), base as u32))
    }

    fn put(&mut self, base: usize, at: usize, word: Word) {
        if let Some(slot) = self.slot(base, at) {
            slot.copy_from_slice(&[word.head, word.payload]);
        }
    }

    fn get(&mut self, base: usize, at: usize) -> Word {
        match self.slot(base, at) {
            Some(&mut [head, payload]) => Word { head, payload },
            _ => Word::NULL,
        }
    }

    fn object(&mut self, shape: &'static Shape) -> Result<Word> {
        self.scan.step();
        let base = self.slots(shape)?;
        // Services write the fields in one order: the next one is tried first.
        let mut next = 0;
        // The fields that were told by their opposite, a bit each.
        let mut opposite = 0_u64;
        let first = self.fillings.len();
        let mut more = !self.scan.bracket(b'}');
        while more {
            match self.key(shape, next)? {
                Found::Nothing(key) => self.scan.skip().map_err(|fault| unknown(fault, &key))?,
                Found::Field(at, field, by) => {
                    next = at.wrapping_add(1);
                    let word = self.member(field, &by)?;
                    self.store((base, at, first), field, word, &by, &mut opposite);
                }
            }
            more = self.scan.more(b'}')?;
        }
        self.fillings.truncate(first);
        for (at, field) in shape.fields.iter().enumerate() {
            // What is made has no key, and is put there later.
            if field.required && !field.wire.is_empty() && self.get(base, at) == Word::NULL {
                return Err(Fault::missing().inside(Step::Member(field.wire)));
            }
        }
        Ok(Word::new(tag::OBJECT, shape.id.into(), base as u32))
    }

    /// A member's key, up to its value: the one that is due next, or any other.
    #[inline(always)]
    fn key(&mut self, shape: &'static Shape, next: usize) -> Result<Found<'a>> {
        // What is made stands under no key.
        if let Some(field) = shape.fields.get(next).filter(|field| !field.wire.is_empty())
            && self.scan.known_key(field.wire)
        {
            return Ok(Found::Field(next, field, Key::Own));
        }
        let key = self.scan.key()?;
        Ok(match find(shape, &key) {
            Some((at, field, by)) => Found::Field(at, field, by),
            None => Found::Nothing(key),
        })
    }

    #[inline(always)]
    fn member(&mut self, field: &'static Field, by: &Key) -> Result<Word> {
        let before = self.scan;
        let (words, items, fillings) = (self.words.len(), self.items.len(), self.fillings.len());
        let (key, kind) = match by {
            Key::Own => (field.wire, &field.kind),
            Key::Alias(alias) => (alias.key, &alias.kind),
            Key::Opposite(key) => (*key, &field.kind),
        };
        match self.value(kind) {
            Err(fault) if field.lenient && fault.mismatch => {
                self.scan = before;
                self.words.truncate(words);
                self.items.truncate(items);
                self.fillings.truncate(fillings);
                self.scan.skip().map_err(|fault| fault.inside(Step::Member(key)))?;
                Ok(Word::NULL)
            }
            outcome => outcome.map_err(|fault| fault.inside(Step::Member(key))),
        }
    }

    /// Keeps a field's value. Of its own key that comes twice the last value counts, even if it is
    /// none; what further keys gave fills the gaps of it, in their order.
    #[inline(always)]
    fn store(
        &mut self,
        (base, at, first): (usize, usize, usize),
        field: &Field,
        word: Word,
        by: &Key,
        opposite: &mut u64,
    ) {
        let bit = 1_u64.wrapping_shl(at as u32);
        let word = match by {
            Key::Own if *opposite & bit != 0 => return,
            Key::Own => {
                let own = if word.is_something() { word } else { absent(&field.kind) };
                self.filled(first, at, field, own)
            }
            _ if !word.is_something() => return,
            Key::Alias(_) => {
                self.fillings.push((at, word));
                let old = self.get(base, at);
                self.merged(field, old, word)
            }
            Key::Opposite(_) => {
                *opposite |= bit;
                Word::bool(word.head == tag::FALSE)
            }
        };
        self.put(base, at, word);
    }

    /// A field's own value with what further keys gave before it.
    fn filled(&mut self, first: usize, at: usize, field: &Field, own: Word) -> Word {
        let mut word = own;
        for filling in first..self.fillings.len() {
            if let Some((_, other)) = self.fillings.get(filling).filter(|(of, _)| *of == at) {
                word = self.merged(field, word, *other);
            }
        }
        word
    }

    /// A value, or another one where it is none; where both are objects, its gaps filled from the other.
    fn merged(&mut self, field: &Field, word: Word, other: Word) -> Word {
        if !word.is_something() {
            return other;
        }
        if let Kind::Object(shape) | Kind::ObjectOr(shape, _) = &field.kind {
            let (base, other) = (word.payload as usize, other.payload as usize);
            for at in 0..shape.fields.len() {
                let gap = !self.get(base, at).is_something();
                let filling = self.get(other, at);
                if gap && filling.is_something() {
                    self.put(base, at, filling);
                }
            }
        }
        word
    }

    fn list(&mut self, kind: &'static Kind) -> Result<Word> {
        self.scan.step();
        let first = self.items.len();
        let mut count = 0_usize;
        let mut more = !self.scan.bracket(b']');
        while more {
            let word = self.item(kind).map_err(|fault| fault.inside(Step::Item(count)))?;
            if self.items.len().saturating_add(self.words.len()) > self.most {
                return Err(too_many());
            }
            self.items.extend_from_slice(&[word.head, word.payload]);
            count = count.wrapping_add(1);
            more = self.scan.more(b']')?;
        }
        let base = self.words.len();
        self.words.extend(self.items.drain(first..));
        // An empty list is the same word wherever it stands.
        Ok(if count == 0 { Word::EMPTY } else { Word::new(tag::LIST, count as u32, base as u32) })
    }

    /// The value under the first of the keys that holds one.
    fn envelope(&mut self, keys: &'static [&'static str], kind: &'static Kind) -> Result<Word> {
        self.scan.step();
        let mut found: Option<(usize, Word)> = None;
        let mut more = !self.scan.bracket(b'}');
        while more {
            let key = self.scan.key()?;
            let known = keys.iter().enumerate().find(|(_, name)| same(&key, name));
            let rank = known.filter(|(rank, _)| found.is_none_or(|(best, _)| *rank <= best));
            if let Some((rank, name)) = rank {
                let word = self.value(kind).map_err(|fault| fault.inside(Step::Member(name)))?;
                if word != Word::NULL {
                    found = Some((rank, word));
                }
            } else {
                self.scan.skip().map_err(|fault| unknown(fault, &key))?;
            }
            more = self.scan.more(b'}')?;
        }
        found.map(|(_, word)| word).ok_or_else(|| {
            let names = joined(&["an object that holds one under ", &list(keys, ", ")]);
            Fault::mismatch(&joined(&[expected(kind), ", or ", &names]), "another object")
        })
    }
}

/// What stands for a value that is not there.
#[inline(always)]
fn absent(kind: &Kind) -> Word {
    match kind {
        Kind::List(_) => Word::EMPTY,
        Kind::Enveloped(_, inner) => absent(inner),
        _ => Word::NULL,
    }
}
