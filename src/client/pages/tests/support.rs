//! Lists as services may hold them, and what comes of a walk through them.

use crate::client::Items;
use crate::client::testing::wait;
use crate::codec::{Time, date_time};
use crate::error::{Error, ErrorKind};

/// A small generator, so that a failing case can be run again (mulberry32).
pub(super) struct Random(u32);

impl Random {
    pub(super) fn seeded(seed: u32) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let seed = self.0;
        let mut mixed = (seed ^ (seed >> 15)).wrapping_mul(1 | seed);
        mixed = mixed.wrapping_add((mixed ^ (mixed >> 7)).wrapping_mul(61 | mixed)) ^ mixed;
        f64::from(mixed ^ (mixed >> 14)) / 4_294_967_296.0
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        (self.next() * limit as f64) as usize
    }

    pub(super) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    pub(super) fn chance(&mut self, probability: f64) -> bool {
        self.next() < probability
    }
}

/// What each list here holds; its time is in nanoseconds since 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) id: i64,
    pub(super) time: i64,
    pub(super) rank: usize,
    pub(super) is_unread: bool,
    pub(super) is_closed: bool,
    pub(super) inbox: i64,
}

impl Item {
    pub(super) fn new(id: i64, time: i64) -> Self {
        let rank = id as usize;
        Item { id, time, rank, is_unread: false, is_closed: false, inbox: 2222 }
    }
}

const SECOND: i64 = 1_000_000_000;

/// What a timestamp means, whatever its fraction and offset.
pub(super) fn nanoseconds(text: &str) -> i64 {
    let seconds = Time::read(text).unwrap().seconds();
    let (_, rest) = text.split_at(19);
    let digits = rest.strip_prefix(['.', ',']).unwrap_or_default();
    let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
    seconds * SECOND + format!("{digits:0<9}").parse::<i64>().unwrap()
}

/// The ways in which services write fractions and offsets.
#[derive(Debug, Clone, Copy)]
pub(super) enum Form {
    SixDigits,
    NineDigits,
    FewDigits,
    Ahead,
    BehindFewDigits,
}

impl Form {
    pub(super) const ALL: [Form; 5] =
        [Form::SixDigits, Form::NineDigits, Form::FewDigits, Form::Ahead, Form::BehindFewDigits];
}

/// A time in one of those ways.
pub(super) fn written(time: i64, form: Form) -> String {
    let (zone, minutes) = match form {
        Form::Ahead => ("+05:45", 345),
        Form::BehindFewDigits => ("-03:00", -180),
        _ => ("Z", 0),
    };
    let nine = format!("{:09}", time.rem_euclid(SECOND));
    let digits = match form {
        Form::NineDigits => nine.as_str(),
        Form::SixDigits | Form::Ahead => nine.split_at(6).0,
        Form::FewDigits | Form::BehindFewDigits => nine.trim_end_matches('0'),
    };
    let whole = date_time(time.div_euclid(SECOND) + minutes * 60).unwrap();
    let point = if digits.is_empty() { "" } else { "." };
    format!("{whole}{point}{digits}{zone}")
}

/// How a service makes its pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paging {
    pub(super) is_inclusive: bool,
    pub(super) is_ascending: bool,
    pub(super) size: usize,
}

impl Paging {
    /// The items behind a cursor, in order of their times, and of their ranks where those are equal.
    pub(super) fn page<'a>(
        &self,
        items: impl IntoIterator<Item = &'a Item>,
        cursor: Option<i64>,
    ) -> Vec<Item> {
        let sign = if self.is_ascending { 1 } else { -1 };
        let is_behind = |item: &Item| {
            cursor.is_none_or(|cursor| {
                let distance = sign * (item.time - cursor);
                distance > 0 || (self.is_inclusive && distance == 0)
            })
        };
        let mut page: Vec<Item> = items.into_iter().copied().filter(is_behind).collect();
        page.sort_by_key(|item| (sign * item.time, item.rank));
        page.truncate(self.size);
        page
    }
}

/// What an iteration gave until its end or an error.
pub(super) fn outcome<T: 'static, At>(
    items: &mut Items<T, At>,
    id: impl Fn(&T) -> i64,
) -> (Vec<i64>, Option<Error>) {
    let mut ids = Vec::new();
    while let Some(item) = wait(items.next()) {
        match item {
            Ok(item) => ids.push(id(&item)),
            Err(error) => return (ids, Some(error)),
        }
    }
    (ids, None)
}

/// That an error says that a list is not whole.
pub(super) fn assert_lost(error: &Error, operation: &str, path: &str) {
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
    assert_eq!((error.operation(), error.path()), (Some(operation), Some(path)));
    assert!(!error.is_retryable());
}
