//! What a client remembers from call to call: plain numbers in an array that JavaScript holds, read
//! and written at once, so that calls of several requests never wait for each other.

use js_sys::Float64Array;

use super::call::Call;
use crate::http::limiter::{self, Limit};
use crate::http::retry;

const MINUTE: f64 = 60_000.0;
const SECOND: f64 = 1_000.0;

/// A client's numbers.
pub(super) struct Client {
    numbers: Float64Array,
    limits: [Limit; 2],
    buckets: [f64; 2],
    /// What repetitions have cost.
    pub(super) spent: f64,
}

impl Client {
    pub(super) fn of(call: &Call) -> Self {
        let numbers = call.client();
        // One by one: reading them at once asserts the length, and that weighs more than this.
        let [spent, minute, second, per_minute, per_second] =
            [0, 1, 2, 3, 4].map(|at| numbers.get_index(at));
        Client {
            numbers,
            limits: [
                Limit { calls: per_minute, window_ms: MINUTE },
                Limit { calls: per_second, window_ms: SECOND },
            ],
            buckets: [minute, second],
            spent,
        }
    }

    /// Keeps what has changed.
    pub(super) fn keep(&self) {
        let [minute, second] = self.buckets;
        for (at, number) in [self.spent, minute, second].into_iter().enumerate() {
            self.numbers.set_index(at as u32, number);
        }
    }

    /// Takes a place in the row of calls; tells the wait until its turn, or the one that is longer
    /// than the call has time.
    pub(super) fn reserve(&mut self, call: &Call) -> Result<f64, f64> {
        let wait =
            limiter::reserve(&self.limits, &mut self.buckets, call.now(), call.remaining_ms());
        self.keep();
        wait
    }

    /// The call ended while it waited for its turn.
    pub(super) fn give_back(&mut self) {
        limiter::give_back(&self.limits, &mut self.buckets);
        self.keep();
    }

    /// What a success tells.
    pub(super) fn succeeded(&mut self) {
        retry::refund(&mut self.spent);
    }

    /// The service said no.
    pub(super) fn hold(&mut self, call: &Call, wait_ms: f64) {
        limiter::hold(&self.limits, &mut self.buckets, call.now(), wait_ms);
    }

    /// What the service says of its own count: `X-RateLimit-Limit` and `X-RateLimit-Remaining`. The
    /// limit tells which of ours it means.
    pub(super) fn correct(&mut self, call: &Call, limit: f64, remaining: f64) {
        let now = call.now();
        let [per_minute, per_second] = self.limits;
        let [minute, second] = &mut self.buckets;
        if limit == per_second.calls && limit != per_minute.calls {
            limiter::correct(per_second, second, now, remaining);
        } else {
            limiter::correct(per_minute, minute, now, remaining);
        }
    }
}
