//! Phone numbers and e-mail addresses as the service wants them.

/// A phone number's digits alone; anything else that could be a target (an e-mail address) as it
/// is. `None` when nothing is left, or when there are control characters in it.
pub(crate) fn clean(target: &str) -> Option<String> {
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
    if cleaned.is_empty() || cleaned.contains(char::is_control) { None } else { Some(cleaned) }
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
            assert_eq!(clean(given).as_deref(), sent, "{given:?}");
        }
    }
}
