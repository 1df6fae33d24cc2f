//! Whether a call that failed is retried.

use wasm_bindgen::prelude::*;

use super::host::remember;
use crate::http::retry::{self, Outcome, Situation, Verdict};
use crate::protocol::{outcome as outcomes, repeat as repeats, verdict as verdicts};
use crate::schema::Repeat;

/// What a client has spent on retries, after a success.
#[wasm_bindgen]
pub fn refund(mut spent: f64) -> f64 {
    retry::refund(&mut spent);
    spent
}

/// The milliseconds after which the call is retried, or a [verdict](verdicts). `outcome` is a status or one of
/// [those without](outcomes), `repeat` one of [these](repeats). `asked_ms` is the wait that the service asks for, not a
/// number if it asks for none. `spent` is what the client has spent on retries; what it has spent then is handed back to
/// `remember`.
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
        outcomes::LOST => Outcome::Lost,
        outcomes::TIMED_OUT => Outcome::TimedOut,
        outcomes::GARBLED => Outcome::Garbled,
        outcomes::UNSENT => Outcome::Unsent,
        status => u16::try_from(status).map_or(Outcome::Final, Outcome::Status),
    };
    let repeat = match repeat {
        repeats::ONCE => Repeat::Once,
        repeats::DELETES => Repeat::Deletes,
        repeats::ONCE_BY_KEY => Repeat::OnceByKey,
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
        Verdict::Fail => verdicts::FAIL,
        Verdict::Unknown => verdicts::UNKNOWN,
        Verdict::Done => verdicts::DONE,
    }
}
