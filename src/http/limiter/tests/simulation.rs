//! In simulated time: in no window of the limit more requests than it allows, whatever happens; and hardly fewer.

use super::world::{Arrivals, World};

/// A million calls, all tests together.
const CALLS: usize = 10_000;
const BURSTS: usize = 50_000;
const STREAM: usize = 200_000;

const LIMITS: [(f64, f64); 4] = [(500.0, 0.0), (1_000.0, 50.0), (0.0, 7.0), (0.5, 0.0)];

/// A client has sent nothing yet: until its first requests leave the window, it may send more than in the long run.
const LEAST: f64 = 0.95;
const MOST: f64 = 1.005;

fn worlds(calls: usize, arrivals: Arrivals, trouble: bool) -> impl Iterator<Item = World> {
    LIMITS.into_iter().map(move |(per_minute, per_second)| World {
        per_minute,
        per_second,
        calls,
        arrivals,
        trouble,
        late: 0,
    })
}

/// The most sent in any window: each may end with any request. Times are in order.
fn most_within(times: &[f64], window: f64) -> usize {
    let mut first = 0;
    let in_windows = times.iter().enumerate().map(|(last, time)| {
        while times[first] <= time - window {
            first += 1;
        }
        last + 1 - first
    });
    in_windows.max().unwrap_or(0)
}

fn keeps_to_its_limits(world: World) -> Vec<f64> {
    let times = world.run().times;
    assert!(times.is_sorted());
    for (rate, window) in world.limits() {
        // Half a request a minute is one in two.
        let window = window / rate.min(1.0);
        let most = most_within(&times, window);
        assert!(most as f64 <= rate.max(1.0), "{most} in {window} ms: {world:?}");
    }
    times
}

#[test]
fn in_no_window_are_there_more_requests_than_the_limit_whatever_happens() {
    for arrivals in [Arrivals::Steady, Arrivals::Bursts] {
        for world in worlds(CALLS, arrivals, true) {
            let times = keeps_to_its_limits(world);
            assert!(times.len() > CALLS / 10, "{} sent: {world:?}", times.len());
        }
    }
}

#[test]
fn in_bursts_there_are_as_many_as_the_limit_and_no_more() {
    for world in worlds(BURSTS, Arrivals::Bursts, false) {
        let times = keeps_to_its_limits(world);
        // Of two limits, one decides.
        let reached = |(rate, window): (f64, f64)| most_within(&times, window) as f64 == rate;
        assert!(world.per_minute < 1.0 || world.limits().any(reached), "{world:?}");
    }
}

#[test]
fn in_a_steady_stream_what_the_limit_lets_through_is_sent() {
    // A call ends sooner than two minutes.
    for world in worlds(STREAM, Arrivals::Steady, false).filter(|world| world.per_minute != 0.5) {
        let times = keeps_to_its_limits(world);
        let time = times.last().copied().unwrap_or_default();
        let share = times.len() as f64 / (time / world.pace());
        assert!((LEAST..=MOST).contains(&share), "{share}: {world:?}");
    }
}

#[test]
fn requests_are_sent_in_the_order_in_which_their_calls_came() {
    for arrivals in [Arrivals::Steady, Arrivals::Bursts] {
        for world in worlds(CALLS, arrivals, false) {
            // Not so late that others go first.
            let world = World { late: 50, ..world };
            assert!(world.run().calls.is_sorted(), "{world:?}");
        }
    }
}
