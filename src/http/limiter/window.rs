use alloc::collections::VecDeque;
use core::num::NonZeroUsize;

/// How much longer a window is than the service's own, as a share of it: requests do not take equally long to arrive,
/// the first ones over a new connection above all.
const MARGIN: f64 = 0.01;

/// So many requests at most in any window of time.
#[derive(Debug)]
pub(super) struct Window {
    /// As it was given: so the service names it.
    pub(super) rate: f64,
    most: NonZeroUsize,
    length: f64,
    /// The times of those sent within the window, in order.
    sends: VecDeque<f64>,
    /// What the service says is left, as a bucket that fills up: when it is full again.
    full_at: f64,
}

impl Window {
    /// `rate` requests in so many milliseconds; with 0 there is no window.
    pub(super) fn new(rate: f64, length: f64) -> Option<Self> {
        (rate > 0.0).then(|| Window {
            rate,
            most: NonZeroUsize::new(rate as usize).unwrap_or(NonZeroUsize::MIN),
            // Half a request a minute is one in two minutes.
            length: length / rate.min(1.0) * (1.0 + MARGIN),
            sends: VecDeque::new(),
            full_at: f64::NEG_INFINITY,
        })
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.sends.clear();
        self.full_at = f64::NEG_INFINITY;
    }

    fn interval(&self) -> f64 {
        self.length / self.most.get() as f64
    }

    /// When the request may be sent before which `before` others wait.
    pub(super) fn opens_at(&mut self, now: f64, before: usize) -> f64 {
        while self.sends.front().is_some_and(|sent| *sent <= now - self.length) {
            self.sends.pop_front();
        }
        // What the service counts beside these: others may use the same key.
        let share = (before as f64 + 1.0) * self.interval();
        let opens_at = self.full_at + share - self.length;
        let with_others = self.sends.len().saturating_add(before);
        let Some(place) = with_others.checked_sub(self.most.get()) else { return opens_at };
        // Each leaves the window in its turn, and those sent now after them.
        let rounds = (place / self.most) as f64 + 1.0;
        let leaves = self.sends.get(place % self.most).copied().unwrap_or(now);
        opens_at.max(leaves + rounds * self.length)
    }

    pub(super) fn add(&mut self, now: f64) {
        self.sends.push_back(now);
        self.full_at += self.interval();
    }

    /// Takes out what was added at a time, if it is still there.
    pub(super) fn remove(&mut self, time: f64) {
        if let Some(at) = self.sends.iter().rposition(|sent| *sent == time) {
            // It is one of the last. The standard library's `remove` weighs more than the limiter.
            for before in at..self.sends.len().saturating_sub(1) {
                self.sends.swap(before, before.wrapping_add(1));
            }
            self.sends.pop_back();
            self.full_at -= self.interval();
        }
    }

    /// So many requests are left, says the service. It never gives more than there were.
    pub(super) fn correct(&mut self, now: f64, left: f64) {
        if left >= 0.0 {
            let full_at = now + self.length - left * self.interval();
            self.full_at = self.full_at.max(full_at);
        }
    }

    /// Nothing before a time, and one after the other from then on.
    pub(super) fn hold(&mut self, until: f64) {
        self.full_at = self.full_at.max(until + self.length - self.interval());
    }
}
