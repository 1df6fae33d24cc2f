//! Whether a call that failed is retried, and when. Time and chance are arguments.

use crate::http::status::{gave_up, is_known};
use crate::schema::Repeat;

/// The first wait before a retry, in milliseconds; each further one is twice as long.
const FIRST_WAIT: f64 = 500.0;
/// The longest wait of our own choice, in milliseconds.
const LONGEST_WAIT: f64 = 8_000.0;

/// What a client may spend on retries while a service is out of order.
const BUDGET: f64 = 500.0;
/// What a retry costs.
const COST: f64 = 5.0;
/// What a retry after a timeout costs: it held a connection for long.
const COST_OF_TIMEOUT: f64 = 10.0;
/// What a success brings back.
const REFUND: f64 = 1.0;

/// How an attempt ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The service responded with this status.
    Status(u16),
    /// The connection failed, before or after the service had the request.
    Lost,
    /// There was no connection, over which the service could have had the request.
    Unsent,
    /// No whole response came in the time of one attempt.
    TimedOut,
    /// What came cannot be read; a retry would not change that.
    Garbled,
    /// Something that no retry changes.
    Final,
}

/// What is done after an attempt that failed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// The call is retried after so many milliseconds.
    Again {
        /// The wait.
        after_ms: f64,
    },
    /// The call fails with what happened.
    Fail,
    /// The call fails: whether the service did it is not known.
    Unknown,
    /// The call succeeds, without a value: an earlier attempt has done it.
    Done,
}

impl Outcome {
    /// Whether an attempt after which the call continues may have been carried out all the same: the service
    /// did not say that it rejected the request.
    pub fn may_have_happened(self) -> bool {
        is_lost(self) || matches!(self, Outcome::Status(500 | 503))
    }
}

/// The state of a call, as far as it decides.
#[derive(Debug, Clone, Copy)]
pub struct Situation {
    /// What happens when the operation is sent twice.
    pub repeat: Repeat,
    /// Retries so far.
    pub repeated: u32,
    /// An earlier attempt of the call [may have happened](Outcome::may_have_happened).
    pub in_doubt: bool,
    /// Retries at most.
    pub max_retries: u32,
    /// Milliseconds until the call's deadline.
    pub remaining_ms: f64,
    /// The wait that the service asks for.
    pub asked_ms: Option<f64>,
}

/// Decides. `random` is from 0 up to 1; `spent` is what the client has spent of its budget.
pub fn decide(outcome: Outcome, now: Situation, random: f64, spent: &mut f64) -> Verdict {
    // What a lost attempt has deleted is not there any more.
    let gone = matches!(outcome, Outcome::Status(404 | 410));
    if gone && now.in_doubt && now.repeat == Repeat::Deletes {
        return Verdict::Done;
    }
    let once = matches!(now.repeat, Repeat::Once | Repeat::OnceUnless(_));
    let readable = match outcome {
        Outcome::Status(status) => is_known(status),
        _ => outcome != Outcome::Garbled,
    };
    let unknown =
        if readable { once && is_lost(outcome) } else { once || now.repeat == Repeat::OnceByKey };
    let fail = if unknown { Verdict::Unknown } else { Verdict::Fail };
    // Sending twice must not do it twice: only a rejection says that it was not done.
    let allowed = is_rejected(outcome) || (outcome.may_have_happened() && !once);
    if !allowed || now.repeated >= now.max_retries {
        return fail;
    }
    let after_ms = now.asked_ms.unwrap_or_else(|| backoff_ms(now.repeated, random));
    if after_ms >= now.remaining_ms {
        return fail;
    }
    let cost = if outcome == Outcome::TimedOut { COST_OF_TIMEOUT } else { COST };
    if *spent + cost > BUDGET {
        return fail;
    }
    *spent += cost;
    Verdict::Again { after_ms }
}

/// A success: the service is in order.
pub fn refund(spent: &mut f64) {
    *spent = (*spent - REFUND).max(0.0);
}

/// Whether the request was not carried out, and may be later: the service rejected it for now, or never had it. 425
/// (RFC 8470) is given to what came as early data, before it is processed; a retry is not sent that way.
fn is_rejected(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Status(425 | 429) | Outcome::Unsent)
}

/// Whether there is no response of the service.
fn is_lost(outcome: Outcome) -> bool {
    match outcome {
        Outcome::Status(status) => gave_up(status),
        Outcome::Lost | Outcome::TimedOut => true,
        Outcome::Unsent | Outcome::Garbled | Outcome::Final => false,
    }
}

/// Full jitter: anything from nothing to the whole wait, so that clients which failed together do
/// not come back together.
fn backoff_ms(repeated: u32, random: f64) -> f64 {
    let mut wait = FIRST_WAIT;
    for _ in 0..repeated.min(10) {
        wait = (wait * 2.0).min(LONGEST_WAIT);
    }
    wait * random.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Situation = Situation {
        repeat: Repeat::Read,
        repeated: 0,
        in_doubt: false,
        max_retries: 2,
        remaining_ms: 60_000.0,
        asked_ms: None,
    };

    fn again(outcome: Outcome, now: Situation) -> bool {
        matches!(decide(outcome, now, 0.5, &mut 0.0), Verdict::Again { .. })
    }

    /// Statuses by which a gateway says that it has no response.
    const GATEWAYS: [u16; 26] = [
        408, 444, 460, 499, 502, 504, 509, 512, 520, 521, 522, 523, 524, 525, 526, 527, 528, 529,
        530, 540, 561, 590, 596, 597, 598, 599,
    ];

    #[test]
    fn what_usually_passes_is_retried_for_all_that_may_be_sent_twice() {
        for repeat in [Repeat::Read, Repeat::SetsState, Repeat::Deletes, Repeat::OnceByKey] {
            let now = Situation { repeat, ..NOW };
            for status in [425, 429, 500, 503].into_iter().chain(GATEWAYS) {
                assert!(again(Outcome::Status(status), now), "{status}");
            }
            for status in [
                200, 301, 400, 401, 403, 404, 409, 410, 419, 422, 426, 428, 431, 451, 494, 498,
                501, 505, 506, 507, 508, 510, 511,
            ] {
                assert_eq!(decide(Outcome::Status(status), now, 0.5, &mut 0.0), Verdict::Fail);
            }
            assert!(again(Outcome::Lost, now));
            assert!(again(Outcome::TimedOut, now));
            assert!(!again(Outcome::Final, now));
            assert!(!again(Outcome::Garbled, now));
        }
    }

    #[test]
    fn a_send_whose_response_is_lost_is_never_retried() {
        for repeat in [Repeat::Once, Repeat::OnceUnless("local_id")] {
            let now = Situation { repeat, ..NOW };
            for outcome in [Outcome::Lost, Outcome::TimedOut, Outcome::Garbled] {
                assert_eq!(decide(outcome, now, 0.5, &mut 0.0), Verdict::Unknown);
            }
            for status in [0, 199, 600, 999].into_iter().chain(GATEWAYS) {
                assert_eq!(decide(Outcome::Status(status), now, 0.5, &mut 0.0), Verdict::Unknown);
            }
            for status in [400, 404, 410, 500, 501, 503, 505, 507, 508, 511] {
                assert_eq!(decide(Outcome::Status(status), now, 0.5, &mut 0.0), Verdict::Fail);
            }
            for status in [425, 429] {
                assert!(again(Outcome::Status(status), now));
            }
        }
    }

    #[test]
    fn what_was_never_sent_is_retried_whatever_it_is_and_is_never_in_doubt() {
        for repeat in [Repeat::Once, Repeat::OnceByKey, Repeat::Deletes, Repeat::Read] {
            let now = Situation { repeat, ..NOW };
            assert!(again(Outcome::Unsent, now));
            let last = Situation { repeated: 2, ..now };
            assert_eq!(decide(Outcome::Unsent, last, 0.5, &mut 0.0), Verdict::Fail);
        }
        assert!(!Outcome::Unsent.may_have_happened());
    }

    #[test]
    fn an_unreadable_response_leaves_it_unknown_even_where_a_key_makes_a_retry_safe() {
        for (repeat, verdict) in [
            (Repeat::OnceByKey, Verdict::Unknown),
            (Repeat::SetsState, Verdict::Fail),
            (Repeat::Deletes, Verdict::Fail),
            (Repeat::Read, Verdict::Fail),
        ] {
            let now = Situation { repeat, ..NOW };
            for outcome in [Outcome::Garbled, Outcome::Status(0), Outcome::Status(600)] {
                assert_eq!(decide(outcome, now, 0.5, &mut 0.0), verdict);
            }
        }
    }

    #[test]
    fn what_is_gone_after_an_attempt_that_may_have_deleted_it_is_deleted() {
        let mut spent = 0.0;
        for gone in [404, 410].map(Outcome::Status) {
            for repeat in [Repeat::Deletes, Repeat::SetsState, Repeat::Read, Repeat::Once] {
                for in_doubt in [true, false] {
                    // It is the last attempt, and may still end well.
                    let now = Situation { repeat, in_doubt, repeated: 2, ..NOW };
                    let done = in_doubt && repeat == Repeat::Deletes;
                    let verdict = if done { Verdict::Done } else { Verdict::Fail };
                    assert_eq!(decide(gone, now, 0.5, &mut spent), verdict);
                }
            }
        }
        assert_eq!(spent, 0.0);
        let now = Situation { repeat: Repeat::Deletes, in_doubt: true, ..NOW };
        assert_eq!(decide(Outcome::Status(403), now, 0.5, &mut spent), Verdict::Fail);
    }

    #[test]
    fn an_attempt_may_have_happened_unless_the_service_rejected_it() {
        for outcome in [Outcome::Lost, Outcome::TimedOut] {
            assert!(outcome.may_have_happened());
        }
        for status in [500, 503].into_iter().chain(GATEWAYS) {
            assert!(Outcome::Status(status).may_have_happened(), "{status}");
        }
        for status in [400, 401, 403, 404, 409, 422, 425, 429, 431, 494] {
            assert!(!Outcome::Status(status).may_have_happened(), "{status}");
        }
        assert!(!Outcome::Final.may_have_happened());
    }

    #[test]
    fn retries_end_at_their_number() {
        for repeated in 0..2 {
            assert!(again(Outcome::Lost, Situation { repeated, ..NOW }));
        }
        assert!(!again(Outcome::Lost, Situation { repeated: 2, ..NOW }));
        assert!(!again(Outcome::Lost, Situation { max_retries: 0, ..NOW }));
    }

    #[test]
    fn the_wait_doubles_up_to_its_cap_and_chance_takes_any_part_of_it() {
        for (repeated, longest) in
            [(0, 500.0), (1, 1_000.0), (3, 4_000.0), (4, 8_000.0), (5, 8_000.0), (1 << 30, 8_000.0)]
        {
            assert_eq!(backoff_ms(repeated, 1.0), longest);
            assert_eq!(backoff_ms(repeated, 0.0), 0.0);
            assert_eq!(backoff_ms(repeated, 0.25), longest / 4.0);
        }
    }

    #[test]
    fn the_services_own_wait_is_obeyed_and_one_that_does_not_fit_ends_the_call_at_once() {
        let now = Situation { asked_ms: Some(3_000.0), ..NOW };
        let verdict = decide(Outcome::Status(429), now, 0.0, &mut 0.0);
        assert_eq!(verdict, Verdict::Again { after_ms: 3_000.0 });
        let late = Situation { remaining_ms: 3_000.0, ..now };
        assert_eq!(decide(Outcome::Status(429), late, 0.0, &mut 0.0), Verdict::Fail);
    }

    #[test]
    fn an_outage_uses_up_the_budget_and_successes_bring_it_back() {
        let mut spent = 0.0;
        let mut count = 0;
        while decide(Outcome::Lost, NOW, 0.5, &mut spent) != Verdict::Fail {
            count += 1;
        }
        assert_eq!((count, spent), (100, 500.0));
        for _ in 0..10 {
            refund(&mut spent);
        }
        assert!(matches!(decide(Outcome::TimedOut, NOW, 0.5, &mut spent), Verdict::Again { .. }));
        assert_eq!(decide(Outcome::Lost, NOW, 0.5, &mut spent), Verdict::Fail);
        for _ in 0..1000 {
            refund(&mut spent);
        }
        assert_eq!(spent, 0.0);
    }
}
