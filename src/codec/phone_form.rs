//! What can be a phone number, as services write them.

/// Whether a text can be a phone number: 7 to 15 digits, with the usual signs between them.
pub(crate) fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let rest = text.trim().strip_prefix('+').unwrap_or(text.trim());
    (7..=15).contains(&digits)
        && rest.bytes().all(|byte| {
            byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'.' | b'(' | b')' | b'/')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_a_phone_is_told_from_ids_and_names() {
        for good in
            ["393331234567", "+39 333 123 4567", " +1 (415) 555-1234", "1234567", "06/1234567"]
        {
            assert!(is_phone(good), "{good}");
        }
        for bad in [
            "",
            "+",
            "123456",
            "1234567890123456",
            "US.13491208655302741918",
            "US.ENT.11815799212886844830",
            "@maria",
            "maria1234567",
            "39333123456x",
            "0-0",
        ] {
            assert!(!is_phone(bad), "{bad}");
        }
    }
}
