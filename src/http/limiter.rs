//! The client's own rate limit: the documented limits of the services, kept before the service has
//! to say no.
//!
//! Each limit is a token bucket, kept as one number: the time at which the bucket would be full
//! again (the "theoretical arrival time" of the generic cell rate algorithm). A call that finds no
//! token reserves the next one and waits for it by itself, so calls go in the order in which they
//! came, and nothing is shared but numbers.

/// So many calls in so many milliseconds, all of them at once if they like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limit {
    /// The bucket's size; a limit of 0 is none.
    pub calls: f64,
    /// Milliseconds until an empty bucket is full.
    pub window_ms: f64,
}

impl Limit {
    /// Milliseconds a token.
    fn interval(self) -> f64 {
        self.window_ms / self.calls
    }
}

/// Reserves a token in each of the buckets at a moment; tells how long to wait for the last of them.
/// `None`, and nothing is reserved, when that is longer than `patience_ms`; the wait is then in the
/// error.
///
/// # Errors
/// The wait in milliseconds that would be too long.
pub fn reserve<const N: usize>(
    limits: &[Limit; N],
    buckets: &mut [f64; N],
    now_ms: f64,
    patience_ms: f64,
) -> Result<f64, f64> {
    let mut wait = 0.0_f64;
    for (limit, full_at) in limits.iter().zip(buckets.iter()) {
        if limit.calls > 0.0 {
            // Room for one more token must be there: the bucket is full `window` after it is empty.
            wait = wait.max(full_at + limit.interval() - limit.window_ms - now_ms);
        }
    }
    if wait > 0.0 && wait > patience_ms {
        return Err(wait);
    }
    for (limit, full_at) in limits.iter().zip(buckets.iter_mut()) {
        if limit.calls > 0.0 {
            *full_at = full_at.max(now_ms) + limit.interval();
        }
    }
    Ok(wait)
}

/// Gives back a reserved token that will not be used: nobody who comes later waits for it. Those who
/// wait already keep their turns.
pub fn give_back<const N: usize>(limits: &[Limit; N], buckets: &mut [f64; N]) {
    for (limit, full_at) in limits.iter().zip(buckets.iter_mut()) {
        if limit.calls > 0.0 {
            *full_at -= limit.interval();
        }
    }
}

/// Corrects the bucket by what the service says is left in it; it never gives more than it had.
pub fn correct(limit: Limit, full_at: &mut f64, now_ms: f64, remaining: f64) {
    if limit.calls > 0.0 && remaining >= 0.0 && remaining < limit.calls {
        *full_at = full_at.max(now_ms + limit.window_ms - remaining * limit.interval());
    }
}

/// The longest time for which one refusal holds the client back, in milliseconds: after it, a call may
/// ask the service again.
const LONGEST_HOLD: f64 = 60_000.0;

/// The service said no and told how long: until then, a minute at most, the buckets are empty, and
/// they fill up from there.
pub fn hold<const N: usize>(
    limits: &[Limit; N],
    buckets: &mut [f64; N],
    now_ms: f64,
    wait_ms: f64,
) {
    for (limit, full_at) in limits.iter().zip(buckets.iter_mut()) {
        if limit.calls > 0.0 {
            let held = now_ms + wait_ms.min(LONGEST_HOLD);
            *full_at = full_at.max(held + limit.window_ms - limit.interval());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Limit = Limit { calls: 100.0, window_ms: 60_000.0 };
    const SECOND: Limit = Limit { calls: 10.0, window_ms: 1_000.0 };
    const FOREVER: f64 = f64::INFINITY;

    #[test]
    fn a_full_bucket_lets_its_size_through_at_once_and_then_one_an_interval() {
        let mut buckets = [0.0];
        let waits: Vec<f64> =
            (0..13).map(|_| reserve(&[SECOND], &mut buckets, 5_000.0, FOREVER).unwrap()).collect();
        assert!(waits[..10].iter().all(|wait| *wait <= 0.0), "{waits:?}");
        assert_eq!(waits[10..], [100.0, 200.0, 300.0]);
    }

    #[test]
    fn in_no_window_do_more_calls_begin_than_burst_and_refill_allow() {
        let mut buckets = [0.0, 0.0];
        let mut begins: Vec<f64> = (0..300)
            .map(|call| {
                let now = f64::from(call) * 3.0;
                now + reserve(&[MINUTE, SECOND], &mut buckets, now, FOREVER).unwrap().max(0.0)
            })
            .collect();
        begins.sort_by(f64::total_cmp);
        for (at, begin) in begins.iter().enumerate() {
            let within = |window: f64| begins[at..].iter().filter(|b| **b < begin + window).count();
            assert!(within(1_000.0) <= 20, "{} in a second", within(1_000.0));
            assert!(within(60_000.0) <= 200, "{} in a minute", within(60_000.0));
        }
    }

    #[test]
    fn calls_go_in_the_order_in_which_they_came() {
        let mut buckets = [0.0];
        let mut last = 0.0;
        for call in 0..50 {
            let now = f64::from(call);
            let begin = now + reserve(&[SECOND], &mut buckets, now, FOREVER).unwrap().max(0.0);
            assert!(begin >= last);
            last = begin;
        }
    }

    #[test]
    fn a_wait_beyond_patience_reserves_nothing() {
        let mut buckets = [0.0];
        for _ in 0..10 {
            reserve(&[SECOND], &mut buckets, 0.0, 50.0).unwrap();
        }
        let before = buckets;
        assert_eq!(reserve(&[SECOND], &mut buckets, 0.0, 50.0), Err(100.0));
        assert_eq!(buckets, before);
        assert_eq!(reserve(&[SECOND], &mut buckets, 60.0, 50.0), Ok(40.0));
    }

    #[test]
    fn a_call_that_need_not_wait_is_not_refused_however_late_it_is() {
        let none = Limit { calls: 0.0, window_ms: 1_000.0 };
        for limit in [none, SECOND] {
            assert_eq!(reserve(&[limit], &mut [0.0], 5_000.0, -1.0), Ok(0.0));
        }
    }

    #[test]
    fn a_turn_that_is_given_back_holds_no_one_up() {
        let mut buckets = [0.0, 0.0];
        let limits = [MINUTE, SECOND];
        for _ in 0..10 {
            reserve(&limits, &mut buckets, 0.0, FOREVER).unwrap();
        }
        for _ in 0..1_000 {
            assert_eq!(reserve(&limits, &mut buckets, 0.0, FOREVER), Ok(100.0));
            give_back(&limits, &mut buckets);
        }
        assert_eq!(reserve(&limits, &mut buckets, 0.0, FOREVER), Ok(100.0));
        assert_eq!(reserve(&limits, &mut buckets, 0.0, FOREVER), Ok(200.0));
        let none = Limit { calls: 0.0, window_ms: 1_000.0 };
        let mut buckets = [7.0];
        give_back(&[none], &mut buckets);
        assert_eq!(buckets, [7.0]);
    }

    #[test]
    fn a_limit_of_nothing_is_none() {
        let none = Limit { calls: 0.0, window_ms: 1_000.0 };
        let mut buckets = [0.0];
        for _ in 0..1000 {
            assert_eq!(reserve(&[none], &mut buckets, 0.0, 0.0), Ok(0.0));
        }
    }

    #[test]
    fn what_the_service_says_is_left_only_ever_takes_away() {
        let mut full_at = 0.0;
        correct(SECOND, &mut full_at, 1_000.0, 2.0);
        let mut buckets = [full_at];
        let waits: Vec<bool> = (0..3)
            .map(|_| reserve(&[SECOND], &mut buckets, 1_000.0, FOREVER).unwrap() > 0.0)
            .collect();
        assert_eq!(waits, [false, false, true]);
        let before = buckets[0];
        for nonsense in [9.0, f64::NAN, -1.0, f64::INFINITY, 1e308] {
            correct(SECOND, &mut buckets[0], 1_000.0, nonsense);
            assert_eq!(buckets[0], before);
        }
    }

    #[test]
    fn after_a_no_calls_come_one_by_one() {
        let mut buckets = [0.0];
        hold(&[SECOND], &mut buckets, 0.0, 2_000.0);
        let waits: Vec<f64> =
            (0..3).map(|_| reserve(&[SECOND], &mut buckets, 0.0, FOREVER).unwrap()).collect();
        assert_eq!(waits, [2_000.0, 2_100.0, 2_200.0]);
        hold(&[SECOND], &mut buckets, 0.0, 86_400_000.0);
        assert_eq!(reserve(&[SECOND], &mut buckets, 0.0, FOREVER), Ok(60_000.0));
    }
}
