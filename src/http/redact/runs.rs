//! Runs of letters that are looked for all at once: what a service says is short, what was sent may be long, and each of
//! its letters is looked at once.

use alloc::vec::Vec;

/// The runs of one length within some letters, and which of them were met elsewhere.
pub(super) struct Runs {
    length: usize,
    /// Their hashes in order, each once.
    hashes: Vec<u64>,
    met: Vec<bool>,
}

impl Runs {
    /// The runs of so many letters; of digits alone, if that is wanted.
    pub(super) fn of(units: &[u16], length: usize, digits: bool) -> Self {
        let wanted = |run: &&[u16]| !digits || run.iter().all(|unit| is_digit(*unit));
        let mut hashes: Vec<u64> = units.windows(length).filter(wanted).map(hash).collect();
        hashes.sort_unstable();
        hashes.dedup();
        let met = hashes.iter().map(|_| false).collect();
        Runs { length, hashes, met }
    }

    /// Notes that a run was met.
    pub(super) fn meet(&mut self, run: &[u16]) {
        if let Ok(at) = self.hashes.binary_search(&hash(run))
            && let Some(met) = self.met.get_mut(at)
        {
            *met = true;
        }
    }

    /// Marks the letters of the runs that were met.
    pub(super) fn mark(&self, units: &[u16], marks: &mut [bool]) {
        for (at, run) in units.windows(self.length).enumerate() {
            let place = self.hashes.binary_search(&hash(run));
            if place.is_ok_and(|place| self.met.get(place) == Some(&true)) {
                let end = at.saturating_add(self.length);
                marks.get_mut(at..end).unwrap_or_default().fill(true);
            }
        }
    }
}

pub(super) fn is_digit(unit: u16) -> bool {
    (0x30..=0x39).contains(&unit)
}

/// FNV-1a, by units: whoever makes two runs collide has the service's words hidden.
fn hash(run: &[u16]) -> u64 {
    run.iter().fold(0xCBF2_9CE4_8422_2325, |hash: u64, unit| {
        (hash ^ u64::from(*unit)).wrapping_mul(0x0100_0000_01B3)
    })
}
