//! Whom an e-mail goes to.

/// `to:`, `cc:` or `bcc:`, and the addresses between commas behind it.
pub(crate) fn addresses(target: &str) -> Option<(&str, Vec<&str>)> {
    let (field, addresses) = target.split_once(':')?;
    let addresses: Vec<&str> = addresses.split(',').collect();
    let good = ["to", "cc", "bcc"].contains(&field) && addresses.iter().all(|it| is_address(it));
    good.then_some((field, addresses))
}

fn is_address(text: &str) -> bool {
    let outside = |letter: char| {
        letter.is_whitespace() || letter.is_control() || "\"(),:;<>[\\]".contains(letter)
    };
    let parts = text.split_once('@');
    !text.contains(outside)
        && parts.is_some_and(|(name, host)| {
            !name.is_empty()
                && host.split('.').all(|label| !label.is_empty() && !label.contains('@'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_field_of_the_head_and_addresses_between_commas() {
        for good in ["to:a@example.com", "cc:a@example.com,li+x@mail", "bcc:李@example.com"] {
            assert!(addresses(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "a@example.com",
            "To:a@example.com",
            "to:",
            "to:a@example.com,",
            "to:a@example.com, b@example.com",
            "to:nobody",
            "to:@example.com",
            "to:a@",
            "to:a@b@example.com",
            "to:a@example..com",
            "to:Ada <a@example.com>",
            "to:a@example.com\r\nbcc:b@example.com",
        ] {
            assert!(addresses(bad).is_none(), "{bad:?}");
        }
    }
}
