//! The tape: a decoded response as a row of words, from which JavaScript builds plain objects.

use alloc::vec::Vec;

use crate::codec::drift::Drift;
pub use crate::protocol::tag;

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

    pub(crate) fn is_none(self) -> bool {
        self.head == tag::NONE
    }

    /// Neither absent nor `null` nor an empty list.
    pub(crate) fn is_something(self) -> bool {
        // An empty list has no number in its head.
        !matches!(self.head, tag::NULL | tag::LIST | tag::NONE)
    }
}

/// A decoded response.
#[derive(Debug, Clone)]
pub struct Tape {
    /// Slots of objects and items of lists, two words each.
    pub words: Vec<u32>,
    /// The whole value.
    pub root: Word,
    /// Where the text begins in the response's bytes: behind a byte order mark.
    pub text_start: usize,
    pub(crate) drift: Vec<Drift>,
}

impl Tape {
    /// A tape that holds nothing.
    #[cfg(feature = "client")]
    pub(crate) fn none() -> Self {
        Tape { words: Vec::new(), root: Word::NONE, text_start: 0, drift: Vec::new() }
    }

    /// What had a form that is not documented, each kind once; only of an observed reading.
    pub fn drift(&self) -> impl Iterator<Item = Drift> {
        self.drift.iter().cloned()
    }
}
