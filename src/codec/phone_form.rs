//! Who a person is to a service: a phone number, or an id of WhatsApp's where there is none.

use alloc::string::String;

/// Whom a text, or a number, names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Nobody: nothing is there, or 0.
    Nobody,
    /// Somebody by a phone number.
    Phone,
    /// Somebody by an id of WhatsApp's.
    ScopedId,
    /// Nobody knows.
    Other,
}

/// Whom a text, or a number, names.
pub(crate) fn sort(text: &[u8]) -> Sort {
    if matches!(text, b"" | b"0") {
        Sort::Nobody
    } else if is_phone(text) {
        Sort::Phone
    } else if is_scoped_id(text) {
        Sort::ScopedId
    } else {
        Sort::Other
    }
}

/// Whether a text can be a phone number: 7 to 15 digits, perhaps behind one `+`, perhaps with blanks, dashes or
/// parentheses between them, and with dots only where the `+` says that it is not one of the ids that have
/// some.
///
/// Source: E.164 for the most digits; a WhatsApp contact without a phone number is known by an id with letters
/// and dots (`US.13491208655302741918`), which never passes.
pub(crate) fn is_phone(text: &[u8]) -> bool {
    let text = text.trim_ascii();
    let number = text.strip_prefix(b"+").unwrap_or(text);
    let international = number.len() < text.len();
    let mut digits = 0_usize;
    let looks = number.iter().all(|byte| match byte {
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

/// Whether a text is a business-scoped user id of WhatsApp's: a country's two letters, a dot (and `ENT.` for
/// linked portfolios), up to 128 letters and digits.
fn is_scoped_id(text: &[u8]) -> bool {
    let [b'A'..=b'Z', b'A'..=b'Z', b'.', rest @ ..] = text else { return false };
    let id = rest.strip_prefix(b"ENT.").unwrap_or(rest);
    (1..=128).contains(&id.len()) && id.iter().all(u8::is_ascii_alphanumeric)
}

/// A text's digits alone: what tells one phone number from another.
pub(crate) fn digits(text: &str) -> String {
    let mut digits = String::new();
    for byte in text.bytes().filter(u8::is_ascii_digit) {
        digits.push(char::from(byte));
    }
    digits
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
            assert!(is_phone(phone.as_bytes()), "{phone}");
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
            assert!(!is_phone(other.as_bytes()), "{other:?}");
        }
    }

    #[test]
    fn one_number_has_one_row_of_digits_however_it_is_written() {
        for phone in ["393331234567", "+39 333-123 4567", "+39.333.1234567"] {
            assert_eq!(digits(phone), "393331234567");
        }
    }

    #[test]
    fn an_id_of_whatsapps_is_distinguished_from_everything_else() {
        let longest = format!("IT.{}", "a1".repeat(64));
        for good in ["US.13491208655302741918", "US.ENT.11815799212886844830", "BR.7Kq2x", &longest]
        {
            assert!(is_scoped_id(good.as_bytes()), "{good}");
        }
        for bad in [
            "",
            "US.",
            "US.ENT.",
            "us.134",
            "USA.134",
            "US.13 4",
            "US.ENT.ENT.1",
            "U.S.A",
            "393331234567",
            &format!("{longest}b"),
        ] {
            assert!(!is_scoped_id(bad.as_bytes()), "{bad}");
        }
    }
}
