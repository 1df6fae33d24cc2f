//! A client's own rate limit, and what repetitions have cost it: plain numbers that JavaScript holds,
//! changed at once, so that calls of several requests never wait for each other.
//!
//! They come as five arguments (what repetitions have cost; the buckets of a minute and of a second; their
//! sizes), and what is changed of them is handed back to `remember`: numbers need no memory of the module.
#![allow(clippy::too_many_arguments, reason = "numbers cost nothing to pass; an array would")]

use wasm_bindgen::prelude::*;

use super::host::remember;
use crate::http::limiter::{self, Limit};
use crate::http::retry;

const MINUTE: f64 = 60_000.0;
const SECOND: f64 = 1_000.0;

fn limits(per_minute: f64, per_second: f64) -> [Limit; 2] {
    [Limit { calls: per_minute, window_ms: MINUTE }, Limit { calls: per_second, window_ms: SECOND }]
}

/// Takes a place in the row of calls; tells the wait until its turn, in milliseconds. Where that is longer
/// than the call has time it is negative, and no place is taken.
#[wasm_bindgen]
pub fn reserve(
    spent: f64,
    minute: f64,
    second: f64,
    per_minute: f64,
    per_second: f64,
    now_ms: f64,
    remaining_ms: f64,
) -> f64 {
    let mut buckets = [minute, second];
    let limits = limits(per_minute, per_second);
    let wait_ms = limiter::reserve(&limits, &mut buckets, now_ms, remaining_ms);
    let [minute, second] = buckets;
    remember(spent, minute, second);
    wait_ms.unwrap_or_else(|wait_ms| -wait_ms)
}

/// The call ended while it waited for its turn.
#[wasm_bindgen(js_name = giveBack)]
pub fn give_back(spent: f64, minute: f64, second: f64, per_minute: f64, per_second: f64) {
    let mut buckets = [minute, second];
    limiter::give_back(&limits(per_minute, per_second), &mut buckets);
    let [minute, second] = buckets;
    remember(spent, minute, second);
}

/// What a reply tells: by its status, by the wait that it asks for, and by what it says of the service's own
/// count (`X-RateLimit-Limit` and `X-RateLimit-Remaining`; the limit tells which of ours it means).
/// What it does not tell is not a number.
#[wasm_bindgen]
pub fn learn(
    mut spent: f64,
    minute: f64,
    second: f64,
    per_minute: f64,
    per_second: f64,
    now_ms: f64,
    status: f64,
    wait_ms: f64,
    limit: f64,
    remaining: f64,
) {
    let limits = limits(per_minute, per_second);
    let [of_minute, of_second] = limits;
    let mut buckets = [minute, second];
    let [in_minute, in_second] = &mut buckets;
    if limit == per_second && limit != per_minute {
        limiter::correct(of_second, in_second, now_ms, remaining);
    } else if !limit.is_nan() {
        limiter::correct(of_minute, in_minute, now_ms, remaining);
    }
    if (200.0..300.0).contains(&status) {
        retry::refund(&mut spent);
    }
    if status == 429.0 && !wait_ms.is_nan() {
        limiter::hold(&limits, &mut buckets, now_ms, wait_ms);
    }
    let [minute, second] = buckets;
    remember(spent, minute, second);
}
