//! A time of RFC 3339 as a number, for the few inputs that are compared with a clock.

/// A quarter of an hour, in milliseconds.
pub(crate) const QUARTER_HOUR_MS: f64 = 900_000.0;

/// The end of the year 9999, the last one of RFC 3339, in seconds since 1970. As milliseconds it is a day of 1978.
pub(crate) const LAST_SECOND: u64 = 253_402_300_800;

const SECONDS_OF_A_QUARTER: i64 = 900;

/// A point in time: whole seconds since 1970, and whether a part of one follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time {
    seconds: i64,
    more: bool,
}

impl Time {
    /// Reads date, time and offset. A day that no month has, or an hour that no day has, is none.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let mut rest = Digits(text.as_bytes());
        let year = rest.number(4, b"-")?;
        let month = rest.number(2, b"-")?;
        let day = rest.number(2, b"Tt ")?;
        let hour = rest.number(2, b":")?;
        let minute = rest.number(2, b":")?;
        let second = rest.number(2, b"")?;
        let more = rest.fraction()?;
        let mut ahead = 0;
        let offset = rest.one_of(b"Zz+-")?;
        if matches!(offset, b'+' | b'-') {
            let hours = rest.number(2, b":")?;
            let minutes = rest.number(2, b"")?;
            ahead = of_day(hours, minutes, 0)?;
        }
        if offset == b'-' {
            ahead = ahead.wrapping_neg();
        }
        if !rest.0.is_empty() || !(1..=days_of(year, month)?).contains(&day) {
            return None;
        }
        let time = of_day(hour, minute, second)?;
        let seconds = days_before(year, month, day).wrapping_mul(86_400);
        Some(Time { seconds: seconds.wrapping_add(time).wrapping_sub(ahead), more })
    }

    /// Whole seconds since 1970, rounded down.
    pub(crate) fn seconds(self) -> i64 {
        self.seconds
    }

    /// Milliseconds since 1970; what is less than a second is left out.
    pub(crate) fn ms(self) -> f64 {
        self.seconds as f64 * 1000.0
    }

    /// Whole seconds since 1970, rounded up; before it, 0.
    pub(crate) fn seconds_up(self) -> u64 {
        u64::try_from(self.seconds.wrapping_add(i64::from(self.more))).unwrap_or(0)
    }

    pub(crate) fn is_on_quarter_hour(self) -> bool {
        !self.more && self.seconds.rem_euclid(SECONDS_OF_A_QUARTER) == 0
    }
}

fn of_day(hour: i64, minute: i64, second: i64) -> Option<i64> {
    // A leap second counts as the next one.
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    Some(hour.wrapping_mul(3600).wrapping_add(minute.wrapping_mul(60)).wrapping_add(second))
}

fn days_of(year: i64, month: i64) -> Option<i64> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => return None,
    })
}

/// Days from 1970 to a day: counted in years that begin with March, so that the odd day of a leap year is
/// their last one.
fn days_before(year: i64, month: i64, day: i64) -> i64 {
    let year = year.wrapping_sub(i64::from(month < 3));
    let month = (month.wrapping_add(9)) % 12;
    // Of the months from March on 30.6 days each, with a start that makes the fractions fall right.
    let in_year = month.wrapping_mul(153).wrapping_add(2) / 5;
    year.wrapping_mul(365)
        .wrapping_add(year.div_euclid(4))
        .wrapping_sub(year.div_euclid(100))
        .wrapping_add(year.div_euclid(400))
        .wrapping_add(in_year)
        .wrapping_add(day)
        // The first of March of the year 0 lies so many days before 1970.
        .wrapping_sub(719_469)
}

struct Digits<'a>(&'a [u8]);

impl Digits<'_> {
    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        allowed.iter().any(|one| one == byte).then_some(*byte)
    }

    /// So many digits, and one of some bytes behind them, if there are any.
    fn number(&mut self, digits: usize, behind: &[u8]) -> Option<i64> {
        let mut number = 0_i64;
        for _ in 0..digits {
            let digit = self.one_of(b"0123456789")?.wrapping_sub(b'0');
            number = number.wrapping_mul(10).wrapping_add(i64::from(digit));
        }
        if !behind.is_empty() {
            self.one_of(behind)?;
        }
        Some(number)
    }

    /// Goes over a fraction, if there is one; tells whether it is more than nothing.
    fn fraction(&mut self) -> Option<bool> {
        let Some((b'.' | b',', rest)) = self.0.split_first() else { return Some(false) };
        self.0 = rest;
        let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
        let (fraction, rest) = rest.split_at_checked(end)?;
        self.0 = rest;
        if fraction.is_empty() { None } else { Some(fraction.iter().any(|digit| *digit != b'0')) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_counted_from_1970_whatever_its_offset() {
        for (text, seconds, more) in [
            ("1970-01-01T00:00:00Z", 0, false),
            ("1970-01-01T00:00:00.000z", 0, false),
            ("1969-12-31T23:59:59Z", -1, false),
            ("2000-02-29T00:00:00Z", 951_782_400, false),
            ("2000-03-01t00:00:00+00:00", 951_868_800, false),
            ("1900-03-01T00:00:00Z", -2_203_891_200, false),
            ("2026-04-12T15:30:00.000001Z", 1_776_007_800, true),
            ("2026-04-12 17:30:00,5+02:00", 1_776_007_800, true),
            ("2026-04-12T10:00:00-05:30", 1_776_007_800, false),
            ("2016-12-31T23:59:60Z", 1_483_228_800, false),
            ("0000-01-01T00:00:00Z", -62_167_219_200, false),
            ("9999-12-31T23:59:59Z", 253_402_300_799, false),
        ] {
            assert_eq!(Time::read(text), Some(Time { seconds, more }), "{text}");
        }
    }

    #[test]
    fn what_no_calendar_has_is_not_a_time() {
        for text in [
            "",
            "2026-04-12",
            "2026-04-12T15:30:00",
            "2026-04-12T15:30:00.Z",
            "2026-04-12T15:30:00+2:00",
            "2026-04-12T15:30:00Z ",
            "2026-13-12T15:30:00Z",
            "2026-00-12T15:30:00Z",
            "2026-04-31T15:30:00Z",
            "2026-02-29T15:30:00Z",
            "1900-02-29T15:30:00Z",
            "2026-04-00T15:30:00Z",
            "2026-04-12T24:00:00Z",
            "2026-04-12T15:60:00Z",
            "2026-04-12T15:30:61Z",
            "2026-04-12T15:30:00+24:00",
            "26-04-12T15:30:00Z",
        ] {
            assert_eq!(Time::read(text), None, "{text}");
        }
    }

    #[test]
    fn seconds_are_rounded_up_and_quarters_are_exact() {
        let time = |text| Time::read(text).unwrap();
        assert_eq!(time("2026-04-12T15:30:00.000001Z").seconds_up(), 1_776_007_801);
        assert_eq!(time("2026-04-12T15:30:00.000Z").seconds_up(), 1_776_007_800);
        assert_eq!(time("1960-04-12T15:30:00Z").seconds_up(), 0);
        for (text, is_quarter) in [
            ("2026-04-12T15:30:00.000Z", true),
            ("2026-04-12T15:45:00+05:45", true),
            ("1969-12-31T23:45:00Z", true),
            ("2026-04-12T15:30:01Z", false),
            ("2026-04-12T15:30:00.001Z", false),
            ("2026-04-12T15:20:00Z", false),
        ] {
            assert_eq!(time(text).is_on_quarter_hour(), is_quarter, "{text}");
        }
    }
}
