//! Times as RFC 3339 has them. Inside they are microseconds since 1970, which is how finely the
//! service writes them: a recorded response had 6 digits of fraction and `Z`.

/// Microseconds since 1970-01-01T00:00:00Z.
pub(crate) type Micros = i64;

pub(crate) const MILLISECOND: Micros = 1_000;
pub(crate) const SECOND: Micros = 1_000 * MILLISECOND;
pub(crate) const MINUTE: Micros = 60 * SECOND;
pub(crate) const DAY: Micros = 24 * 60 * MINUTE;

/// 2026-03-02T09:00:00Z, when the services begin.
pub(crate) const BEGINNING: Micros = 1_772_442_000_000_000;

/// How far a request moves a service's clock: a bit more than a second, so that all six digits of a
/// fraction get used.
pub(crate) const TICK: Micros = SECOND + 3_217;

/// A time with 6 digits of fraction and `Z`.
pub(crate) fn format(time: Micros) -> String {
    let (days, micros) = (time.div_euclid(DAY), time.rem_euclid(DAY));
    let (year, month, day) = civil(days);
    let seconds = micros / SECOND;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:06}Z",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        micros % SECOND
    )
}

/// A point in time as a request may give it: finer than a microsecond, if it likes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instant {
    /// Whole microseconds since 1970, rounded down.
    pub(crate) micros: Micros,
    /// Whether there was more behind them.
    pub(crate) rest: bool,
}

/// Reads a date and time of RFC 3339; `None` when it is not one.
pub(crate) fn parse(text: &str) -> Option<Instant> {
    let (date, time) = text.split_once(['T', 't'])?;
    let (year, month, day) = three(date, '-', [4, 2, 2])?;
    let zone_at = time.find(['Z', 'z', '+', '-'])?;
    let (time, zone) = time.split_at_checked(zone_at)?;
    let (clock, fraction) = match time.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (time, None),
    };
    let (hour, minute, second) = three(clock, ':', [2, 2, 2])?;
    let (micros, rest) = fraction.map_or(Some((0, false)), fraction_of)?;
    // A second of 60 is a leap second.
    if hour > 23 || minute > 59 || second > 60 || day < 1 || day > days_in(year, month)? {
        return None;
    }
    let clock = (hour * 3600 + minute * 60 + second) * SECOND + micros;
    let micros = days_from_civil(year, month, day) * DAY + clock - offset(zone)? * MINUTE;
    Some(Instant { micros, rest })
}

/// Three numbers of set lengths.
fn three(text: &str, between: char, lengths: [usize; 3]) -> Option<(i64, i64, i64)> {
    let mut parts = text.split(between).zip(lengths).map(|(part, length)| number(part, length));
    let three = (parts.next()??, parts.next()??, parts.next()??);
    if text.split(between).count() == 3 { Some(three) } else { None }
}

fn number(text: &str, length: usize) -> Option<i64> {
    let digits = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Microseconds, and whether the digits say more than those.
fn fraction_of(digits: &str) -> Option<(Micros, bool)> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let six = digits.bytes().chain(std::iter::repeat(b'0')).take(6);
    let micros = six.fold(0, |micros, digit| micros * 10 + Micros::from(digit - b'0'));
    Some((micros, digits.bytes().skip(6).any(|digit| digit != b'0')))
}

/// Minutes east of Greenwich.
fn offset(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let (hours, minutes) = (number(hours, 2)?, number(minutes, 2)?);
    if hours > 23 || minutes > 59 { None } else { Some(sign * (hours * 60 + minutes)) }
}

fn days_in(year: i64, month: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => Some(if leap { 29 } else { 28 }),
        4 | 6 | 9 | 11 => Some(30),
        1..=12 => Some(31),
        _ => None,
    }
}

// Years that begin in March put the leap day at the end; 400 of them are 146,097 days.

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let january = if month <= 2 { 1 } else { 0 };
    (era * 400 + year + january, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_times_are_written_as_they_are() {
        for (micros, text) in [
            (0, "1970-01-01T00:00:00.000000Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (1_700_000_000_123_456, "2023-11-14T22:13:20.123456Z"),
            (4_107_542_399_999_999, "2100-02-28T23:59:59.999999Z"),
        ] {
            assert_eq!(format(micros), text);
            assert_eq!(parse(text), Some(Instant { micros, rest: false }));
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let step = 39 * DAY + 7 * 60 * MINUTE + 13 * SECOND + 777_001;
        for time in (-80_000 * DAY..=80_000 * DAY).step_by(step as usize) {
            assert_eq!(parse(&format(time)), Some(Instant { micros: time, rest: false }));
        }
    }

    #[test]
    fn offsets_and_fractions_of_any_length_are_read() {
        for (text, micros, rest) in [
            ("1970-01-01T01:00:00+01:00", 0, false),
            ("1969-12-31T19:30:00-04:30", 0, false),
            ("1970-01-01t00:00:00.5z", 500_000, false),
            ("1970-01-01T00:00:00.0000010Z", 1, false),
            ("1970-01-01T00:00:00.0000011Z", 1, true),
            ("1970-01-01T00:00:60Z", MINUTE, false),
        ] {
            assert_eq!(parse(text), Some(Instant { micros, rest }), "{text}");
        }
    }

    #[test]
    fn anything_else_is_rejected() {
        for text in [
            "",
            "2024-01-01",
            "2024-01-01T00:00:00",
            "2024-01-01 00:00:00Z",
            "2024-1-01T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-00-01T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2024-01-32T00:00:00Z",
            "2024-01-00T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:60:00Z",
            "2024-01-01T00:00:61Z",
            "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00.1.2Z",
            "2024-01-01T00:00Z",
            "2024-01-01T00:00:00:00Z",
            "2024-01-01T00:00:00+0100",
            "2024-01-01T00:00:00+24:00",
            "2024-01-01T00:00:00Zx",
            "2024-01-01T00:00:00+1é",
            "٢٠٢٤-01-01T00:00:00Z",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
