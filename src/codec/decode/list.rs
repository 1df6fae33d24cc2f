//! Lists, and the objects that a list or a text may come in.

use super::Decoder;
use crate::codec::expected::expected;
use crate::codec::fault::{Fault, Result, Step};
use crate::codec::keys::{same, unknown};
use crate::codec::tape::{Word, tag};
use crate::codec::write::{joined, list};
use crate::schema::Kind;

use super::too_many;

impl Decoder<'_> {
    /// A list. What cannot be used of it is left out; where nothing can, that is a fault.
    pub(super) fn list(&mut self, kind: &'static Kind) -> Result<Word> {
        self.scan.step();
        let (first, before) = (self.items.len(), self.words.len());
        let outcome = self.items(kind);
        let base = self.words.len();
        let items = self.items.get(first..).unwrap_or_default();
        let count = items.len() / 2;
        if outcome.is_ok() {
            self.words.extend_from_slice(items);
        } else {
            self.words.truncate(before);
        }
        self.items.truncate(first);
        outcome?;
        // An empty list is the same word wherever it is.
        let base = if count == 0 { 0 } else { base as u32 };
        Ok(Word::new(tag::LIST, count as u32, base))
    }

    /// Gathers a list's items.
    #[inline(always)]
    fn items(&mut self, kind: &'static Kind) -> Result<()> {
        let (start, first) = (self.mark(), self.items.len());
        let mut at = 0_usize;
        let mut more = !self.scan.bracket(b']');
        while more {
            let mark = self.mark();
            let word = match self.item_at_once(kind) {
                Ok(word) => word,
                Err(fault) => self
                    .odd(mark, kind, fault, false)
                    .map_err(|fault| fault.inside(Step::Item(at)))?,
            };
            if self.drift.len() != mark.drift {
                self.inside(mark.drift, "[*]");
                self.forget_repeated(start.drift, mark.drift);
            }
            // Neither what has no meaning nor what names nobody.
            if word != Word::NONE && word != Word::NULL {
                if self.items.len().saturating_add(self.words.len()) > self.most {
                    return Err(too_many());
                }
                self.items.extend_from_slice(&[word.head, word.payload]);
            }
            at = at.wrapping_add(1);
            more = self.scan.more_at_once(b']')?;
        }
        if at > 0 && self.items.len() == first {
            // The first of what was left out says what is wrong with all.
            self.back_to(start);
            return Err(match self.item(kind) {
                Ok(_) => too_many(),
                Err(fault) => fault.inside(Step::Item(0)),
            });
        }
        Ok(())
    }

    /// The value under the first of the keys that holds one.
    pub(super) fn envelope(
        &mut self,
        keys: &'static [&'static str],
        kind: &'static Kind,
    ) -> Result<Word> {
        self.scan.step();
        let mut best: Option<(usize, Word)> = None;
        let mut unusable = None;
        let mut more = !self.scan.bracket(b'}');
        while more {
            let key = self.scan.key()?;
            let known = keys.iter().enumerate().find(|(_, name)| same(&key, name));
            let rank = known.filter(|(rank, _)| best.is_none_or(|(best, _)| *rank <= best));
            if let Some((rank, name)) = rank {
                let mark = self.mark();
                match self.enveloped(kind) {
                    Ok(Word::NONE) => {}
                    Ok(word) => best = Some((rank, word)),
                    Err(fault) if fault.is_mismatch() && !self.is_strict() => {
                        self.back_to(mark);
                        self.scan.skip()?;
                        self.note(*fault);
                        unusable = unusable.or(Some((mark, *name)));
                    }
                    Err(fault) => return Err(fault.inside(Step::Member(name))),
                }
                if self.drift.len() != mark.drift {
                    self.under(mark.drift, name);
                }
            } else {
                self.scan.skip().map_err(unknown)?;
            }
            more = self.scan.more(b'}')?;
        }
        if let Some((_, word)) = best {
            return Ok(word);
        }
        if let Some((mark, name)) = unusable {
            // What was wrong with it is wrong with all.
            self.back_to(mark);
            return self.enveloped(kind).map_err(|fault| fault.inside(Step::Member(name)));
        }
        let names = joined(&["an object that holds one under ", &list(keys, ", ")]);
        Err(Fault::unexpected(&joined(&[expected(kind), ", or ", &names]), "another object"))
    }

    /// A value in an envelope; `null` is none.
    fn enveloped(&mut self, kind: &'static Kind) -> Result<Word> {
        if self.scan.null()? {
            return Ok(Word::NONE);
        }
        self.value(kind)
    }
}
