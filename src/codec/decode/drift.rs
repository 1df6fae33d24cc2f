//! What has a form that is not documented: where, what was expected, what was found. Never a value.

use alloc::boxed::Box;

use super::{Decoder, Mark, Reading};
use crate::codec::drift::Drift;
use crate::codec::fault::{Fault, Result};
use crate::codec::tape::Word;
use crate::codec::write::joined;
use crate::schema::Kind;

/// So many kinds of drift of one response are kept; what a caller is shown is bounded.
const MOST: usize = 64;

impl Decoder<'_> {
    /// Something that is not what the table wants: its nearest meaning, or nothing.
    ///
    /// # Errors
    /// The text is not JSON, or the reading strict.
    #[cold]
    #[inline(never)]
    pub(super) fn odd(
        &mut self,
        mark: Mark,
        kind: &'static Kind,
        fault: Box<Fault>,
        essential: bool,
    ) -> Result<Word> {
        if !fault.is_mismatch() || self.is_strict() {
            return Err(fault);
        }
        self.back_to(mark);
        self.scan.blanks();
        // What is essential cannot be nobody.
        let nearest = self.nearest(kind)?.filter(|word| !essential || *word != Word::NULL);
        if nearest.is_none() {
            self.back_to(mark);
            self.scan.skip()?;
        }
        self.note(*fault);
        Ok(nearest.unwrap_or(Word::NONE))
    }

    /// Keeps what was found, if somebody wants to know.
    pub(super) fn note(&mut self, fault: Fault) {
        if self.reading == Reading::Observed && self.drift.len() < MOST {
            self.drift.push(fault.into_drift());
        }
    }

    /// What was found since then was found under this key.
    #[cold]
    #[inline(never)]
    pub(super) fn under(&mut self, since: usize, key: &str) {
        self.inside(since, key);
        self.inside(since, ".");
    }

    /// What was found since then was found where this leads to.
    #[cold]
    #[inline(never)]
    pub(super) fn inside(&mut self, since: usize, step: &str) {
        for drift in self.drift.iter_mut().skip(since) {
            drift.path = joined(&[step, &drift.path]);
        }
    }

    /// Leaves out what was found in an item of a list, but was found in one before.
    #[cold]
    #[inline(never)]
    pub(super) fn forget_repeated(&mut self, first: usize, since: usize) {
        for at in (since..self.drift.len()).rev() {
            let earlier = self.drift.get(first..since).unwrap_or_default();
            let Some(drift) = self.drift.get(at) else { break };
            let is_same = |other: &Drift| other.found == drift.found && other.path == drift.path;
            if earlier.iter().any(is_same)
                && let Some(last) = self.drift.pop()
                && let Some(place) = self.drift.get_mut(at)
            {
                *place = last;
            }
        }
    }
}
