//! A client's own rate limit, kept before the service has to say no: in no minute, and in no second, does it send more
//! requests than that. Each call waits by a timer of its own, since in a Worker one request must not wake another.
//!
//! A call [enters](Limiter::enter) the row and waits until [`Limiter::wait_of`] is 0. Then its request is counted, and
//! once more when it is [sent](Limiter::take): what is between the two may take long. A turn that is not used is
//! [given back](Limiter::leave). Times are milliseconds of a clock that does not go back; it may begin anywhere.

mod window;

#[cfg(test)]
mod tests;

use alloc::collections::VecDeque;

use window::Window;

const MINUTE: f64 = 60_000.0;
const SECOND: f64 = 1_000.0;

/// The longest time for which one rejection holds the client back: after it, a call may ask the service again.
const LONGEST_HOLD: f64 = 60_000.0;

/// How late a timer may be before others go first.
const OVERDUE: f64 = 50.0;

/// How long those before may need to go first.
const A_MOMENT: f64 = 1.0;

/// A step back of the clock from which on it is another clock.
const STEP: f64 = 1_000.0;

/// So many requests at most a minute and a second, one after the other where they have to wait.
#[derive(Debug)]
pub(crate) struct Limiter {
    minute: Option<Window>,
    second: Option<Window>,
    /// Those that wait, in the order in which they came.
    row: VecDeque<Waiting>,
    entered: u64,
    now: f64,
}

/// A place in the row.
#[derive(Debug)]
struct Waiting {
    number: u64,
    /// When its call ends.
    until: f64,
    /// When it may go, as far as is known.
    due_at: f64,
}

/// A call's turn to send one request.
#[derive(Debug)]
pub(crate) struct Turn {
    number: u64,
    /// How many waited before it when it came; known once.
    before: Option<usize>,
    /// When its request was counted.
    counted_at: Option<f64>,
}

impl Limiter {
    /// 0 means no limit.
    pub(crate) fn new(per_minute: f64, per_second: f64) -> Self {
        Limiter {
            minute: Window::new(per_minute, MINUTE),
            second: Window::new(per_second, SECOND),
            row: VecDeque::new(),
            entered: 0,
            now: f64::NEG_INFINITY,
        }
    }

    /// A place in the row, for a call that ends after so many milliseconds at the latest.
    pub(crate) fn enter(&mut self, now: f64, remaining_ms: f64) -> Turn {
        let now = self.time(now);
        // In a Worker, a request may end and leave its turn behind.
        while self.row.front().is_some_and(|first| first.until < now) {
            self.row.pop_front();
        }
        let turn = Turn { number: self.entered, before: Some(self.row.len()), counted_at: None };
        if self.is_limited() {
            self.entered = self.entered.wrapping_add(1);
            let until = now + remaining_ms;
            self.row.push_back(Waiting { number: turn.number, until, due_at: now });
        }
        turn
    }

    /// The milliseconds that a turn has yet to wait. After 0 its request may be sent, and is counted.
    pub(crate) fn wait_of(&mut self, now: f64, turn: &mut Turn) -> f64 {
        if !self.is_limited() {
            return 0.0;
        }
        let now = self.time(now);
        let before = match turn.before.take() {
            Some(before) => before,
            None => self.before(now, turn),
        };
        let mut wait = self.opens_at(now, before) - now;
        // Those before it may go as well, and their timers are due: they go first.
        if wait <= 0.0 && before > 0 {
            wait = A_MOMENT;
        }
        let place = self.place_of(turn);
        if wait > 0.0 {
            if let Some(own) = place.and_then(|place| self.row.get_mut(place)) {
                own.due_at = now + wait;
            }
            return wait;
        }
        if let Some(place) = place {
            take_out(&mut self.row, place);
        }
        self.count(now, turn);
        0.0
    }

    /// Counts a request when it is sent: its token may have taken long. Whether it may be sent; otherwise it needs
    /// another turn.
    pub(crate) fn take(&mut self, now: f64, turn: &mut Turn) -> bool {
        if !self.is_limited() {
            return true;
        }
        let now = self.time(now);
        self.uncount(turn);
        if self.opens_at(now, 0) > now {
            return false;
        }
        self.count(now, turn);
        true
    }

    /// The turn is not used.
    pub(crate) fn leave(&mut self, turn: &mut Turn) {
        if let Some(place) = self.place_of(turn) {
            take_out(&mut self.row, place);
        }
        self.uncount(turn);
    }

    /// What a response tells: by its status, by the wait that it asks for, and by what it says of the service's own
    /// count (`X-RateLimit-Limit` and `X-RateLimit-Remaining`; the limit tells which of ours it means).
    pub(crate) fn learn(
        &mut self,
        now: f64,
        status: u16,
        asked_ms: Option<f64>,
        limit: Option<f64>,
        left: Option<f64>,
    ) {
        let now = self.time(now);
        let is = |window: &Option<Window>| {
            window.as_ref().is_some_and(|window| limit == Some(window.rate))
        };
        let is_of_second = is(&self.second) && !is(&self.minute);
        let meant = if is_of_second { &mut self.second } else { &mut self.minute };
        if let (Some(window), Some(left)) = (meant, left) {
            window.correct(now, left);
        }
        if let (429, Some(asked_ms)) = (status, asked_ms) {
            let until = now + asked_ms.min(LONGEST_HOLD);
            self.windows().for_each(|window| window.hold(until));
        }
    }

    fn is_limited(&self) -> bool {
        self.minute.is_some() || self.second.is_some()
    }

    fn windows(&mut self) -> impl Iterator<Item = &mut Window> {
        self.minute.iter_mut().chain(&mut self.second)
    }

    fn time(&mut self, now: f64) -> f64 {
        // Where it goes back by a little, as when the machine's clock is set, no time has passed.
        if now < self.now && self.now - now < STEP {
            return self.now;
        }
        if now < self.now {
            self.row.clear();
            self.windows().for_each(Window::clear);
        }
        self.now = now;
        now
    }

    fn opens_at(&mut self, now: f64, before: usize) -> f64 {
        self.windows().fold(now, |opens_at, window| opens_at.max(window.opens_at(now, before)))
    }

    fn place_of(&self, turn: &Turn) -> Option<usize> {
        self.row.binary_search_by_key(&turn.number, |waiting| waiting.number).ok()
    }

    /// How many wait before a turn.
    fn before(&self, now: f64, turn: &Turn) -> usize {
        let before = self.row.iter().take_while(|other| other.number < turn.number);
        before.filter(|other| now <= other.until && now < other.due_at + OVERDUE).count()
    }

    fn count(&mut self, now: f64, turn: &mut Turn) {
        turn.counted_at = Some(now);
        self.windows().for_each(|window| window.add(now));
    }

    fn uncount(&mut self, turn: &mut Turn) {
        if let Some(time) = turn.counted_at.take() {
            self.windows().for_each(|window| window.remove(time));
        }
    }
}

/// Takes an item out of a row. The standard library's `remove` weighs more than the limiter.
fn take_out<T>(row: &mut VecDeque<T>, place: usize) {
    // The first one leaves most often.
    for behind in (0..place).rev() {
        row.swap(behind, behind.wrapping_add(1));
    }
    row.pop_front();
}
