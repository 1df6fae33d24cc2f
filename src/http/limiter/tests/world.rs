//! Calls of one client in simulated time: when their requests were sent.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::{Limiter, Turn};

/// How long a call may take.
const DEADLINE: f64 = 60_000.0;
/// What an attempt needs: no turn that comes later is waited for.
const ATTEMPT: f64 = 15_000.0;
/// The longest wait before a retry that nobody asked for.
const BACKOFF: usize = 500;

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Arrivals {
    /// Five in a hundred more than the limit lets through.
    Steady,
    Bursts,
}

/// What is simulated; the same every time.
#[derive(Debug, Clone, Copy)]
pub(super) struct World {
    pub(super) per_minute: f64,
    pub(super) per_second: f64,
    pub(super) calls: usize,
    pub(super) arrivals: Arrivals,
    /// Whether requests are late, lost, abandoned and rejected.
    pub(super) trouble: bool,
    /// Timers are late by less than so many milliseconds.
    pub(super) late: usize,
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Sent {
    /// When each request was sent.
    pub(super) times: Vec<f64>,
    /// Of which call it was.
    pub(super) calls: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    /// The next calls come.
    Arrive,
    /// A call wants to make an attempt.
    Begin(usize),
    /// Its timer is due.
    Ask(usize),
    /// Its token is there.
    Send(usize),
    Answer(usize),
    /// Its caller gives up, and says so or not.
    Abort(usize),
    Vanish(usize),
}

#[derive(Debug)]
struct Call {
    until: f64,
    turn: Option<Turn>,
    is_sent: bool,
    is_over: bool,
    is_retried: bool,
}

struct Run {
    world: World,
    limiter: Limiter,
    dice: Dice,
    /// By time, which orders as its bits do, since it is never negative; then as they were planned.
    events: BinaryHeap<Reverse<(u64, usize, Event)>>,
    planned: usize,
    calls: Vec<Call>,
    sent: Sent,
}

impl World {
    /// The limits and the lengths of their windows.
    pub(super) fn limits(self) -> impl Iterator<Item = (f64, f64)> {
        let limits = [(self.per_minute, 60_000.0), (self.per_second, 1_000.0)];
        limits.into_iter().filter(|(rate, _)| *rate > 0.0)
    }

    /// The milliseconds from one request to the next that the stricter limit leaves in the long run.
    pub(super) fn pace(self) -> f64 {
        self.limits().map(|(rate, window)| window / rate).fold(0.0, f64::max)
    }

    pub(super) fn run(self) -> Sent {
        let mut run = Run {
            world: self,
            limiter: Limiter::new(self.per_minute, self.per_second),
            dice: Dice(self.calls as u64),
            events: BinaryHeap::new(),
            planned: 0,
            calls: Vec::with_capacity(self.calls),
            sent: Sent::default(),
        };
        run.plan(0.0, Event::Arrive);
        while let Some(Reverse((time, _, event))) = run.events.pop() {
            run.happens(f64::from_bits(time), event);
        }
        run.sent
    }
}

impl Run {
    fn plan(&mut self, time: f64, event: Event) {
        self.planned += 1;
        self.events.push(Reverse((time.to_bits(), self.planned, event)));
    }

    fn trouble(&mut self, probability: f64) -> bool {
        self.world.trouble && self.dice.chance(probability)
    }

    fn happens(&mut self, now: f64, event: Event) {
        match event {
            Event::Arrive => self.arrive(now),
            Event::Begin(call) if !self.calls[call].is_over => self.begin(now, call),
            Event::Ask(call) if !self.calls[call].is_over => self.ask(now, call),
            Event::Send(call) if !self.calls[call].is_over => self.send(now, call),
            Event::Answer(call) if !self.calls[call].is_over => self.answer(now, call),
            Event::Abort(call) if !self.calls[call].is_over => self.leave(call),
            Event::Vanish(call) => self.calls[call].is_over = true,
            _ => {}
        }
    }

    fn arrive(&mut self, now: f64) {
        let most = self.world.limits().map(|(rate, _)| rate as usize).max().unwrap_or(0);
        let pace = self.world.pace();
        let (count, gap) = if self.world.arrivals == Arrivals::Steady {
            (1, pace / 1.05)
        } else {
            let most = if self.dice.chance(0.3) { 3 * most } else { most };
            let count = 1 + self.dice.below(most);
            (count, count as f64 * pace * (0.2 + self.dice.below(20) as f64 / 10.0))
        };
        let left = self.world.calls - self.calls.len();
        for _ in 0..count.min(left) {
            let call = self.calls.len();
            let until = now + DEADLINE;
            let (is_sent, is_over, is_retried) = (false, false, false);
            self.calls.push(Call { until, turn: None, is_sent, is_over, is_retried });
            if self.trouble(0.1) {
                let ms = self.dice.below(3_000) as f64;
                let event = if self.dice.chance(0.1) { Event::Vanish } else { Event::Abort };
                self.plan(now + ms, event(call));
            }
            self.begin(now, call);
        }
        if count < left {
            self.plan(now + gap, Event::Arrive);
        }
    }

    fn begin(&mut self, now: f64, call: usize) {
        let remaining = self.calls[call].until - now;
        self.calls[call].is_sent = false;
        self.calls[call].turn = Some(self.limiter.enter(now, remaining));
        self.ask(now, call);
    }

    fn ask(&mut self, now: f64, call: usize) {
        let this = &mut self.calls[call];
        let Some(turn) = &mut this.turn else { return };
        let wait = self.limiter.wait_of(now, turn);
        if wait > this.until - now - ATTEMPT {
            self.leave(call);
        } else if wait > 0.0 {
            let late = if self.trouble(0.05) { 300 } else { self.world.late };
            let late = self.dice.below(late) as f64;
            self.plan(now + wait + late, Event::Ask(call));
        } else if self.trouble(0.2) {
            // Some longer than a window.
            let most = if self.dice.chance(0.05) { 20_000 } else { 900 };
            let token = self.dice.below(most) as f64;
            self.plan(now + token, Event::Send(call));
        } else {
            self.send(now, call);
        }
    }

    fn send(&mut self, now: f64, call: usize) {
        let Some(turn) = &mut self.calls[call].turn else { return };
        if !self.limiter.take(now, turn) {
            self.limiter.leave(turn);
            return self.begin(now, call);
        }
        self.calls[call].is_sent = true;
        self.sent.times.push(now);
        self.sent.calls.push(call);
        let answer = now + self.dice.below(400) as f64;
        self.plan(answer, Event::Answer(call));
    }

    fn answer(&mut self, now: f64, call: usize) {
        if self.trouble(0.002) {
            let asked = 1_000.0 * self.dice.below(70) as f64;
            self.limiter.learn(now, 429, Some(asked), None, None);
            self.retry(now, call, asked);
        } else if self.trouble(0.002) {
            self.limiter.learn(now, 503, None, None, None);
            let wait = self.dice.below(BACKOFF) as f64;
            self.retry(now, call, wait);
        } else if self.trouble(0.01) {
            let limit = self.world.limits().next().map(|(rate, _)| rate);
            let left = self.dice.below(limit.map_or(1, |limit| limit as usize + 1)) as f64;
            self.limiter.learn(now, 200, None, limit, Some(left));
            self.calls[call].is_over = true;
        } else {
            self.limiter.learn(now, 200, None, None, None);
            self.calls[call].is_over = true;
        }
    }

    fn retry(&mut self, now: f64, call: usize, wait: f64) {
        let this = &mut self.calls[call];
        this.is_over = this.is_retried || wait > this.until - now - ATTEMPT;
        this.is_retried = true;
        self.plan(now + wait, Event::Begin(call));
    }

    /// The call ends before its request is sent, or its response awaited.
    fn leave(&mut self, call: usize) {
        let this = &mut self.calls[call];
        this.is_over = true;
        if let (Some(turn), false) = (&mut this.turn, this.is_sent) {
            self.limiter.leave(turn);
        }
    }
}

/// Always the same chance (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn chance(&mut self, probability: f64) -> bool {
        ((self.next() >> 11) as f64) < probability * (1_u64 << 53) as f64
    }
}
