//! What has a form that is not documented: where, what was expected, what was found. Never a value.

use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;

use super::{Decoder, Mark, Reading};
use crate::codec::fault::{Fault, Result, Step};
use crate::codec::tape::Word;
#[cfg(all(target_arch = "wasm32", not(feature = "fake")))]
use crate::codec::write::push_json_text;
use crate::schema::Kind;

/// So many kinds of drift of one response are kept; what a caller is told of is bounded.
const MOST: usize = 64;

/// A value of a form that is not documented.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Where: `$[*].assigned.id`. The keys are those of the tables.
    pub path: String,
    /// What is documented, in words.
    pub expected: String,
    /// What was found, in words. Never the value.
    pub found: &'static str,
}

/// For JavaScript: `[[path, expected, found], …]`.
#[cfg(all(target_arch = "wasm32", not(feature = "fake")))]
pub(crate) fn drift_json(drift: &[Drift]) -> String {
    let mut json = String::new();
    for Drift { path, expected, found } in drift {
        json.push_str(if json.is_empty() { "[[" } else { ",[" });
        push_json_text(&mut json, path);
        json.push(',');
        push_json_text(&mut json, expected);
        json.push(',');
        push_json_text(&mut json, found);
        json.push(']');
    }
    json.push(']');
    json
}

impl<'a> Decoder<'a> {
    /// Something that is not what the table wants: its nearest meaning, or nothing.
    ///
    /// # Errors
    /// The text is not JSON, the reading strict, or what is essential has no meaning.
    #[cold]
    #[inline(never)]
    pub(super) fn odd(
        &mut self,
        mark: Mark<'a>,
        kind: &'static Kind,
        fault: Box<Fault>,
        essential: bool,
    ) -> Result<Word> {
        if !fault.is_mismatch() || self.is_strict() {
            return Err(fault);
        }
        self.back_to(mark);
        self.scan.blanks();
        let nearest = self.nearest(kind)?;
        if nearest.is_none() {
            if essential {
                return Err(fault);
            }
            self.back_to(mark);
            self.scan.skip()?;
        }
        self.note(*fault);
        Ok(nearest.unwrap_or(Word::NONE))
    }

    /// Keeps what was found, if somebody wants to know.
    pub(super) fn note(&mut self, fault: Fault) {
        if self.reading == Reading::Observed && self.drift.len() < MOST {
            self.drift.push(fault);
        }
    }

    /// What was found since then was found in this part of the value that is being read.
    #[cold]
    #[inline(never)]
    pub(super) fn inside(&mut self, since: usize, step: &Step) {
        for fault in self.drift.iter_mut().skip(since) {
            fault.enter(step.clone());
        }
    }

    /// Leaves out what was found in an item of a list, but was found in one before.
    #[cold]
    #[inline(never)]
    pub(super) fn forget_repeated(&mut self, first: usize, since: usize) {
        let mut at = since;
        while let Some(fault) = self.drift.get(at) {
            let earlier = self.drift.get(first..at).unwrap_or_default();
            if earlier.iter().any(|other| other.is_like(fault)) {
                self.drift.swap_remove(at);
            } else {
                at = at.wrapping_add(1);
            }
        }
    }
}

/// All of it, for the caller.
pub(super) fn told(drift: &[Fault]) -> Vec<Drift> {
    drift.iter().map(Fault::to_drift).collect()
}
