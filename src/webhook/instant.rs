//! One way to write a time, for the many in which it comes.

use alloc::string::String;

use crate::codec::{Time, date_time, joined};

/// No service measures more digits of a fraction of a second.
const MOST_DIGITS: usize = 12;

/// A time as `2026-03-01T10:00:00.25Z`, without zeros at the end of the fraction: of RFC 3339, whose offset may lack
/// its colon, or of Unix seconds, milliseconds, microseconds or nanoseconds, recognised by how many digits there are.
/// Without an offset it is a time of nobody knows where, and ends without `Z`. `None` where it is not a time.
pub(crate) fn instant(text: &str) -> Option<String> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_number { unix(text) } else { iso(text) }
}

fn unix(text: &str) -> Option<String> {
    let (whole, behind) = text.split_at_checked(end_of_digits(text))?;
    // Eleven digits of seconds last until the year 5138, twelve of milliseconds begin in 1973.
    let places = match whole.len() {
        1..=11 => 0,
        12..=14 => 3,
        15..=17 => 6,
        18..=20 => 9,
        _ => return None,
    };
    let (seconds, part) = whole.split_at_checked(whole.len().wrapping_sub(places))?;
    let behind = behind.strip_prefix('.').unwrap_or_default();
    let mut since = 0_i64;
    for digit in seconds.bytes() {
        since = since.wrapping_mul(10).wrapping_add(i64::from(digit & 15));
    }
    written(since, &joined(&[part, behind]), "Z")
}

fn iso(text: &str) -> Option<String> {
    let (time, rest) = text.split_at_checked(19)?;
    let (fraction, offset) = match rest.as_bytes() {
        [b'.' | b',', ..] => {
            let (_, rest) = rest.split_at_checked(1)?;
            rest.split_at_checked(end_of_digits(rest)).filter(|(digits, _)| !digits.is_empty())?
        }
        _ => ("", rest),
    };
    let (before, minutes) = offset.split_at_checked(3).unwrap_or((offset, ""));
    let full = match (before, minutes.len()) {
        // Read as if it were one.
        ("", _) => joined(&[time, "Z"]),
        (_, 2) => joined(&[time, before, ":", minutes]),
        _ => joined(&[time, offset]),
    };
    written(Time::read(&full)?.seconds(), fraction, if offset.is_empty() { "" } else { "Z" })
}

fn end_of_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// The time of so many seconds since 1970.
fn written(seconds: i64, fraction: &str, zone: &str) -> Option<String> {
    if fraction.len() > MOST_DIGITS || end_of_digits(fraction) < fraction.len() {
        return None;
    }
    let mut out = date_time(seconds)?;
    let mut fraction = fraction;
    while let Some(shorter) = fraction.strip_suffix('0') {
        fraction = shorter;
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out.push_str(zone);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::decimal;

    #[test]
    fn one_time_is_written_in_one_way() {
        for text in [
            "2026-03-01T10:00:00Z",
            "2026-03-01T10:00:00z",
            "2026-03-01t10:00:00.0Z",
            "2026-03-01 10:00:00,000000Z",
            "2026-03-01T10:00:00+00:00",
            "2026-03-01T10:00:00-00:00",
            "2026-03-01T10:00:00+0000",
            "2026-03-01T11:00:00+01:00",
            "2026-03-01T11:00:00+0100",
            "2026-02-28T22:30:00-11:30",
            "2026-02-28T22:30:00-1130",
            "1772359200",
            "1772359200.0",
            "1772359200000",
            "1772359200000000",
            "1772359200000000000",
        ] {
            assert_eq!(instant(text).as_deref(), Some("2026-03-01T10:00:00Z"), "{text}");
        }
        for text in [
            "2026-03-01T10:00:00.123456Z",
            "2026-03-01T12:00:00,1234560+0200",
            "1772359200.123456",
            "1772359200123.456",
            "1772359200123456",
            "1772359200123456000",
        ] {
            assert_eq!(instant(text).as_deref(), Some("2026-03-01T10:00:00.123456Z"), "{text}");
        }
    }

    #[test]
    fn where_no_offset_is_given_the_time_is_another_one() {
        for text in ["2026-03-01T10:00:00", "2026-03-01 10:00:00", "2026-03-01T10:00:00.0"] {
            assert_eq!(instant(text).as_deref(), Some("2026-03-01T10:00:00"), "{text}");
        }
        assert_eq!(instant("2026-03-01T10:00:00.5").as_deref(), Some("2026-03-01T10:00:00.5"));
    }

    #[test]
    fn every_day_of_the_calendar_is_found_again() {
        for (text, expected) in [
            ("0", "1970-01-01T00:00:00Z"),
            ("951782400", "2000-02-29T00:00:00Z"),
            ("951868799", "2000-02-29T23:59:59Z"),
            ("4107542400", "2100-03-01T00:00:00Z"),
            ("253402300799", "1978-01-11T21:31:40.799Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
            ("1600-02-29T00:00:00Z", "1600-02-29T00:00:00Z"),
            ("1899-12-31T23:59:59+01:00", "1899-12-31T22:59:59Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
            ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(instant(text).as_deref(), Some(expected), "{text}");
        }
        for day in 0..200_000_u64 {
            let text = decimal(day * 86_400);
            if text.len() < 12 {
                let found = instant(&text).unwrap();
                assert_eq!(Time::read(&found).unwrap().seconds(), (day * 86_400) as i64, "{found}");
            }
        }
    }

    #[test]
    fn what_is_not_a_time_is_none() {
        for text in [
            "",
            ".",
            ".5",
            "1.2.3",
            "yesterday",
            "2026-03-01",
            "2026-03-01T10",
            "2026-03-01T10:00:00.Z",
            "2026-03-01T10:00:00X",
            "2026-03-01T10:00:00+1",
            "2026-03-01T10:00:00+01",
            "2026-03-01T10:00Z",
            "2026-03-01T10:00:00,Z",
            "2026-03-01T10:00:00+01:0",
            "2026-03-01T10:00:00 Z",
            "2026-13-01T10:00:00Z",
            "2026-02-30T10:00:00Z",
            "0000-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "2026-03-01T10:00:00.1234567890123Z",
            "123456789012345678901",
            "-1772359200",
            "2026-03-01T10:00:é0Z",
        ] {
            assert_eq!(instant(text), None, "{text}");
        }
    }
}
