//! The tape: a decoded reply as a row of words, from which JavaScript builds plain objects.

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
    /// A list: the number of items in the head, the place of the first in the payload.
    pub const LIST: u32 = 9;
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
        self != Word::NULL && self != Word::EMPTY && self != Word::NONE
    }
}

/// A decoded reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tape {
    /// Slots of objects and items of lists, two words each.
    pub words: Vec<u32>,
    /// The whole value.
    pub root: Word,
    /// Where the text begins in the reply's bytes: behind a byte order mark.
    pub text_start: usize,
}

#[cfg(feature = "serde")]
mod json {
    use super::{Tape, Word, tag};
    use crate::codec::write::{decimal, push_json_text};
    use crate::schema::{Kind, Shape, to_camel};

    /// The tape's value as JSON text: what JavaScript builds, for readers in Rust.
    pub fn to_json(tape: &Tape, kind: &Kind, body: &[u8]) -> String {
        let text = body.get(tape.text_start..).unwrap_or_default();
        let text = String::from_utf8_lossy(text).encode_utf16().collect();
        let mut writer = Writer { words: &tape.words, text, out: String::new() };
        writer.value(tape.root, kind);
        writer.out
    }

    struct Writer<'a> {
        words: &'a [u32],
        text: Vec<u16>,
        out: String,
    }

    impl Writer<'_> {
        fn word(&self, at: usize) -> Word {
            match self.words.get(at..at.saturating_add(2)) {
                Some(&[head, payload]) => Word { head, payload },
                _ => Word::NULL,
            }
        }

        fn stretch(&self, word: Word) -> String {
            let start = word.payload as usize;
            let end = start.saturating_add((word.head >> 4) as usize);
            String::from_utf16_lossy(self.text.get(start..end).unwrap_or_default())
        }

        fn value(&mut self, word: Word, kind: &Kind) {
            let number = word.head >> 4;
            let first = word.payload as usize;
            match word.head & 15 {
                tag::TRUE => self.out.push_str("true"),
                tag::FALSE => self.out.push_str("false"),
                tag::INT | tag::NEG => {
                    if word.head & 15 == tag::NEG {
                        self.out.push('-');
                    }
                    let magnitude = u64::from(number) << 32 | u64::from(word.payload);
                    self.out.push_str(&decimal(magnitude));
                }
                tag::TEXT if matches!(kind, Kind::Id) => {
                    let digits = self.stretch(word);
                    self.out.push_str(&digits);
                }
                tag::TEXT => {
                    let text = self.stretch(word);
                    push_json_text(&mut self.out, &text);
                }
                tag::ESCAPED => {
                    let escaped = self.stretch(word);
                    self.out.push('"');
                    self.out.push_str(&escaped);
                    self.out.push('"');
                }
                tag::OBJECT => {
                    if let Some(shape) = shape(kind) {
                        self.object(first, shape);
                    }
                }
                tag::LIST => {
                    self.out.push('[');
                    for at in 0..number as usize {
                        if at > 0 {
                            self.out.push(',');
                        }
                        let item = self.word(first.saturating_add(at.saturating_mul(2)));
                        self.value(item, item_kind(kind));
                    }
                    self.out.push(']');
                }
                _ => self.out.push_str("null"),
            }
        }

        fn object(&mut self, first: usize, shape: &Shape) {
            let mut separator = '{';
            for (at, field) in shape.fields.iter().enumerate() {
                self.out.push(separator);
                separator = ',';
                push_json_text(&mut self.out, &to_camel(field.name));
                self.out.push(':');
                self.value(self.word(first.saturating_add(at.saturating_mul(2))), &field.kind);
            }
            self.out.push('}');
        }
    }

    fn shape(kind: &Kind) -> Option<&'static Shape> {
        match kind {
            Kind::Object(shape) | Kind::ObjectOrId(shape) => Some(shape),
            Kind::Enveloped(_, kind) => shape(kind),
            _ => None,
        }
    }

    fn item_kind(kind: &Kind) -> &Kind {
        match kind {
            Kind::List(item) | Kind::OneOrMore(item) => item,
            Kind::Enveloped(_, kind) => item_kind(kind),
            other => other,
        }
    }
}

#[cfg(feature = "serde")]
pub use json::to_json;
