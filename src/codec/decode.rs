//! A reply's bytes → a checked, normalised tape, in one pass.

use crate::codec::fault::{Fault, Result, Step};
use crate::codec::number::MAX_SAFE;
use crate::codec::scan::{Scanner, Text};
use crate::codec::tape::{Tape, Word, tag};
use crate::codec::text::unescape;
use crate::codec::write::{joined, list};
use crate::schema::{Field, Kind, Shape};

/// The longest reply that the tape can point into, in bytes.
const MAX_LENGTH: usize = (1 << 28) - 1;

/// Decodes the body of a successful reply.
///
/// A byte order mark at the front is passed over. Of a key that comes twice the last value counts
/// that is not `null`.
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
    let mut decoder = Decoder {
        scan: Scanner::new(text),
        words: Vec::with_capacity(body.len() / 8),
        items: Vec::new(),
    };
    let root = decoder.reply(kind, text)?;
    Ok(Tape { words: decoder.words, root, text_start })
}

struct Decoder<'a> {
    scan: Scanner<'a>,
    /// The tape.
    words: Vec<u32>,
    /// Items of the lists that are still open, the innermost last.
    items: Vec<u32>,
}

/// By which of a field's keys a value came.
#[derive(PartialEq)]
enum Key {
    Own,
    Alias,
    Opposite,
}

impl<'a> Decoder<'a> {
    fn reply(&mut self, kind: &'static Kind, text: &str) -> Result<Word> {
        if text.trim_ascii().is_empty() {
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
    #[inline]
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
            (Kind::Text | Kind::Timestamp | Kind::Target, b'"') => {
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
            (Kind::Object(shape) | Kind::ObjectOrId(shape), b'{') => self.object(shape),
            (Kind::ObjectOrId(shape), b'-' | b'0'..=b'9') => self.bare_id(kind, shape),
            (Kind::List(item) | Kind::OneOrMore(item), b'[') => self.list(item),
            (Kind::Enveloped(keys, inner), b'{') => self.envelope(keys, inner),
            (Kind::Enveloped(_, inner), _) => self.value(inner),
            (Kind::Count, _) => self.count(),
            _ => Err(self.at_value(expected(kind))),
        }
    }

    fn id(&mut self, kind: &Kind) -> Result<Word> {
        let (from, start) = (self.scan.at, self.scan.utf16());
        let number = self.scan.number()?;
        match number.magnitude {
            Some(magnitude) if magnitude <= MAX_SAFE => Ok(Word::int(number.negative, magnitude)),
            Some(_) if number.plain && number.fits_i64() => {
                let length = self.scan.at.wrapping_sub(from) as u32;
                Ok(Word::new(tag::TEXT, length, start))
            }
            _ => Err(Fault::mismatch(expected(kind), "another number")),
        }
    }

    /// Room on the tape for a shape's fields, none of them given.
    fn slots(&mut self, shape: &'static Shape) -> usize {
        let base = self.words.len();
        for field in shape.fields {
            let absent = absent(&field.kind);
            self.words.extend_from_slice(&[absent.head, absent.payload]);
        }
        base
    }

    fn slot(&mut self, base: usize, field: usize) -> Option<&mut [u32]> {
        let at = base.wrapping_add(field.wrapping_mul(2));
        self.words.get_mut(at..at.wrapping_add(2))
    }

    /// An object that came as its id alone: the id is the first field.
    fn bare_id(&mut self, kind: &Kind, shape: &'static Shape) -> Result<Word> {
        let id = self.id(kind)?;
        let base = self.slots(shape);
        if let Some(slot) = self.slot(base, 0) {
            slot.copy_from_slice(&[id.head, id.payload]);
        }
        Ok(Word::new(tag::OBJECT, shape.id.into(), base as u32))
    }

    fn object(&mut self, shape: &'static Shape) -> Result<Word> {
        self.scan.step();
        let base = self.slots(shape);
        // Services write the fields in one order: the next one is tried first.
        let mut next = 0;
        // Fields whose value an opposite has decided, a bit each.
        let mut decided = 0_u64;
        let mut more = !self.scan.closes(b'}');
        while more {
            let key = self.scan.key()?;
            match find(shape, &key, next) {
                None => self.scan.skip().map_err(|fault| unknown(fault, &key))?,
                Some((at, field, by)) => {
                    next = at.wrapping_add(1);
                    let word = self.member(field)?;
                    self.store(base, at, word, &by, &mut decided);
                }
            }
            more = self.scan.more(b'}')?;
        }
        for (at, field) in shape.fields.iter().enumerate() {
            let absent = self.slot(base, at).is_none_or(|slot| *slot == [Word::NULL.head, 0]);
            if field.required && absent {
                return Err(Fault::new("is missing".into()).inside(Step::Member(field.wire)));
            }
        }
        Ok(Word::new(tag::OBJECT, shape.id.into(), base as u32))
    }

    #[inline]
    fn member(&mut self, field: &'static Field) -> Result<Word> {
        let before = self.scan;
        let (words, items) = (self.words.len(), self.items.len());
        match self.value(&field.kind) {
            Err(fault) if field.lenient && fault.mismatch => {
                self.scan = before;
                self.words.truncate(words);
                self.items.truncate(items);
                self.scan.skip().map_err(|fault| fault.inside(Step::Member(field.wire)))?;
                Ok(Word::NULL)
            }
            outcome => outcome.map_err(|fault| fault.inside(Step::Member(field.wire))),
        }
    }

    #[inline]
    fn store(&mut self, base: usize, at: usize, word: Word, by: &Key, decided: &mut u64) {
        if !word.is_something() {
            return;
        }
        let bit = 1_u64.wrapping_shl(at as u32);
        let word = match by {
            Key::Own if *decided & bit != 0 => return,
            Key::Own | Key::Alias => word,
            Key::Opposite => {
                *decided |= bit;
                Word::bool(word.head == tag::FALSE)
            }
        };
        if let Some(slot) = self.slot(base, at) {
            let empty = *slot == [Word::NULL.head, 0] || *slot == [Word::EMPTY.head, 0];
            if *by != Key::Alias || empty {
                slot.copy_from_slice(&[word.head, word.payload]);
            }
        }
    }

    fn list(&mut self, kind: &'static Kind) -> Result<Word> {
        self.scan.step();
        let first = self.items.len();
        let mut count = 0_usize;
        let mut more = !self.scan.closes(b']');
        while more {
            let word = self.item(kind).map_err(|fault| fault.inside(Step::Item(count)))?;
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
        let mut more = !self.scan.closes(b'}');
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

    /// A whole number: as it is, as text, or as the only such member of an object.
    fn count(&mut self) -> Result<Word> {
        const EXPECTED: &str = "a count (a whole number, or an object with one)";
        if self.scan.peek() != b'{' {
            return self.bare_count()?.ok_or_else(|| Fault::mismatch(EXPECTED, "another value"));
        }
        self.scan.step();
        let (mut found, mut counts) = (Word::NULL, 0_u32);
        let mut more = !self.scan.closes(b'}');
        while more {
            let key = self.scan.key()?;
            self.scan.blanks();
            if let Some(word) = self.bare_count().map_err(|fault| unknown(fault, &key))? {
                (found, counts) = (word, counts.wrapping_add(1));
            }
            more = self.scan.more(b'}')?;
        }
        if counts == 1 { Ok(found) } else { Err(Fault::mismatch(EXPECTED, "another object")) }
    }

    /// The count that a number or a text holds; goes over any other value.
    fn bare_count(&mut self) -> Result<Option<Word>> {
        let number = match self.scan.peek() {
            b'"' => {
                self.scan.step();
                let text = self.scan.text()?;
                let inside = unescaped(&text).unwrap_or_default();
                let mut digits = Scanner::new(&inside);
                let number = digits.number();
                number.ok().filter(|_| digits.at == inside.len())
            }
            b'-' | b'0'..=b'9' => Some(self.scan.number()?),
            _ => {
                self.scan.skip()?;
                None
            }
        };
        Ok(number.and_then(|number| {
            let magnitude = number.magnitude.filter(|magnitude| *magnitude <= MAX_SAFE)?;
            Some(Word::int(number.negative, magnitude))
        }))
    }
}

/// What stands for a value that is not there.
#[inline]
fn absent(kind: &Kind) -> Word {
    match kind {
        Kind::List(_) => Word::EMPTY,
        Kind::Enveloped(_, inner) => absent(inner),
        _ => Word::NULL,
    }
}

/// The field that a key means.
#[inline]
fn find(
    shape: &'static Shape,
    key: &Text<'_>,
    next: usize,
) -> Option<(usize, &'static Field, Key)> {
    if let Some(field) = shape.fields.get(next)
        && field.wire.as_bytes() == key.raw
    {
        return Some((next, field, Key::Own));
    }
    search(shape, key)
}

fn search(shape: &'static Shape, key: &Text<'_>) -> Option<(usize, &'static Field, Key)> {
    shape.fields.iter().enumerate().find_map(|(at, field)| {
        let by = if same(key, field.wire) {
            Key::Own
        } else if field.opposite.is_some_and(|opposite| same(key, opposite)) {
            Key::Opposite
        } else if field.aliases.iter().any(|alias| same(key, alias)) {
            Key::Alias
        } else {
            return None;
        };
        Some((at, field, by))
    })
}

/// Whether a key means a name; its letters may be escaped.
#[inline]
fn same(key: &Text<'_>, name: &str) -> bool {
    key.raw == name.as_bytes() || (key.escaped && unescaped(key).as_deref() == Some(name))
}

#[cold]
fn unescaped(text: &Text<'_>) -> Option<String> {
    unescape(core::str::from_utf8(text.raw).ok()?)
}

/// The fault of a value under a key that no table knows. The key is the service's own word and can
/// be anything: only its plain beginning is shown.
#[cold]
fn unknown(fault: Box<Fault>, key: &Text<'_>) -> Box<Fault> {
    let plain = key.raw.iter().take(40).take_while(|byte| byte.is_ascii_graphic());
    fault.inside(Step::Unknown(plain.map(|byte| char::from(*byte)).collect()))
}

/// What a kind wants, in words.
pub(crate) fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Bool => "a boolean",
        Kind::Flag => "a boolean or a whole number",
        Kind::Id => "an id (a whole number of at most 64 bits)",
        Kind::Text => "a string",
        Kind::Target => "a phone number or an e-mail address, as a string",
        Kind::Timestamp => "a date and time in RFC 3339, as a string",
        Kind::Object(_) => "an object",
        Kind::ObjectOrId(_) => "an object or an id",
        Kind::List(_) | Kind::OneOrMore(_) => "a list",
        Kind::Enveloped(_, kind) => expected(kind),
        Kind::Count => "a count",
        Kind::Acknowledged => "\"ok\"",
    }
}
