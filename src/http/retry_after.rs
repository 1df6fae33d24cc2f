//! How long a service asks to wait.

/// The longest wait that is believed, in milliseconds: a day. What is longer does not fit any
/// deadline anyhow, and numbers stay such that a date can be made of them.
const LONGEST: f64 = 86_400_000.0;

/// What a response says of the wait, as it came.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hints<'a> {
    /// The header `retry-after-ms`.
    pub retry_after_ms: Option<&'a str>,
    /// The header `Retry-After`; several of them come joined by commas.
    pub retry_after: Option<&'a str>,
    /// What `Retry-After` means as a date, in milliseconds since 1970; reading it is the caller's part.
    pub date_ms: Option<f64>,
    /// Seconds in the response's body: Qlara's `retryAfter`.
    pub body_seconds: Option<&'a str>,
}

/// The wait in milliseconds that a response asks for. Nonsense asks for nothing; the past, and what is
/// negative, for no wait; of several values the longest counts.
pub fn wait_ms(hints: Hints<'_>, now_ms: f64) -> Option<f64> {
    let exact = hints.retry_after_ms.and_then(longest);
    let seconds = hints.retry_after.and_then(longest).map(|seconds| seconds * 1000.0);
    let date = hints.date_ms.filter(|date| date.is_finite()).map(|date| date - now_ms);
    let body = hints.body_seconds.and_then(longest).map(|seconds| seconds * 1000.0);
    let asked = exact.or(seconds).or(date).or(body)?;
    if asked.is_nan() { None } else { Some(asked.clamp(0.0, LONGEST)) }
}

/// The largest number in a list.
fn longest(values: &str) -> Option<f64> {
    let mut longest: Option<f64> = None;
    for value in values.as_bytes().split(|byte| *byte == b',') {
        let number = number(value.trim_ascii())?;
        longest = Some(longest.map_or(number, |known| known.max(number)));
    }
    longest
}

/// A decimal number with sign, fraction and exponent. The standard library's reader is exact to the
/// last bit and weighs more than the rest of this library's HTTP.
fn number(text: &[u8]) -> Option<f64> {
    let mut rest = text;
    let negative = sign(&mut rest);
    let whole = digits(&mut rest);
    if whole.is_empty() {
        return None;
    }
    let mut value = 0.0;
    for byte in whole {
        value = value * 10.0 + f64::from(byte & 15);
    }
    if let [b'.', behind @ ..] = rest {
        rest = behind;
        let mut place = 1.0;
        for byte in digits(&mut rest).iter().take(9) {
            place /= 10.0;
            value += place * f64::from(byte & 15);
        }
    }
    if let [b'e' | b'E', behind @ ..] = rest {
        rest = behind;
        let shrinks = sign(&mut rest);
        let power = digits(&mut rest);
        // Waits are short: a number with more than three digits of exponent is none.
        if !(1..=3).contains(&power.len()) {
            return None;
        }
        let mut times = 0_u32;
        for byte in power {
            times = times.wrapping_mul(10).wrapping_add(u32::from(byte & 15));
        }
        for _ in 0..times {
            value = if shrinks { value / 10.0 } else { value * 10.0 };
        }
    }
    if !rest.is_empty() {
        return None;
    }
    Some(if negative { -value } else { value })
}

/// Goes over a sign; tells whether it is a minus.
#[inline(never)]
fn sign(text: &mut &[u8]) -> bool {
    let minus = text.first() == Some(&b'-');
    if let [b'-' | b'+', rest @ ..] = text {
        *text = rest;
    }
    minus
}

/// Goes over the digits in front.
#[inline(never)]
fn digits<'a>(text: &mut &'a [u8]) -> &'a [u8] {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(count).unwrap_or_default();
    *text = rest;
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(value: &str) -> Option<f64> {
        wait_ms(Hints { retry_after: Some(value), ..Hints::default() }, 0.0)
    }

    #[test]
    fn seconds_are_read_in_every_form_and_nonsense_asks_for_nothing() {
        for (value, expected) in [
            ("0", Some(0.0)),
            ("2", Some(2_000.0)),
            (" 2 ", Some(2_000.0)),
            ("1.5", Some(1_500.0)),
            ("2, 7", Some(7_000.0)),
            ("-5", Some(0.0)),
            ("3600", Some(3_600_000.0)),
            ("1e308", Some(LONGEST)),
            ("1e999", Some(LONGEST)),
            ("1e-3", Some(1.0)),
            ("NaN", None),
            ("Infinity", None),
            ("", None),
            ("soon", None),
            ("1e", None),
            ("0x10", None),
            (".5", None),
            ("2,", None),
        ] {
            assert_eq!(header(value), expected, "{value:?}");
        }
        assert_eq!(header(&"9".repeat(10_000)), Some(LONGEST));
    }

    #[test]
    fn a_date_counts_from_now_and_the_past_means_no_wait() {
        for (date, now, expected) in [
            (10_000.0, 4_000.0, Some(6_000.0)),
            (4_000.0, 10_000.0, Some(0.0)),
            (f64::NAN, 0.0, None),
            (1e300, 0.0, Some(LONGEST)),
        ] {
            let hints =
                Hints { retry_after: Some("a date"), date_ms: Some(date), ..Hints::default() };
            assert_eq!(wait_ms(hints, now), expected);
        }
    }

    #[test]
    fn the_most_exact_hint_counts() {
        let all = Hints {
            retry_after_ms: Some("250"),
            retry_after: Some("2"),
            date_ms: Some(9_000.0),
            body_seconds: Some("3"),
        };
        assert_eq!(wait_ms(all, 0.0), Some(250.0));
        assert_eq!(wait_ms(Hints { retry_after_ms: None, ..all }, 0.0), Some(2_000.0));
        let body = Hints { body_seconds: Some("3"), ..Hints::default() };
        assert_eq!(wait_ms(body, 0.0), Some(3_000.0));
        assert_eq!(wait_ms(Hints { body_seconds: Some("soon"), ..body }, 0.0), None);
        assert_eq!(wait_ms(Hints::default(), 0.0), None);
    }
}
