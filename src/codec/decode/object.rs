//! Objects: members into the slots of their fields.

use alloc::boxed::Box;

use super::{Decoder, Mark, absent, too_many};
use crate::codec::expected::expected;
use crate::codec::fault::{Fault, Result, Step};
use crate::codec::keys::{Key, find, unknown};
use crate::codec::phone_form::{is_phone, is_scoped_id};
use crate::codec::scan::Text;
use crate::codec::tape::{Word, tag};
use crate::schema::{Field, Kind, Shape};

/// What a key means.
enum Found<'a> {
    Field(usize, &'static Field, Key),
    Nothing(Text<'a>),
}

/// An object that is being read.
#[derive(Clone, Copy)]
struct Open {
    /// Where its slots begin.
    base: usize,
    /// Where what further keys gave begins.
    fillings: usize,
    /// Whether it has only the keys that came.
    partial: bool,
}

impl<'a> Decoder<'a> {
    /// Room on the tape for a shape's fields, none of them given.
    fn slots(&mut self, shape: &'static Shape, partial: bool) -> Result<usize> {
        let base = self.words.len();
        let length = shape.fields.len().wrapping_mul(2);
        if base.saturating_add(self.items.len()) > self.most
            || self.words.try_reserve(length).is_err()
        {
            return Err(too_many());
        }
        self.words.resize(base.wrapping_add(length), 0);
        if !partial {
            for (at, field) in shape.fields.iter().enumerate() {
                self.put(base, at, absent(&field.kind));
            }
        }
        Ok(base)
    }

    fn slot(&mut self, base: usize, field: usize) -> Option<&mut [u32]> {
        let at = base.wrapping_add(field.wrapping_mul(2));
        self.words.get_mut(at..at.wrapping_add(2))
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

    /// An object that names somebody or something.
    pub(super) fn reference(&mut self, shape: &'static Shape, kind: &Kind) -> Result<Word> {
        let word = self.object(shape, false)?;
        self.named(shape, word, kind)
    }

    /// The same, unless it names nothing.
    fn named(&mut self, shape: &'static Shape, word: Word, kind: &Kind) -> Result<Word> {
        let base = word.payload as usize;
        if (0..shape.fields.len()).any(|at| self.get(base, at).is_something()) {
            return Ok(word);
        }
        Err(Fault::unexpected(expected(kind), "a reference that names nothing"))
    }

    /// An object that came as the value of one of its fields alone.
    pub(super) fn bare(&mut self, shape: &'static Shape, at: usize, kind: &Kind) -> Result<Word> {
        let found = self.scan.found();
        let Some(field) = shape.fields.get(at) else { return Err(self.at_value("an object")) };
        if self.names_nobody() {
            return Err(Fault::unexpected(expected(kind), "a reference that names nothing"));
        }
        let at = match (kind, field.kind) {
            (Kind::Part(..), _) => at,
            // A person goes by a number, by an id of WhatsApp's, or by a name.
            (_, Kind::PhoneText) if self.follows(is_phone) => at,
            (_, Kind::PhoneText) => usize::from(!self.follows(is_scoped_id)),
            // A number names what a word describes.
            (_, Kind::Text) if self.scan.peek().is_ascii_digit() => 0,
            _ => at,
        };
        let kind_of = |at: usize| shape.fields.get(at).map_or(&Kind::Raw, |field| &field.kind);
        let word = match self.value(kind_of(at)) {
            Ok(word) => Some(word),
            Err(fault) if fault.is_mismatch() => None,
            Err(fault) => return Err(fault),
        };
        match word {
            Some(word) => self.made_of(shape, at, word, kind),
            None => Err(Fault::unexpected(expected(kind), found)),
        }
    }

    /// An object of which one field is known.
    pub(super) fn made_of(
        &mut self,
        shape: &'static Shape,
        at: usize,
        word: Word,
        kind: &Kind,
    ) -> Result<Word> {
        let partial = matches!(kind, Kind::Partial(..));
        let base = self.slots(shape, partial)?;
        self.put(base, at, word);
        Ok(object(shape, base, partial))
    }

    pub(super) fn object(&mut self, shape: &'static Shape, partial: bool) -> Result<Word> {
        self.scan.step();
        let base = self.slots(shape, partial)?;
        let open = Open { base, fillings: self.fillings.len(), partial };
        // Services write the fields in one order: the next one is tried first.
        let mut next = 0;
        // The fields that were told by their opposite, a bit each.
        let mut opposite = 0_u64;
        // What stood under a key of something essential and is of no use.
        let mut useless = None;
        let mut more = !self.scan.bracket(b'}');
        while more {
            match self.key(shape, next)? {
                Found::Nothing(key) => self.scan.skip().map_err(|fault| unknown(fault, &key))?,
                Found::Field(at, field, by) => {
                    next = at.wrapping_add(1);
                    let mark = self.mark();
                    let mut word = match self.member(field, &by, mark) {
                        Ok(word) => word,
                        Err(fault) => self.past(mark, fault, &mut useless)?,
                    };
                    if partial && word == Word::EMPTY && self.was_null(mark) {
                        // No list says nothing of its items.
                        word = Word::NONE;
                    }
                    if word == Word::NONE && matches!(field.kind, Kind::PhoneText) {
                        self.in_its_place(base, mark);
                    }
                    self.store(open, at, field, word, &by, &mut opposite);
                }
            }
            more = self.scan.more_at_once(b'}')?;
        }
        self.fillings.truncate(open.fillings);
        for (at, field) in shape.fields.iter().enumerate() {
            // What is made has no key, and is put there later.
            if field.required && !field.wire.is_empty() && !self.get(base, at).is_something() {
                return Err(useless.unwrap_or_else(|| {
                    Fault::missing(expected(&field.kind)).inside(Step::Member(field.wire))
                }));
            }
        }
        Ok(object(shape, base, partial))
    }

    /// Goes on behind what is of no use: another key may hold what is essential.
    #[cold]
    #[inline(never)]
    fn past(
        &mut self,
        mark: Mark<'a>,
        fault: Box<Fault>,
        useless: &mut Option<Box<Fault>>,
    ) -> Result<Word> {
        if !fault.is_mismatch() || self.is_strict() {
            return Err(fault);
        }
        self.back_to(mark);
        self.scan.skip()?;
        self.note((*fault).clone());
        useless.get_or_insert(fault);
        Ok(Word::NONE)
    }

    fn was_null(&self, mark: Mark<'a>) -> bool {
        let mut scan = mark.scan;
        scan.blanks();
        scan.peek() == b'n'
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
            // Others go by such a key as well.
            Some((_, _, Key::Alias(alias)))
                if matches!(alias.kind, Kind::Part(_, 0)) && !self.follows(is_scoped_id) =>
            {
                Found::Nothing(key)
            }
            Some((at, field, by)) => Found::Field(at, field, by),
            None => Found::Nothing(key),
        })
    }

    /// What stands in the place of a phone number may be the id of somebody who has none.
    #[cold]
    #[inline(never)]
    fn in_its_place(&mut self, base: usize, mark: Mark<'a>) {
        let behind = self.scan;
        self.scan = mark.scan;
        if !self.get(base, 0).is_something()
            && self.follows(is_scoped_id)
            && let Ok(id) = self.value(&Kind::Opaque)
        {
            self.put(base, 0, id);
        }
        self.scan = behind;
    }

    #[inline(always)]
    fn member(&mut self, field: &'static Field, by: &Key, mark: Mark<'a>) -> Result<Word> {
        let (key, kind) = match by {
            Key::Own => (field.wire, &field.kind),
            Key::Alias(alias) => (alias.key, &alias.kind),
            Key::Opposite(key) => (*key, &field.kind),
        };
        let word = match self.value(kind) {
            Ok(word) => word,
            Err(fault) => self
                .odd(mark, kind, fault, field.required)
                .map_err(|fault: Box<Fault>| fault.inside(Step::Member(key)))?,
        };
        if self.drift.len() != mark.drift {
            self.inside(mark.drift, key);
        }
        Ok(word)
    }

    /// Keeps a field's value. Of its own key that comes twice the last value counts, even if it is
    /// none; what further keys gave fills the gaps of it, in their order.
    #[inline(always)]
    fn store(
        &mut self,
        open: Open,
        at: usize,
        field: &Field,
        word: Word,
        by: &Key,
        opposite: &mut u64,
    ) {
        let bit = 1_u64.wrapping_shl(at as u32);
        let word = match by {
            Key::Own if *opposite & bit != 0 => return,
            Key::Own => {
                let none = !word.is_something() && !open.partial;
                let own = if none { absent(&field.kind) } else { word };
                self.filled(open.fillings, at, field, own)
            }
            _ if !word.is_something() => return,
            Key::Alias(_) => {
                self.fillings.push((at, word));
                let old = self.get(open.base, at);
                self.merged(field, old, word)
            }
            Key::Opposite(_) => {
                *opposite |= bit;
                Word::bool(word.head == tag::FALSE)
            }
        };
        self.put(open.base, at, word);
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
        if let Kind::Object(shape) | Kind::ObjectOr(shape, _) | Kind::Partial(shape, _) =
            &field.kind
        {
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
}

fn object(shape: &Shape, base: usize, partial: bool) -> Word {
    let tag = if partial { tag::PARTIAL } else { tag::OBJECT };
    Word::new(tag, shape.id.into(), base as u32)
}
