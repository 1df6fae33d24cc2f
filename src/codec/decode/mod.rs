//! A response's bytes → a checked, normalised tape, in one pass.
//!
//! Only an object's own id is essential. Whatever else has a form that no document shows becomes its nearest
//! meaning (`nearest.rs`), or `null`; in a list, an element without an id is left out. That is *drift*, and
//! `drift.rs` keeps what was found. A strict reading fails at the first of it.

mod drift;
mod list;
mod nearest;
mod object;
mod scalar;

use alloc::boxed::Box;
use alloc::vec::Vec;

use crate::codec::drift::Drift;
use crate::codec::expected::expected;
use crate::codec::fault::{Fault, Result};
use crate::codec::scan::Scanner;
use crate::codec::tape::{Tape, Word};
use crate::schema::Kind;

/// The longest response that the tape can point into, in bytes.
const MAX_LENGTH: usize = (1 << 28) - 1;

/// What becomes of a value that has a form which is not documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// It becomes its nearest meaning, or `null`.
    #[default]
    Lenient,
    /// The same, and [`Tape::drift`] says what was found.
    Observed,
    /// It fails the response.
    Strict,
}

/// Decodes the body of a successful response.
///
/// A byte order mark at the front is passed over. Of a field's own key that comes twice the last
/// value counts, of a further key the first.
///
/// # Errors
/// The bytes are not UTF-8, not JSON, nested too deeply, or what is essential is missing: with the path to
/// the spot. In a strict reading also whatever is not of the kind that the table wants.
pub fn decode(
    kind: &'static Kind,
    body: &[u8],
    reading: Reading,
) -> core::result::Result<Tape, Box<Fault>> {
    let text_start = if body.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let body = body.get(text_start..).unwrap_or_default();
    if body.len() > MAX_LENGTH {
        return Err(Fault::new("the response is too long".into()));
    }
    let Ok(text) = core::str::from_utf8(body) else {
        return Err(Fault::new("the response is not UTF-8".into()));
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
        reading,
        drift: Vec::new(),
    };
    let root = decoder.response(kind, text)?;
    decoder.inside(0, "$");
    Ok(Tape { words: decoder.words, root, text_start, drift: decoder.drift })
}

/// How large a tape may become, in bytes, and as a multiple of the response. The most that real values need
/// is 17 times their text: objects of Heymarket's that hold nothing but an id of one digit.
const TAPE_ROOM: usize = 4 << 20;
const TAPE_TIMES: usize = 20;

#[cold]
fn too_many() -> Box<Fault> {
    Fault::new("the response holds more values than fit into memory".into())
}

struct Decoder<'a> {
    scan: Scanner<'a>,
    /// The tape.
    words: Vec<u32>,
    /// Items of the lists that are still open, the innermost last.
    items: Vec<u32>,
    /// What further keys gave to fields of the objects that are still open: the field's place and the value's words.
    fillings: Vec<u32>,
    /// How many words the tape may have.
    most: usize,
    reading: Reading,
    /// What was found in the place of what is documented, seen from the value that is being read.
    drift: Vec<Drift>,
}

/// A place to which reading can go back: lists and objects that fail leave nothing behind.
#[derive(Clone, Copy)]
struct Mark {
    at: usize,
    surplus: usize,
    drift: usize,
}

impl<'a> Decoder<'a> {
    fn response(&mut self, kind: &'static Kind, text: &str) -> Result<Word> {
        let empty = text.trim_ascii().is_empty();
        if matches!(kind, Kind::Nothing) {
            if !empty {
                self.scan.skip()?;
                self.scan.end()?;
            }
            return Ok(Word::NONE);
        }
        if empty {
            return Err(Fault::new("the response is empty".into()));
        }
        if matches!(kind, Kind::Acknowledged) {
            return match text.trim_ascii() {
                "\"ok\"" | "ok" => Ok(Word::NONE),
                _ => Err(self.at_value("\"ok\"")),
            };
        }
        let mark = self.mark();
        self.scan.blanks();
        let outcome = match kind {
            // One without a member is looked at later: it may be bad news.
            Kind::ObjectOr(shape, _) if self.scan.peek() == b'{' => self.object(shape, false),
            _ => self.item(kind),
        };
        let word = match outcome {
            // What a caller asked for is essential; only a short form has a nearest meaning.
            Err(fault) if matches!(kind, Kind::ObjectOr(..)) => {
                let word = self.odd(mark, kind, fault, true)?;
                if word == Word::NONE {
                    // Read once more, for what is wrong with it.
                    self.back_to(mark);
                    return self.item(kind);
                }
                word
            }
            outcome => outcome?,
        };
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
    #[inline(never)]
    fn item(&mut self, kind: &'static Kind) -> Result<Word> {
        self.item_at_once(kind)
    }

    /// The same, where it must be fast.
    #[inline(always)]
    fn item_at_once(&mut self, kind: &'static Kind) -> Result<Word> {
        if self.scan.null()? {
            return Err(Fault::unlike(kind, "null"));
        }
        self.value(kind)
    }

    #[inline(always)]
    fn mark(&self) -> Mark {
        let Scanner { at, surplus, .. } = self.scan;
        Mark { at, surplus, drift: self.drift.len() }
    }

    /// The text from there on.
    fn scan_at(&self, mark: Mark) -> Scanner<'a> {
        let mut scan = self.scan;
        (scan.at, scan.surplus) = (mark.at, mark.surplus);
        scan
    }

    fn is_strict(&self) -> bool {
        self.reading == Reading::Strict
    }

    fn back_to(&mut self, mark: Mark) {
        self.scan = self.scan_at(mark);
        self.drift.truncate(mark.drift);
    }

    fn value(&mut self, kind: &'static Kind) -> Result<Word> {
        if self.scan.null_at_once()? {
            return Ok(absent(kind));
        }
        let first = self.scan.peek();
        match (kind, first) {
            (Kind::Text | Kind::Timestamp | Kind::Instant | Kind::Target | Kind::Phone, b'"') => {
                self.text(kind)
            }
            (Kind::Opaque, b'"') => self.opaque(kind),
            (Kind::PhoneText, b'"' | b'0'..=b'9') => self.phone(kind),
            (Kind::Bool | Kind::Flag, b't') => {
                self.scan.word_at_once("true").map(|()| Word::bool(true))
            }
            (Kind::Bool | Kind::Flag, b'f') => {
                self.scan.word_at_once("false").map(|()| Word::bool(false))
            }
            (Kind::Flag, b'-' | b'0'..=b'9') => match self.scan.number()?.magnitude {
                Some(magnitude) => Ok(Word::bool(magnitude != 0)),
                None => Err(Fault::unlike(kind, "another number")),
            },
            (Kind::Id, b'-' | b'0'..=b'9') => self.id(kind),
            (Kind::Opaque, b'-' | b'0'..=b'9') => self.digits(kind),
            (Kind::OneOf(values), b'"') => self.one_of(values, kind),
            (Kind::Object(shape), b'{') => self.object(shape, false),
            (Kind::Partial(shape, _), b'{') => self.object(shape, true),
            (Kind::ObjectOr(shape, _), b'{') => self.reference(shape, kind),
            (
                Kind::ObjectOr(shape, at) | Kind::Partial(shape, at) | Kind::Part(shape, at),
                b'"' | b'-' | b'0'..=b'9',
            ) => self.bare(shape, *at, kind),
            (Kind::List(item) | Kind::OneOrMore(item), b'[') => self.list(item),
            (Kind::Enveloped(keys, inner), b'{') => self.envelope(keys, inner),
            (Kind::Enveloped(_, inner), _) => self.value(inner),
            (Kind::Count, _) => self.scan.count(),
            _ => Err(self.at_value(expected(kind))),
        }
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
