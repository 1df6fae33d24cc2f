//! What ids and timestamps of a caller look like.

use crate::codec::scan::Scanner;

/// Digits of a whole number, without leading zeros.
pub(crate) fn is_digits(text: &str) -> bool {
    let canonical = text == "0" || !text.starts_with('0');
    canonical && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits of a whole number of at most 63 bits.
pub(crate) fn is_id(digits: &str) -> bool {
    is_digits(digits) && Scanner::new(digits).number().is_ok_and(|number| number.fits_i64())
}

/// The longest id that is taken for one, in bytes.
const LONGEST_ID: usize = 256;

/// Whether a text can be an id: of some length, without control characters, no negative number.
pub(crate) fn is_opaque(text: &str) -> bool {
    let negative = text.strip_prefix('-').is_some_and(is_digits);
    (1..=LONGEST_ID).contains(&text.len()) && !has_control(text) && !negative
}

/// Whether a text holds control characters, ends of lines among them.
pub(crate) fn has_control(text: &str) -> bool {
    text.chars().any(char::is_control)
}

/// Whether a timestamp ends with `Z` or `+01:00`.
pub(crate) fn has_offset(text: &str) -> bool {
    let mut end = text.bytes().rev();
    match end.next() {
        Some(b'Z' | b'z') => true,
        Some(digit) => digit.is_ascii_digit() && matches!(end.nth(4), Some(b'+' | b'-')),
        None => false,
    }
}

/// Whether a text looks like RFC 3339: date, then time. Deliberately no more: a service's own
/// timestamp must come through as it is, whatever its fraction or offset.
pub(crate) fn is_timestamp(text: &str) -> bool {
    const FORM: &[u8] = b"0000-00-00T00:00:00";
    let fits = |(at, byte): (usize, u8)| match FORM.get(at) {
        Some(b'0') => byte.is_ascii_digit(),
        Some(b'T') => matches!(byte, b'T' | b't' | b' '),
        Some(other) => byte == *other,
        None => matches!(byte, b'0'..=b'9' | b'.' | b',' | b':' | b'+' | b'-' | b'Z' | b'z'),
    };
    (FORM.len()..=40).contains(&text.len()) && text.bytes().enumerate().all(fits)
}
