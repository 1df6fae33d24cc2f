//! A time that came as a number, in RFC 3339: what JavaScript's `toISOString` makes of it.

use alloc::string::String;

use crate::codec::calendar::date_time;
use crate::codec::write::{decimal, joined};

/// Milliseconds since 1970 as date and time with three digits of fraction, in UTC. Nothing behind the year 9999,
/// which no time that was decoded is.
pub(crate) fn rfc3339(ms: u64) -> String {
    let seconds = (ms / 1_000) as i64;
    let thousandths = decimal((ms % 1_000).wrapping_add(1_000));
    let fraction = thousandths.get(1..).unwrap_or_default();
    date_time(seconds).map(|time| joined(&[&time, ".", fraction, "Z"])).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::time::Time;

    const DAY_MS: u64 = 86_400_000;
    /// Days in 400 years.
    const ERA: u64 = 146_097;

    #[test]
    fn a_time_is_written_as_javascript_writes_it() {
        for (ms, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1, "1970-01-01T00:00:00.001Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (951_868_799_999, "2000-02-29T23:59:59.999Z"),
            (951_868_800_000, "2000-03-01T00:00:00.000Z"),
            (1_776_007_800_123, "2026-04-12T15:30:00.123Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(rfc3339(ms), expected);
        }
    }

    #[test]
    fn what_is_written_is_read_as_the_same_time_on_every_day_of_400_years() {
        for day in 0..ERA {
            let ms = day * DAY_MS + day % DAY_MS;
            let read = Time::read(&rfc3339(ms)).unwrap();
            assert_eq!(read.ms() as u64, ms / 1_000 * 1_000, "{}", rfc3339(ms));
        }
    }
}
