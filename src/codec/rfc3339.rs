//! A time that came as a number, in RFC 3339: what JavaScript's `toISOString` makes of it.

use alloc::string::String;

use crate::codec::write::decimal;

const DAY_MS: u64 = 86_400_000;
/// Days in 400 years.
const ERA: u64 = 146_097;

/// Milliseconds since 1970 as date and time with three digits of fraction, in UTC.
pub(crate) fn rfc3339(ms: u64) -> String {
    let (days, in_day) = (ms / DAY_MS, ms % DAY_MS);
    // Counted from the first of March of the year 0, so that the odd day of a leap year is its year's last.
    let days = days.wrapping_add(719_468);
    let (era, in_era) = (days / ERA, days % ERA);
    // Leap days of 4, 100 and 400 years: how many of them lie before the day.
    let leap = (in_era / 1_460).wrapping_sub(in_era / 36_524).wrapping_add(in_era / 146_096);
    let year_of_era = in_era.wrapping_sub(leap) / 365;
    let before =
        year_of_era.wrapping_mul(365).wrapping_add(year_of_era / 4).wrapping_sub(year_of_era / 100);
    let in_year = in_era.wrapping_sub(before);
    let from_march = in_year.wrapping_mul(5).wrapping_add(2) / 153;
    let day =
        in_year.wrapping_sub(from_march.wrapping_mul(153).wrapping_add(2) / 5).wrapping_add(1);
    let month =
        if from_march < 10 { from_march.wrapping_add(3) } else { from_march.wrapping_sub(9) };
    let year = era.wrapping_mul(400).wrapping_add(year_of_era).wrapping_add(u64::from(month < 3));
    let mut out = String::new();
    for (number, digits, behind) in [
        (year, 4, "-"),
        (month, 2, "-"),
        (day, 2, "T"),
        (in_day / 3_600_000, 2, ":"),
        (in_day / 60_000 % 60, 2, ":"),
        (in_day / 1_000 % 60, 2, "."),
        (in_day % 1_000, 3, "Z"),
    ] {
        let written = decimal(number);
        for _ in written.len()..digits {
            out.push('0');
        }
        out.push_str(&written);
        out.push_str(behind);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::time::Time;

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
