//! Numbers, as the strict grammar has them, and the whole ones among them.

use crate::codec::fault::{Fault, Result};
use crate::codec::scan::Scanner;

/// The largest whole number up to which JavaScript counts without gaps.
pub(crate) const MAX_SAFE: u64 = (1 << 53) - 1;

/// So many digits before the point, a sign counted among them, surely fit JavaScript's numbers.
const MOST_PLACES: i64 = 308;

/// The largest number of 64 bits.
const LARGEST: &[u8; 20] = b"18446744073709551615";

/// A larger exponent is beyond all use.
const LARGEST_EXPONENT: i64 = 999_999_999;

/// A number that has been gone over.
#[derive(Clone, Copy)]
pub(crate) struct Number {
    pub(crate) negative: bool,
    /// The number without its sign, if it is whole and fits.
    pub(crate) magnitude: Option<u64>,
    /// Written as digits alone: no fraction, no exponent.
    pub(crate) plain: bool,
}

impl Number {
    /// Whether JavaScript reads it, written like this, as what it is: fractions as near as they get.
    pub(crate) fn is_exact(self, text: &[u8]) -> bool {
        if self.plain {
            return self.magnitude.is_some_and(|magnitude| magnitude <= MAX_SAFE);
        }
        // A number of 10^308 and more would be Infinity, or nearly.
        let (mantissa, exponent) = parts(text);
        let places = exponent.saturating_add(before_point(mantissa));
        self.magnitude.is_some() || places <= MOST_PLACES
    }

    /// Whether it is a whole number of at most 64 bits with sign.
    pub(crate) fn fits_i64(self) -> bool {
        // −2^63 is the one that has no positive twin.
        let bound = (i64::MAX as u64).wrapping_add(u64::from(self.negative));
        self.magnitude.is_some_and(|magnitude| magnitude <= bound)
    }
}

impl Scanner<'_> {
    /// A number, from its first character.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<Number> {
        let negative = self.peek() == b'-';
        if negative {
            self.step();
        }
        let start = self.at;
        let (mut magnitude, mut count) = (0_u64, 0_u32);
        let zero = self.peek() == b'0';
        while let digit @ b'0'..=b'9' = self.peek() {
            magnitude = magnitude.wrapping_mul(10).wrapping_add(u64::from(digit & 15));
            count = count.wrapping_add(1);
            self.step();
        }
        if count == 0 || (zero && count > 1) {
            return Err(Fault::syntax(self.at, "a number as JSON writes it"));
        }
        if matches!(self.peek(), b'.' | b'e' | b'E') {
            self.fraction_and_exponent()?;
            let magnitude = whole(self.since(start));
            return Ok(Number { negative, magnitude, plain: false });
        }
        // 19 digits always fit 64 bits, 20 perhaps.
        let fits = count < 20 || count == 20 && self.since(start) <= LARGEST.as_slice();
        Ok(Number { negative, magnitude: fits.then_some(magnitude), plain: true })
    }

    #[cold]
    fn fraction_and_exponent(&mut self) -> Result<()> {
        if self.peek() == b'.' {
            self.step();
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.step();
            if matches!(self.peek(), b'+' | b'-') {
                self.step();
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<()> {
        if !self.peek().is_ascii_digit() {
            return Err(Fault::syntax(self.at, "a digit"));
        }
        while self.peek().is_ascii_digit() {
            self.step();
        }
        Ok(())
    }
}

/// The magnitude of a number with fraction or exponent, given without its sign, if it is whole and at most 2^53 − 1:
/// `5.0`, `1.2e3`.
#[cold]
#[inline(never)]
fn whole(text: &[u8]) -> Option<u64> {
    let (mantissa, exponent) = parts(text);
    if !(-LARGEST_EXPONENT..=LARGEST_EXPONENT).contains(&exponent) {
        return None;
    }
    // How many digits are before the decimal point, once the exponent has moved it.
    let mut places = exponent.saturating_add(before_point(mantissa));
    let mut magnitude = 0_u64;
    for digit in mantissa.iter().filter(|byte| **byte != b'.').map(|byte| u64::from(byte & 15)) {
        if places > 0 {
            magnitude = shifted(magnitude, digit);
        } else if digit != 0 {
            return None;
        }
        places = places.wrapping_sub(1);
    }
    while places > 0 && (1..=MAX_SAFE).contains(&magnitude) {
        magnitude = shifted(magnitude, 0);
        places = places.wrapping_sub(1);
    }
    (magnitude <= MAX_SAFE).then_some(magnitude)
}

/// A number with one more digit behind it; what is too large only stays so.
fn shifted(number: u64, digit: u64) -> u64 {
    number.wrapping_mul(10).wrapping_add(digit).min(MAX_SAFE.wrapping_add(1))
}

/// A number's digits with their point, and its exponent.
fn parts(text: &[u8]) -> (&[u8], i64) {
    let end = text.iter().position(|byte| byte | 32 == b'e').unwrap_or(text.len());
    let (mantissa, exponent) = text.split_at_checked(end).unwrap_or_default();
    let mut value = 0_u64;
    for byte in exponent.iter().filter(|byte| byte.is_ascii_digit()) {
        value = shifted(value, u64::from(byte & 15));
    }
    let value = value as i64;
    (mantissa, if exponent.get(1) == Some(&b'-') { value.wrapping_neg() } else { value })
}

/// How many digits, and a sign, are before a number's point.
fn before_point(mantissa: &[u8]) -> i64 {
    mantissa.iter().take_while(|byte| **byte != b'.').count() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Result<Number> {
        let mut scanner = Scanner::new(text);
        let number = scanner.number()?;
        scanner.end()?;
        Ok(number)
    }

    #[test]
    fn numbers_that_json_does_not_know_are_rejected() {
        for text in
            ["-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "0x1", "1_0", "NaN", "--1", ""]
        {
            assert!(number(text).is_err(), "{text:?}");
            assert!(serde_json::from_str::<serde_json::Value>(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn a_whole_number_is_seen_in_every_spelling() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("5.0", Some(5)),
            ("1.2e3", Some(1200)),
            ("12e-1", None),
            ("120e-1", Some(12)),
            ("0.5", None),
            ("0e99", Some(0)),
            ("0.000e-99", Some(0)),
            ("1e15", Some(1_000_000_000_000_000)),
            ("9007199254740991.0", Some(MAX_SAFE)),
            ("9007199254740992.0", None),
            ("1e400", None),
            ("1e-400", None),
            ("1e99999999999999999999", None),
            ("9223372036854775807", Some(i64::MAX as u64)),
            ("99999999999999999999", None),
        ] {
            assert_eq!(number(text).unwrap().magnitude, expected, "{text}");
        }
    }
}
