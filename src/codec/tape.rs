//! The tape: a decoded reply as a row of words, from which JavaScript builds plain objects.

use alloc::vec::Vec;

use crate::codec::drift::Drift;

/// What the lowest four bits of a word's head mean.
pub mod tag {
    /// Nothing: `undefined`.
    pub const NONE: u32 = 0;
    /// `null`.
    pub const NULL: u32 = 1;
    /// `true`.
    pub const TRUE: u32 = 2;
    /// `false`.
    pub const FALSE: u32 = 3;
    /// A whole number of at most 53 bits: the upper ones in the head, the lower 32 in the payload.
    pub const INT: u32 = 4;
    /// The same, negative.
    pub const NEG: u32 = 5;
    /// A stretch of the reply's text: its length in the head, its start in the payload, both in
    /// UTF-16 units.
    pub const TEXT: u32 = 6;
    /// The same between two quotes, with escapes that are still to be resolved.
    pub const ESCAPED: u32 = 7;
    /// An object: the shape's id in the head, the place of its first slot in the payload.
    pub const OBJECT: u32 = 8;
    /// As `ESCAPED`, to be written in small letters.
    pub const LOWER: u32 = 10;
    /// A stretch of the text that is JSON, to be read as it stands.
    pub const JSON: u32 = 11;
    /// A list: the number of items in the head, the place of the first in the payload.
    pub const LIST: u32 = 9;
    /// A time that came as a number: milliseconds since 1970, as in `INT`. It comes out in RFC 3339.
    pub const TIME: u32 = 12;
    /// As `OBJECT`, of which only what came comes out: what did not is `NONE`.
    pub const PARTIAL: u32 = 13;
}

/// A value: tag and a number of up to 28 bits, and a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The tag in the lowest four bits, a number above.
    pub head: u32,
    /// See [`tag`].
    pub payload: u32,
}

impl Word {
    pub(crate) const NONE: Word = Word::new(tag::NONE, 0, 0);
    pub(crate) const NULL: Word = Word::new(tag::NULL, 0, 0);
    pub(crate) const EMPTY: Word = Word::new(tag::LIST, 0, 0);

    #[inline(always)]
    pub(crate) const fn new(tag: u32, number: u32, payload: u32) -> Self {
        Word { head: tag | number << 4, payload }
    }

    pub(crate) fn bool(value: bool) -> Self {
        Word::new(if value { tag::TRUE } else { tag::FALSE }, 0, 0)
    }

    /// A whole number of at most 53 bits.
    #[inline(always)]
    pub(crate) fn int(negative: bool, magnitude: u64) -> Self {
        let tag = if negative && magnitude != 0 { tag::NEG } else { tag::INT };
        Word::new(tag, (magnitude >> 32) as u32, magnitude as u32)
    }

    /// Neither absent nor `null` nor an empty list.
    pub(crate) fn is_something(self) -> bool {
        // An empty list has no number in its head.
        !matches!(self.head, tag::NULL | tag::LIST | tag::NONE)
    }
}

/// A decoded reply.
#[derive(Debug, Clone)]
pub struct Tape {
    /// Slots of objects and items of lists, two words each.
    pub words: Vec<u32>,
    /// The whole value.
    pub root: Word,
    /// Where the text begins in the reply's bytes: behind a byte order mark.
    pub text_start: usize,
    pub(crate) drift: Vec<Drift>,
}

impl Tape {
    /// What had a form that is not documented, each kind once; only of an observed reading.
    pub fn drift(&self) -> impl Iterator<Item = Drift> {
        self.drift.iter().cloned()
    }
}
