//! Objects: members into the slots of their fields.

use super::{Decoder, Mark, absent, too_many};
use crate::codec::fault::{Fault, Result, Step};
use crate::codec::keys::{Key, find, unknown};
use crate::codec::phone_form::Sort;
use crate::codec::tape::{Word, tag};
use crate::schema::{Field, Kind, Shape};

/// A member whose key is known.
#[derive(Clone, Copy)]
struct Member {
    /// The place of its field.
    at: usize,
    field: &'static Field,
    /// What it is called.
    key: &'static str,
    /// What its value may be.
    kind: &'static Kind,
    by: Key,
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
            let slots = self.words.get_mut(base..).unwrap_or_default();
            for (slot, field) in slots.chunks_exact_mut(2).zip(shape.fields) {
                if let [head, payload] = slot {
                    Word { head: *head, payload: *payload } = absent(&field.kind);
                }
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
        Err(Fault::unlike(kind, "a reference that names nothing"))
    }

    /// An object that came as the value of one of its fields alone.
    pub(super) fn bare(&mut self, shape: &'static Shape, at: usize, kind: &Kind) -> Result<Word> {
        let found = self.scan.found();
        let Some(field) = shape.fields.get(at) else { return Err(self.at_value("an object")) };
        let sort = self.sort();
        if sort == Sort::Nobody {
            return Err(Fault::unlike(kind, "a reference that names nothing"));
        }
        let at = match (kind, field.kind) {
            (Kind::Part(..), _) => at,
            // A person goes by a number, by an id of WhatsApp's, or by a name.
            (_, Kind::PhoneText) if sort == Sort::Phone => at,
            (_, Kind::PhoneText) => usize::from(sort != Sort::ScopedId),
            // A number names what a word describes.
            (_, Kind::Text) if self.scan.peek().is_ascii_digit() => 0,
            _ => at,
        };
        let own = shape.fields.get(at).map_or(&Kind::Raw, |field| &field.kind);
        let word = match own {
            Kind::PhoneText if sort == Sort::Phone => self.sorted(),
            own => self.value(own),
        };
        match word {
            Ok(word) => self.made_of(shape, at, word, kind),
            Err(fault) if fault.is_mismatch() => Err(Fault::unlike(kind, found)),
            Err(fault) => Err(fault),
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
        let outcome =
            self.members(shape, open).and_then(|useless| self.complete(shape, base, useless));
        self.fillings.truncate(open.fillings);
        if outcome.is_err() {
            self.words.truncate(base);
        }
        outcome.map(|()| object(shape, base, partial))
    }

    /// Whether all is there that must be.
    #[inline(always)]
    fn complete(
        &mut self,
        shape: &'static Shape,
        base: usize,
        useless: Option<(Member, Mark)>,
    ) -> Result<()> {
        for (at, field) in shape.fields.iter().enumerate() {
            // What is made has no key, and is put there later.
            if field.required && !field.wire.is_empty() && !self.get(base, at).is_something() {
                let (key, fault) = match useless {
                    Some((member, mark)) => {
                        // Read once more, for what is wrong with it.
                        self.back_to(mark);
                        (member.key, self.value(member.kind).err())
                    }
                    None => (field.wire, None),
                };
                let fault = fault.unwrap_or_else(|| Fault::missing(&field.kind));
                return Err(fault.inside(Step::Member(key)));
            }
        }
        Ok(())
    }

    /// Reads the members; says which one should have held something essential, and is of no use: another key
    /// may hold it.
    #[inline(always)]
    fn members(&mut self, shape: &'static Shape, open: Open) -> Result<Option<(Member, Mark)>> {
        let mut useless = None;
        // Services write the fields in one order: the next one is tried first.
        let mut next = 0;
        // The fields that were given by their opposite, a bit each.
        let mut opposite = 0_u64;
        let mut more = !self.scan.bracket(b'}');
        while more {
            let due = shape.fields.get(next).filter(|field| self.is_due(field));
            let member = match due {
                Some(field) => Some(Member::own(next, field)),
                None => self.other_key(shape)?,
            };
            if let Some(member) = member {
                next = member.at.wrapping_add(1);
                let mark = self.mark();
                let mut word = self.member(member, mark)?;
                if open.partial && word == Word::EMPTY && self.was_null(mark) {
                    // No list says nothing of its items.
                    word = Word::NONE;
                }
                if word.is_none() {
                    if member.field.required {
                        useless = useless.or(Some((member, mark)));
                    } else if matches!(member.field.kind, Kind::PhoneText) {
                        self.in_its_place(open.base, mark);
                    }
                }
                match member.by {
                    Key::Own => self.store(open, member, word, opposite),
                    _ => opposite |= self.store_other(open, member, word),
                }
            }
            more = self.scan.more_at_once(b'}')?;
        }
        Ok(useless)
    }

    fn was_null(&self, mark: Mark) -> bool {
        let mut scan = self.scan_at(mark);
        scan.blanks();
        scan.peek() == b'n'
    }

    /// Goes over the key of the field that is due next, if it is that one.
    #[inline(always)]
    fn is_due(&mut self, field: &Field) -> bool {
        // What is made has no key.
        !field.wire.is_empty() && self.scan.known_key(field.wire)
    }

    /// A member's key, up to its value. The value of an unknown key is skipped.
    #[inline(never)]
    fn other_key(&mut self, shape: &'static Shape) -> Result<Option<Member>> {
        let key = self.scan.key()?;
        let found = find(shape, &key).map(|(at, field, by)| {
            let own = Member::own(at, field);
            match by {
                Key::Own => own,
                Key::Alias(alias) => Member { key: alias.key, kind: &alias.kind, by, ..own },
                Key::Opposite(key) => Member { key, by, ..own },
            }
        });
        // Others go by the key of an id of WhatsApp's as well.
        match found {
            Some(member)
                if !matches!(member.kind, Kind::Part(_, 0)) || self.sort() == Sort::ScopedId =>
            {
                Ok(Some(member))
            }
            _ => {
                self.scan.skip().map_err(unknown)?;
                Ok(None)
            }
        }
    }

    /// What is in the place of a phone number may be the id of somebody who has none.
    #[cold]
    #[inline(never)]
    fn in_its_place(&mut self, base: usize, mark: Mark) {
        let behind = self.scan;
        self.scan = self.scan_at(mark);
        if !self.get(base, 0).is_something()
            && self.sort() == Sort::ScopedId
            && let Ok(id) = self.value(&Kind::Opaque)
        {
            self.put(base, 0, id);
        }
        self.scan = behind;
    }

    #[inline(always)]
    fn member(&mut self, member: Member, mark: Mark) -> Result<Word> {
        let word = match self.value(member.kind) {
            Ok(word) => word,
            Err(fault) => self
                .odd(mark, member.kind, fault, member.field.required)
                .map_err(|fault| fault.inside(Step::Member(member.key)))?,
        };
        if self.drift.len() != mark.drift {
            self.under(mark.drift, member.key);
        }
        Ok(word)
    }

    /// Keeps what a field's own key gave. Where it comes twice the last value counts, even if it is none.
    #[inline(always)]
    fn store(&mut self, open: Open, member: Member, word: Word, opposite: u64) {
        if opposite & member.bit() != 0 {
            return;
        }
        let none = !word.is_something() && !open.partial;
        let mut word = if none { absent(member.kind) } else { word };
        if self.fillings.len() > open.fillings {
            word = self.filled(open.fillings, member, word);
        }
        self.put(open.base, member.at, word);
    }

    /// Keeps what a further key gave: it fills the gaps of a field, in the order of the keys. Returns the bit of
    /// the field that was given by its opposite.
    #[cold]
    #[inline(never)]
    fn store_other(&mut self, open: Open, member: Member, word: Word) -> u64 {
        if !word.is_something() {
            return 0;
        }
        let mut opposite = 0;
        let word = if matches!(member.by, Key::Opposite(_)) {
            opposite = member.bit();
            Word::bool(word.head == tag::FALSE)
        } else {
            match self.filling(open.fillings, member.at) {
                Some(first) => {
                    self.merged(member.field, first, word);
                }
                None => {
                    let filling = [member.at as u32, word.head, word.payload];
                    self.fillings.extend_from_slice(&filling);
                }
            }
            let old = self.get(open.base, member.at);
            self.merged(member.field, old, word)
        };
        self.put(open.base, member.at, word);
        opposite
    }

    /// A field's own value with what further keys gave before it.
    #[cold]
    #[inline(never)]
    fn filled(&mut self, first: usize, member: Member, own: Word) -> Word {
        match self.filling(first, member.at) {
            Some(other) => self.merged(member.field, own, other),
            None => own,
        }
    }

    /// What further keys gave to a field: one value of all, however many there are.
    fn filling(&self, first: usize, field: usize) -> Option<Word> {
        let mut rest = self.fillings.get(first..)?;
        while let [at, head, payload, others @ ..] = rest {
            if *at as usize == field {
                return Some(Word { head: *head, payload: *payload });
            }
            rest = others;
        }
        None
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

impl Member {
    /// One by its field's own key.
    #[inline(always)]
    fn own(at: usize, field: &'static Field) -> Self {
        Member { at, field, key: field.wire, kind: &field.kind, by: Key::Own }
    }

    /// Its field in a set of fields.
    fn bit(&self) -> u64 {
        1_u64.wrapping_shl(self.at as u32)
    }
}

fn object(shape: &Shape, base: usize, partial: bool) -> Word {
    let tag = if partial { tag::PARTIAL } else { tag::OBJECT };
    Word::new(tag, shape.id.into(), base as u32)
}
