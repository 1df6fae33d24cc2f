//! The tape for readers in Rust: what JavaScript builds, as JSON text.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::rfc3339::rfc3339;
use crate::codec::tape::{Tape, Word, tag};
use crate::codec::text::unescape;
use crate::codec::write::{decimal, push_json_text};
use crate::schema::{Kind, Shape, to_camel};

/// The tape's value as JSON text: what JavaScript builds, for readers in Rust.
pub fn to_json(tape: &Tape, kind: &Kind, body: &[u8]) -> String {
    let text = body.get(tape.text_start..).unwrap_or_default();
    json(&tape.words, tape.root, &String::from_utf8_lossy(text), kind, Ids::AsNumbers)
}

/// How ids are written that JavaScript's numbers would change.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ids {
    AsNumbers,
    /// As JavaScript has them.
    #[cfg(any(test, all(feature = "js", target_arch = "wasm32")))]
    AsText,
}

/// A value of a tape as JSON text.
pub(crate) fn json(words: &[u32], word: Word, text: &str, kind: &Kind, ids: Ids) -> String {
    let mut writer = Writer { words, text: text.encode_utf16().collect(), ids, out: String::new() };
    writer.value(word, kind);
    writer.out
}

struct Writer<'a> {
    words: &'a [u32],
    text: Vec<u16>,
    ids: Ids,
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
            tag::TEXT if matches!(kind, Kind::Id) && self.ids == Ids::AsNumbers => {
                let digits = self.stretch(word);
                self.out.push_str(&digits);
            }
            tag::TEXT => {
                let text = self.stretch(word);
                push_json_text(&mut self.out, &text);
            }
            tag::LOWER => {
                let text = unescape(&self.stretch(word)).unwrap_or_default();
                push_json_text(&mut self.out, &text.to_ascii_lowercase());
            }
            tag::ESCAPED => {
                let escaped = self.stretch(word);
                self.out.push('"');
                self.out.push_str(&escaped);
                self.out.push('"');
            }
            tag::JSON => {
                let json = self.stretch(word);
                self.out.push_str(&json);
            }
            tag::OBJECT | tag::PARTIAL => {
                if let Some(shape) = shape(kind) {
                    self.object(first, shape);
                }
            }
            tag::TIME => {
                let ms = u64::from(number) << 32 | u64::from(word.payload);
                push_json_text(&mut self.out, &rfc3339(ms));
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
        self.out.push('{');
        for (at, field) in shape.fields.iter().enumerate() {
            let word = self.word(first.saturating_add(at.saturating_mul(2)));
            // Only of a partial object.
            if word == Word::NONE {
                continue;
            }
            if !self.out.ends_with('{') {
                self.out.push(',');
            }
            push_json_text(&mut self.out, &to_camel(field.name));
            self.out.push(':');
            self.value(word, &field.kind);
        }
        self.out.push('}');
    }
}

fn shape(kind: &Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Object(shape) | Kind::ObjectOr(shape, _) | Kind::Partial(shape, _) => Some(shape),
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

#[cfg(test)]
mod tests {
    use super::{Ids, json};
    use crate::codec::{Reading, decode};
    use crate::schema::Kind;

    #[test]
    fn an_id_that_a_number_would_change_is_text_for_javascript() {
        let text = "[9007199254740991,9007199254740993,-9007199254740993]";
        let kind = &Kind::List(&Kind::Id);
        let tape = decode(kind, text.as_bytes(), Reading::Strict).unwrap();
        let written = |ids| json(&tape.words, tape.root, text, kind, ids);
        assert_eq!(written(Ids::AsNumbers), text);
        assert_eq!(
            written(Ids::AsText),
            r#"[9007199254740991,"9007199254740993","-9007199254740993"]"#
        );
    }
}
