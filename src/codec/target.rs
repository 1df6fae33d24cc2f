//! Phone numbers and e-mail addresses as the service wants them.

use alloc::string::String;

/// A phone number's digits alone; anything else that could be a target (an e-mail address) as it
/// is. `None` when nothing is left, or when there are control characters in it.
pub(crate) fn target(target: &str) -> Option<String> {
    let target = target.trim();
    let digits = target.strip_prefix('+').unwrap_or(target);
    let is_phone = digits
        .chars()
        .all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '-' | '.' | '(' | ')'));
    let cleaned: String = if is_phone {
        digits.chars().filter(char::is_ascii_digit).collect()
    } else {
        target.into()
    };
    if cleaned.is_empty() || cleaned.chars().any(char::is_control) { None } else { Some(cleaned) }
}

/// A phone number's digits, as E.164 has it; `None` for anything else.
pub(crate) fn phone(phone: &str) -> Option<String> {
    let digits = phone.trim_start_matches(' ');
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let cleaned: String = digits.chars().filter(|letter| !matches!(letter, ' ' | '-')).collect();
    let is_number = (7..=15).contains(&cleaned.len())
        && cleaned.bytes().all(|byte| byte.is_ascii_digit())
        && !cleaned.starts_with('0');
    if is_number { Some(cleaned) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_loses_all_but_its_digits_and_an_address_stays() {
        for (given, sent) in [
            ("14155551234", Some("14155551234")),
            ("+1 (415) 555-1234", Some("14155551234")),
            ("+1.415.555.1234 ", Some("14155551234")),
            ("jo+news@example.com", Some("jo+news@example.com")),
            ("visitor-83ab", Some("visitor-83ab")),
            ("", None),
            ("  ", None),
            ("+", None),
            ("()", None),
            ("a\nb@example.com", None),
        ] {
            assert_eq!(target(given).as_deref(), sent, "{given:?}");
        }
    }

    #[test]
    fn a_phone_number_has_a_country_and_digits_and_nothing_else() {
        for (given, sent) in [
            ("14155551234", Some("14155551234")),
            ("+1 415-555-1234", Some("14155551234")),
            (" +2904567 ", Some("2904567")),
            ("123456789012345", Some("123456789012345")),
            ("1234567890123456", None),
            ("123456", None),
            ("04155551234", None),
            ("+0 415 555 1234", None),
            ("++14155551234", None),
            ("1+4155551234", None),
            ("(415) 555-1234", None),
            ("415.555.1234", None),
            ("١٢٣٤٥٦٧٨", None),
            ("14155551234\n", None),
            ("jo@example.com", None),
            ("", None),
            ("+", None),
        ] {
            assert_eq!(phone(given).as_deref(), sent, "{given:?}");
        }
    }
}
