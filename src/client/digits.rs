//! Numbers in headers and URLs.

/// The number that a text of digits is, if it is no larger than `most`.
pub(super) fn number(text: &str, most: u32) -> Option<u32> {
    let mut number = 0_u64;
    for byte in text.bytes() {
        let digit = byte.is_ascii_digit().then_some(byte & 15)?;
        // What is too large only stays so.
        number = number.min(u32::MAX.into()).wrapping_mul(10).wrapping_add(digit.into());
    }
    let is_number = !text.is_empty() && number <= most.into();
    is_number.then_some(number as u32)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn only_digits_are_a_number_and_only_up_to_a_bound() {
        for (text, most, expected) in [
            ("0", 9, Some(0)),
            ("007", 9, Some(7)),
            ("10", 9, None),
            ("4294967295", u32::MAX, Some(u32::MAX)),
            ("4294967296", u32::MAX, None),
            ("99999999999999999999999999", u32::MAX, None),
            ("", 9, None),
            ("+1", 9, None),
            ("-1", 9, None),
            ("1 ", 9, None),
            ("1.0", 9, None),
        ] {
            assert_eq!(number(text, most), expected, "{text}");
        }
    }
}
