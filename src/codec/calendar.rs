//! Seconds since 1970 as date and time.

use alloc::string::String;

use crate::codec::write::{decimal, joined};

/// Date and time in UTC of so many seconds since 1970: `2026-03-01T10:00:00`. `None` where the year has not four digits.
pub(crate) fn date_time(seconds: i64) -> Option<String> {
    let (year, month, day) = date(seconds.div_euclid(86_400));
    let second = seconds.rem_euclid(86_400);
    if !(0..=9999).contains(&year) {
        return None;
    }
    let mut out = padded(year / 100);
    for (before, number) in [
        ("", year % 100),
        ("-", month),
        ("-", day),
        ("T", second / 3600),
        (":", second / 60 % 60),
        (":", second % 60),
    ] {
        out.push_str(before);
        out.push_str(&padded(number));
    }
    Some(out)
}

fn padded(number: i64) -> String {
    joined(&[if number < 10 { "0" } else { "" }, &decimal(number.unsigned_abs())])
}

/// Year, month and day, of a day since 1970: counted in years that begin with March, so that the odd day of a
/// leap year is their last one, and in eras of 400 years, which are all as long.
fn date(days: i64) -> (i64, i64, i64) {
    // The first of March of the year 0 lies so many days before 1970.
    let days = days.wrapping_add(719_468);
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    // Without the odd days: one in four years, none in a hundred, but one in the last of the era.
    let even = day.wrapping_sub(day / 1_460).wrapping_add(day / 36_524).wrapping_sub(day / 146_096);
    let year = even / 365;
    let before = year.wrapping_mul(365).wrapping_add(year / 4).wrapping_sub(year / 100);
    let day = day.wrapping_sub(before);
    // Five months have 153 days, from March on.
    let month = day.wrapping_mul(5).wrapping_add(2) / 153;
    let day = day.wrapping_sub(month.wrapping_mul(153).wrapping_add(2) / 5);
    // January and February belong to the year that follows.
    let (shift, next) = if month < 10 { (3, 0) } else { (-9, 1) };
    let year = era.wrapping_mul(400).wrapping_add(year).wrapping_add(next);
    (year, month.wrapping_add(shift), day.wrapping_add(1))
}
