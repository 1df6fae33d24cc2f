//! Whether a call that failed is made again.

use wasm_bindgen::prelude::*;

use super::host::remember;
use crate::http::retry::{self, Outcome, Situation, Verdict};
use crate::schema::Repeat;

/// The number of an operation that must not happen twice.
pub(super) const ONCE: u32 = 2;
/// The number of one that leaves nothing that could be named again.
pub(super) const DELETES: u32 = 3;
/// The number of one whose second request the service knows for the same.
pub(super) const ONCE_BY_KEY: u32 = 4;

/// What a client has spent on repetitions, after a success.
#[wasm_bindgen]
pub fn refund(mut spent: f64) -> f64 {
    retry::refund(&mut spent);
    spent
}

/// After how many milliseconds the call is made again; -1 when it fails with what happened; -2 when it is
/// not known whether the service did it; -3 when an earlier attempt did it. `outcome` is a status, or -1 for a
/// lost connection, -2 for an attempt that took too long, -3 for what came and cannot be read, -4 for what no
/// repetition mends, -5 for what was never sent. `asked_ms` is the wait that the service asks for, not a
/// number if it asks for none. `spent` is what the client has spent on repetitions; what it has spent then is
/// handed back to `remember`.
#[wasm_bindgen]
#[allow(clippy::too_many_arguments, reason = "numbers cost nothing to pass; an object would")]
pub fn decide(
    mut spent: f64,
    outcome: i32,
    repeat: u32,
    repeated: u32,
    in_doubt: bool,
    max_retries: u32,
    remaining_ms: f64,
    asked_ms: f64,
    random: f64,
) -> f64 {
    let outcome = match outcome {
        -1 => Outcome::Lost,
        -2 => Outcome::TimedOut,
        -3 => Outcome::Garbled,
        -5 => Outcome::Unsent,
        status => u16::try_from(status).map_or(Outcome::Final, Outcome::Status),
    };
    let repeat = match repeat {
        ONCE => Repeat::Once,
        DELETES => Repeat::Deletes,
        ONCE_BY_KEY => Repeat::OnceByKey,
        _ => Repeat::SetsState,
    };
    let situation = Situation {
        repeat,
        repeated,
        in_doubt,
        max_retries,
        remaining_ms,
        asked_ms: (!asked_ms.is_nan()).then_some(asked_ms),
    };
    let verdict = retry::decide(outcome, situation, random, &mut spent);
    remember(spent);
    match verdict {
        Verdict::Again { after_ms } => after_ms,
        Verdict::Fail => -1.0,
        Verdict::Unknown => -2.0,
        Verdict::Done => -3.0,
    }
}
