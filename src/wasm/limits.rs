//! A client's own rate limit, and what repetitions have cost it: plain numbers in an array that
//! JavaScript holds, changed at once, so that calls of several requests never wait for each other.

use wasm_bindgen::prelude::*;

use crate::http::limiter::{self, Limit};
use crate::http::retry;

const MINUTE: f64 = 60_000.0;
const SECOND: f64 = 1_000.0;

/// The numbers: what repetitions have cost; the buckets of a minute and of a second; their sizes.
pub(super) fn parts(client: &mut [f64]) -> Option<(&mut f64, &mut [f64; 2], [Limit; 2])> {
    let [spent, buckets @ .., per_minute, per_second] = client else { return None };
    let limits = [
        Limit { calls: *per_minute, window_ms: MINUTE },
        Limit { calls: *per_second, window_ms: SECOND },
    ];
    Some((spent, buckets.try_into().ok()?, limits))
}

/// Takes a place in the row of calls; tells the wait until its turn, in milliseconds. Where that is longer
/// than the call has time it is negative, and no place is taken.
#[wasm_bindgen]
pub fn reserve(client: &mut [f64], now_ms: f64, remaining_ms: f64) -> f64 {
    let Some((_, buckets, limits)) = parts(client) else { return 0.0 };
    limiter::reserve(&limits, buckets, now_ms, remaining_ms).unwrap_or_else(|wait_ms| -wait_ms)
}

/// The call ended while it waited for its turn.
#[wasm_bindgen(js_name = giveBack)]
pub fn give_back(client: &mut [f64]) {
    if let Some((_, buckets, limits)) = parts(client) {
        limiter::give_back(&limits, buckets);
    }
}

/// What a reply tells: by its status, by the wait that it asks for, and by what it says of the service's own
/// count (`X-RateLimit-Limit` and `X-RateLimit-Remaining`; the limit tells which of ours it means).
/// What it does not tell is not a number.
#[wasm_bindgen]
pub fn learn(
    client: &mut [f64],
    now_ms: f64,
    status: f64,
    wait_ms: f64,
    limit: f64,
    remaining: f64,
) {
    let Some((spent, buckets, limits)) = parts(client) else { return };
    let [per_minute, per_second] = limits;
    let [minute, second] = buckets;
    if limit == per_second.calls && limit != per_minute.calls {
        limiter::correct(per_second, second, now_ms, remaining);
    } else if !limit.is_nan() {
        limiter::correct(per_minute, minute, now_ms, remaining);
    }
    if (200.0..300.0).contains(&status) {
        retry::refund(spent);
    }
    if status == 429.0 && !wait_ms.is_nan() {
        limiter::hold(&limits, buckets, now_ms, wait_ms);
    }
}
