//! Runs of letters that are looked for all at once: what a service says is short, what was sent may be long, and each of
//! its letters is looked at a few times.

use alloc::vec::Vec;

/// The runs of one length within some letters, and which of them were met elsewhere.
pub(super) struct Runs {
    length: usize,
    /// Their hashes, in order.
    hashes: Vec<u64>,
    met: Vec<bool>,
}

impl Runs {
    /// The runs of so many letters.
    #[inline(never)]
    pub(super) fn of(units: &[u16], length: usize) -> Self {
        let mut hashes: Vec<u64> = Vec::new();
        for run in units.windows(length) {
            hashes.push(hash(run));
        }
        sort(&mut hashes);
        let mut met = Vec::new();
        met.resize(hashes.len(), false);
        Runs { length, hashes, met }
    }

    /// Notes which of them are within other letters; of digits alone, if that is wanted.
    pub(super) fn meet(&mut self, units: &[u16], digits: bool) {
        for run in units.windows(self.length) {
            if digits && !run.iter().all(|unit| (0x30..=0x39).contains(unit)) {
                continue;
            }
            let at = self.place(hash(run));
            if let Some(met) = self.met.get_mut(at) {
                *met = true;
            }
        }
    }

    /// Marks the letters of the runs that were met.
    pub(super) fn mark(&self, units: &[u16], marks: &mut [bool]) {
        for (at, run) in units.windows(self.length).enumerate() {
            if self.met.get(self.place(hash(run))) == Some(&true) {
                for mark in marks.iter_mut().skip(at).take(self.length) {
                    *mark = true;
                }
            }
        }
    }

    /// The first place of a hash, or one beyond all.
    fn place(&self, hash: u64) -> usize {
        let (mut low, mut high) = (0, self.hashes.len());
        while low < high {
            let middle = low.wrapping_add(high) >> 1;
            if self.hashes.get(middle).is_some_and(|other| *other < hash) {
                low = middle.wrapping_add(1);
            } else {
                high = middle;
            }
        }
        if self.hashes.get(low) == Some(&hash) { low } else { usize::MAX }
    }
}

/// Shell's: the standard library's sort is quicker, and weighs two kilobytes more in a page.
fn sort(hashes: &mut [u64]) {
    for gap in [701, 301, 132, 57, 23, 10, 4, 1] {
        for from in gap..hashes.len() {
            let mut at = from;
            while let Some(before) = at.checked_sub(gap)
                && hashes.get(before) > hashes.get(at)
            {
                hashes.swap(before, at);
                at = before;
            }
        }
    }
}

/// FNV-1a, by units: to make two runs collide only hides the service's own words.
fn hash(run: &[u16]) -> u64 {
    run.iter().fold(0xCBF2_9CE4_8422_2325, |hash: u64, unit| {
        (hash ^ u64::from(*unit)).wrapping_mul(0x0100_0000_01B3)
    })
}
