//! In milliseconds that pass only here. A window is 1 % longer than the service's.
#![allow(clippy::arithmetic_side_effects, reason = "a test may fail loudly")]

mod simulation;
mod world;

use super::{Limiter, Turn};

/// Long enough for every wait.
const PATIENT: f64 = 1e9;

const MINUTE: f64 = 60_600.0;
const SECOND: f64 = 1_010.0;

impl Limiter {
    fn come(&mut self, now: f64) -> (Turn, f64) {
        let mut turn = self.enter(now, PATIENT);
        let wait = self.wait_of(now, &mut turn);
        (turn, wait)
    }

    /// So many come together and may go at once.
    fn send(&mut self, now: f64, count: usize) {
        for at in 0..count {
            let (mut turn, wait) = self.come(now);
            assert!(wait == 0.0 && self.take(now, &mut turn), "{at} of {count}: {wait} ms");
        }
    }

    /// How long the next one would have to wait.
    fn wait(&mut self, now: f64) -> f64 {
        let (mut turn, wait) = self.come(now);
        self.leave(&mut turn);
        wait
    }
}

/// Without the last digits, which sums of fractions leave behind.
fn rounded(wait: f64) -> f64 {
    (wait * 1e6).round() / 1e6
}

#[test]
fn as_many_as_the_limit_go_at_once_and_the_next_when_they_are_out_of_the_window() {
    for start in [0.0, 5e8, -5e8] {
        let mut limiter = Limiter::new(500.0, 0.0);
        limiter.send(start, 200);
        limiter.send(start + 10_000.0, 300);
        assert_eq!(limiter.wait(start + 10_000.0), MINUTE - 10_000.0);
        assert!(limiter.wait(start + MINUTE - 0.001) > 0.0);
        limiter.send(start + MINUTE, 200);
        assert_eq!(limiter.wait(start + MINUTE), 10_000.0);
    }
}

#[test]
fn those_that_wait_are_told_their_own_time_however_many_windows_away_it_is() {
    let mut limiter = Limiter::new(0.0, 3.0);
    let waits: Vec<f64> = (0..8).map(|_| limiter.come(7.0).1).collect();
    let [one, two] = [SECOND, 2.0 * SECOND];
    // The first three are sent at once; those after the next three come a window later still.
    assert_eq!(waits, [0.0, 0.0, 0.0, one, one, one, two, two]);
}

#[test]
fn each_that_waits_takes_the_place_of_one_that_was_sent() {
    let mut limiter = Limiter::new(0.0, 3.0);
    for now in [0.0, 100.0, 200.0] {
        limiter.send(now, 1);
    }
    let waits: Vec<f64> = (0..5).map(|_| limiter.come(200.0).1).collect();
    let [one, two] = [SECOND - 200.0, 2.0 * SECOND - 200.0];
    assert_eq!(waits, [one, one + 100.0, one + 200.0, two, two + 100.0]);
}

#[test]
fn a_turn_comes_in_the_order_of_the_row_whoever_asks_first() {
    let mut limiter = Limiter::new(0.0, 1.0);
    limiter.send(0.0, 1);
    let mut turns: Vec<Turn> = (0..3).map(|_| limiter.come(1.0).0).collect();
    let now = SECOND;
    for late in [2, 1] {
        assert!(limiter.wait_of(now, &mut turns[late]) > 0.0);
    }
    assert_eq!(limiter.wait_of(now, &mut turns[0]), 0.0);
    assert_eq!(limiter.wait_of(now, &mut turns[2]), 2.0 * SECOND);
    assert_eq!(limiter.wait_of(now, &mut turns[1]), SECOND);
}

#[test]
fn one_that_could_go_waits_a_moment_for_those_before_it() {
    let mut limiter = Limiter::new(0.0, 2.0);
    limiter.send(0.0, 2);
    let (mut first, _) = limiter.come(0.0);
    let (mut second, _) = limiter.come(0.0);
    assert_eq!(limiter.wait_of(SECOND, &mut second), 1.0);
    assert_eq!(limiter.wait_of(SECOND, &mut first), 0.0);
    assert_eq!(limiter.wait_of(SECOND, &mut second), 0.0);
}

#[test]
fn one_whose_timer_is_late_delays_nobody_and_goes_when_it_comes() {
    let mut limiter = Limiter::new(0.0, 2.0);
    limiter.send(0.0, 2);
    let (mut late, _) = limiter.come(0.0);
    let (mut next, _) = limiter.come(0.0);
    assert!(limiter.wait_of(SECOND + 49.0, &mut next) > 0.0);
    assert_eq!(limiter.wait_of(SECOND + 50.0, &mut next), 0.0);
    assert_eq!(limiter.wait_of(SECOND + 400.0, &mut late), 0.0);
}

#[test]
fn the_stricter_of_two_limits_decides() {
    let mut limiter = Limiter::new(8.0, 5.0);
    limiter.send(0.0, 5);
    assert_eq!(limiter.wait(0.0), SECOND);
    limiter.send(SECOND, 3);
    assert_eq!(limiter.wait(SECOND), MINUTE - SECOND);
    assert_eq!(limiter.wait(2.0 * SECOND), MINUTE - 2.0 * SECOND);
}

#[test]
fn without_limits_nobody_waits_whatever_the_service_says() {
    let mut limiter = Limiter::new(0.0, 0.0);
    limiter.learn(0.0, 429, Some(1_000.0), Some(0.0), Some(0.0));
    limiter.send(0.0, 2_000);
    assert!(limiter.row.is_empty());
}

#[test]
fn half_a_request_a_minute_is_one_in_two_minutes() {
    let mut limiter = Limiter::new(0.5, 0.0);
    limiter.send(0.0, 1);
    assert_eq!(limiter.wait(0.0), 2.0 * MINUTE);
    limiter.send(2.0 * MINUTE, 1);
}

mod a_turn {
    use super::*;

    #[test]
    fn that_is_left_in_the_row_is_given_to_the_next() {
        let mut limiter = Limiter::new(0.0, 1.0);
        limiter.send(0.0, 1);
        let mut gone: Vec<Turn> = (0..100).map(|_| limiter.come(0.0).0).collect();
        gone.iter_mut().for_each(|turn| limiter.leave(turn));
        assert_eq!(limiter.wait(0.0), SECOND);
    }

    #[test]
    fn that_is_left_when_it_has_come_but_nothing_was_sent_is_given_back() {
        let mut limiter = Limiter::new(1.0, 1.0);
        let (mut turn, wait) = limiter.come(0.0);
        assert_eq!(wait, 0.0);
        limiter.leave(&mut turn);
        limiter.send(10.0, 1);
        assert_eq!(limiter.wait(10.0), MINUTE);
    }

    #[test]
    fn that_is_given_back_is_one_more_of_those_that_the_service_has_left() {
        let mut limiter = Limiter::new(600.0, 0.0);
        limiter.learn(0.0, 200, None, Some(600.0), Some(2.0));
        let (mut turn, _) = limiter.come(0.0);
        limiter.leave(&mut turn);
        limiter.send(0.0, 2);
        assert_eq!(rounded(limiter.wait(0.0)), 101.0);
    }

    #[test]
    fn is_given_back_once_however_often_it_is_left() {
        let mut limiter = Limiter::new(0.0, 2.0);
        let (mut turn, _) = limiter.come(0.0);
        limiter.send(0.0, 1);
        limiter.leave(&mut turn);
        limiter.leave(&mut turn);
        limiter.send(0.0, 1);
        assert_eq!(limiter.wait(0.0), SECOND);
    }

    #[test]
    fn whose_call_has_ended_unseen_is_out_of_the_row_when_its_time_is_over() {
        let mut limiter = Limiter::new(0.0, 1.0);
        limiter.send(0.0, 1);
        for _ in 0..5 {
            let mut left_behind = limiter.enter(0.0, 500.0);
            limiter.wait_of(0.0, &mut left_behind);
        }
        let (mut turn, wait) = limiter.come(0.0);
        assert_eq!(wait, 6.0 * SECOND);
        assert_eq!(limiter.wait_of(501.0, &mut turn), SECOND - 501.0);
        limiter.leave(&mut turn);
        assert_eq!(limiter.wait(501.0), SECOND - 501.0);
        assert!(limiter.row.is_empty());
    }

    #[test]
    fn counts_when_its_request_is_sent_and_not_when_it_came() {
        let mut limiter = Limiter::new(0.0, 1.0);
        let (mut slow, _) = limiter.come(0.0);
        assert!(limiter.take(800.0, &mut slow));
        assert_eq!(limiter.wait(800.0), SECOND);
    }

    #[test]
    fn is_missed_when_others_have_filled_the_window_until_its_request_could_be_sent() {
        let mut limiter = Limiter::new(0.0, 2.0);
        let (mut slow, _) = limiter.come(0.0);
        limiter.send(900.0, 1);
        limiter.send(SECOND, 1);
        assert!(!limiter.take(SECOND, &mut slow));
        // It counts no more, and another turn is what it takes.
        assert_eq!(limiter.wait(SECOND), 900.0);
    }
}

mod what_the_service_says {
    use super::*;

    /// How long the next one waits after the first response.
    fn wait_after(status: u16, asked: Option<f64>, limit: Option<f64>, left: Option<f64>) -> f64 {
        let mut limiter = Limiter::new(600.0, 50.0);
        limiter.send(0.0, 1);
        limiter.learn(0.0, status, asked, limit, left);
        rounded(limiter.wait(0.0))
    }

    #[test]
    fn is_left_of_the_minute_or_of_the_second_is_believed() {
        for (limit, wait) in [(600.0, 101.0), (50.0, 20.2), (100.0, 101.0)] {
            assert_eq!(wait_after(200, None, Some(limit), Some(0.0)), wait, "{limit}");
        }
    }

    #[test]
    fn is_taken_for_the_minutes_where_both_limits_are_the_same() {
        let mut limiter = Limiter::new(50.0, 50.0);
        limiter.learn(0.0, 200, None, Some(50.0), Some(0.0));
        assert_eq!(rounded(limiter.wait(0.0)), MINUTE / 50.0);
    }

    #[test]
    fn is_believed_for_as_many_as_it_says() {
        let mut limiter = Limiter::new(600.0, 0.0);
        limiter.learn(0.0, 200, None, Some(600.0), Some(3.0));
        limiter.send(0.0, 3);
        assert_eq!(rounded(limiter.wait(0.0)), 101.0);
    }

    #[test]
    fn delays_nobody_when_enough_is_left_or_it_is_nonsense() {
        for left in [300.0, 1e4, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(wait_after(200, None, Some(600.0), Some(left)), 0.0, "{left}");
        }
        assert_eq!(wait_after(200, None, Some(600.0), None), 0.0);
    }

    #[test]
    fn is_believed_where_it_is_less_than_it_said_before() {
        for later in [3.0, 600.0, 1e4] {
            let mut limiter = Limiter::new(600.0, 0.0);
            limiter.learn(0.0, 200, None, Some(600.0), Some(0.0));
            limiter.learn(0.0, 200, None, Some(600.0), Some(later));
            assert_eq!(rounded(limiter.wait(0.0)), 101.0, "{later}");
        }
    }

    #[test]
    fn gives_nothing_back_that_was_counted() {
        let mut limiter = Limiter::new(2.0, 0.0);
        limiter.send(0.0, 2);
        limiter.learn(0.0, 200, None, Some(2.0), Some(1.0));
        assert_eq!(limiter.wait(0.0), MINUTE);
    }

    #[test]
    fn is_forgotten_little_by_little() {
        let mut limiter = Limiter::new(600.0, 0.0);
        limiter.learn(0.0, 200, None, Some(600.0), Some(0.0));
        limiter.send(1_010.0, 10);
        assert_eq!(rounded(limiter.wait(1_010.0)), 101.0);
    }

    #[test]
    fn with_429_holds_all_back_for_the_time_that_it_asks_for() {
        let mut limiter = Limiter::new(0.0, 100.0);
        limiter.learn(0.0, 429, Some(2_000.0), None, None);
        assert_eq!(rounded(limiter.wait(0.0)), 2_000.0);
        assert_eq!(rounded(limiter.wait(1_500.0)), 500.0);
        // Then one after the other.
        let mut turns: Vec<(Turn, f64)> = (0..3).map(|_| limiter.come(1_500.0)).collect();
        let waits: Vec<f64> = turns.iter().map(|(_, wait)| rounded(*wait)).collect();
        assert_eq!(waits, [500.0, 510.1, 520.2]);
        assert_eq!(limiter.wait_of(2_001.0, &mut turns[0].0), 0.0);
        assert_eq!(rounded(limiter.wait_of(2_001.0, &mut turns[1].0)), 9.1);
    }

    #[test]
    fn with_429_holds_nobody_back_for_more_than_a_minute() {
        assert_eq!(wait_after(429, Some(3_600_000.0), None, None), 60_000.0);
    }

    #[test]
    fn is_no_reason_to_wait_without_a_time_or_with_another_status() {
        assert_eq!(wait_after(429, None, None, None), 0.0);
        assert_eq!(wait_after(503, Some(2_000.0), None, None), 0.0);
    }
}

mod a_clock_that_goes_back {
    use super::*;

    #[test]
    fn by_a_little_stands_still() {
        let mut limiter = Limiter::new(5.0, 0.0);
        for step in 1..=5 {
            limiter.send(1e6 - f64::from(step), 1);
        }
        assert_eq!(limiter.wait(1e6 - 6.0), MINUTE);
        assert_eq!(limiter.wait(1e6 - 990.0), MINUTE);
    }

    #[test]
    fn by_a_second_or_more_starts_the_limit_afresh() {
        for times in [[8.64e7, 2e5, 0.0], [2e5, 1.99e5, 1.98e5]] {
            let mut limiter = Limiter::new(5.0, 0.0);
            for now in times {
                limiter.send(now, 5);
                limiter.learn(now, 200, None, Some(5.0), Some(0.0));
                let (_waits, wait) = limiter.come(now);
                assert!(wait > 0.0);
            }
        }
    }
}
