//! What a phone number looks like, where a service writes one.

use alloc::string::String;

/// Whether a text can be a phone number: 7 to 15 digits, perhaps behind one `+`, perhaps with blanks, dashes or
/// parentheses between them, and with dots only where the `+` says that it is none of the ids that have
/// some.
///
/// Source: E.164 for the most digits; a WhatsApp contact without a phone number is known by an id with letters
/// and dots (`US.13491208655302741918`), which never passes.
pub(crate) fn is_phone(text: &str) -> bool {
    let text = text.trim_ascii();
    let number = text.strip_prefix('+').unwrap_or(text);
    let international = number.len() < text.len();
    let mut digits = 0_usize;
    let looks = number.bytes().all(|byte| match byte {
        b'0'..=b'9' => {
            digits = digits.wrapping_add(1);
            true
        }
        b' ' | b'-' | b'(' | b')' => true,
        b'.' => international,
        _ => false,
    });
    looks && (7..=15).contains(&digits)
}

/// A text's digits alone: what tells one phone number from another.
pub(crate) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_has_digits_and_what_people_write_between_them() {
        for phone in [
            "393331234567",
            "+393331234567",
            " +39 333 123-4567 ",
            "+1 (415) 555-1234",
            "(415) 555-1234",
            "+1.415.555.1234",
            "1234567",
            "123456789012345",
        ] {
            assert!(is_phone(phone), "{phone}");
        }
    }

    #[test]
    fn ids_names_short_codes_and_addresses_are_none() {
        for other in [
            "",
            "+",
            "123456",
            "1234567890123456",
            "US.13491208655302741918",
            "US.ENT.13491208655302741918",
            "US.1234567",
            "12.345678901",
            "415.555.1234",
            "++393331234567",
            "39+3331234567",
            "393331234567x",
            "jo@example.com",
            "@jo_1234567",
            "٣٩٣٣٣١٢٣٤٥٦٧",
            "39\u{a0}333\u{a0}1234567",
            "3933312\n34567",
        ] {
            assert!(!is_phone(other), "{other:?}");
        }
    }

    #[test]
    fn one_number_has_one_row_of_digits_however_it_is_written() {
        for phone in ["393331234567", "+39 333-123 4567", "+39.333.1234567"] {
            assert_eq!(digits(phone), "393331234567");
        }
    }
}
