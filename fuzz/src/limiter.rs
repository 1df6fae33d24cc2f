//! The client's own rate limit: waits are numbers, turns come in order, and no window sees more calls
//! than burst and refill allow, whatever the service says is left.

use threadline::http::limiter::{Limit, correct, give_back, hold, reserve};

use crate::supply::Supply;

/// The limits, then what happens: time passes, a call comes, a call gives up, the service speaks.
pub fn run(data: &[u8]) {
    let mut supply = Supply(data);
    let minute = Limit { calls: f64::from(supply.whole()), window_ms: 60_000.0 };
    let second = Limit { calls: f64::from(supply.byte()), window_ms: 1_000.0 };
    let limits = [minute, second];
    let (mut buckets, mut now) = ([0.0, 0.0], f64::from(supply.whole()));
    let (mut last, mut begins) = (0.0, Vec::new());
    while !supply.is_empty() {
        match supply.byte() % 8 {
            0 => now += f64::from(supply.whole()) / 4.0,
            1 => hold(&limits, &mut buckets, now, supply.float(120_000.0).max(0.0)),
            2 => correct(second, &mut buckets[1], now, supply.float(second.calls)),
            3 => correct(minute, &mut buckets[0], now, supply.float(minute.calls)),
            4 => {
                let before = buckets;
                let patience = supply.float(1_000.0);
                if let Err(wait) = reserve(&limits, &mut buckets, now, patience) {
                    assert!(wait > 0.0 && wait > patience, "{wait} of {patience}");
                    assert_eq!(buckets, before);
                } else {
                    give_back(&limits, &mut buckets);
                }
            }
            step => {
                now += f64::from(step - 5) * 10.0;
                let wait = reserve(&limits, &mut buckets, now, f64::INFINITY);
                let begin = now + wait.expect("patience without end").max(0.0);
                assert!(begin.is_finite() && begin >= last, "{begin} after {last}");
                last = begin;
                begins.push(begin);
            }
        }
        assert!(buckets.iter().all(|bucket| bucket.is_finite()), "{buckets:?}");
    }
    for limit in limits.into_iter().filter(|limit| limit.calls > 0.0) {
        let mut first = 0;
        for (at, begin) in begins.iter().enumerate() {
            while begins[first] + limit.window_ms <= *begin {
                first += 1;
            }
            let within = (at + 1 - first) as f64;
            assert!(within <= 2.0 * limit.calls, "{within} in a window of {limit:?}");
        }
    }
}
