//! Who a person is to a service: a phone number, or an id of WhatsApp's where there is none.

/// Whether a text can be a phone number: 7 to 15 digits, with the usual signs between them.
pub(crate) fn is_phone(text: &[u8]) -> bool {
    let mut digits = 0_usize;
    for (at, byte) in text.trim_ascii().iter().enumerate() {
        match byte {
            b'0'..=b'9' => digits = digits.wrapping_add(1),
            b' ' | b'-' | b'.' | b'(' | b')' | b'/' => {}
            b'+' if at == 0 => {}
            _ => return false,
        }
    }
    (7..=15).contains(&digits)
}

/// Whether a text is a business-scoped user id of WhatsApp's: a country's two letters, a dot (and `ENT.` for
/// linked portfolios), up to 128 letters and digits.
pub(crate) fn is_scoped_id(text: &[u8]) -> bool {
    let [b'A'..=b'Z', b'A'..=b'Z', b'.', rest @ ..] = text else { return false };
    let id = rest.strip_prefix(b"ENT.").unwrap_or(rest);
    (1..=128).contains(&id.len()) && id.iter().all(u8::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_told_from_ids_and_names() {
        for good in
            ["393331234567", "+39 333 123 4567", " +1 (415) 555-1234", "1234567", "06/1234567"]
        {
            assert!(is_phone(good.as_bytes()), "{good}");
        }
        for bad in [
            "",
            "+",
            "123456",
            "1234567890123456",
            "++1234567",
            "US.13491208655302741918",
            "US.ENT.11815799212886844830",
            "@maria",
            "maria1234567",
            "39333123456x",
            "0-0",
        ] {
            assert!(!is_phone(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn an_id_of_whatsapps_is_told_from_everything_else() {
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
