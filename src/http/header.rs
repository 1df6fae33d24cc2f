//! Which header names and values may be sent. A bad one would make `fetch` throw an error that
//! holds the value, which may be a key.

/// Whether a name is a token of RFC 9110.
pub fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// Whether a value is Latin-1 text without control characters, and not padded with blanks, which
/// would be cut away without a word.
pub fn is_value(value: &str) -> bool {
    value.trim_matches([' ', '\t']).len() == value.len()
        && value.chars().all(|letter| matches!(letter, '\t' | ' '..='~' | '\u{80}'..='\u{ff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_token() {
        for good in ["authorization", "X-Request-Id", "x!#$%&'*+-.^_`|~9"] {
            assert!(is_name(good), "{good:?}");
        }
        for bad in ["", "a b", "a:", "a\n", "é", "a\0", "(a)"] {
            assert!(!is_name(bad), "{bad:?}");
        }
    }

    #[test]
    fn a_value_cannot_end_the_header_or_leave_latin_1() {
        for good in ["", "Bearer abc", "a\tb", "caf\u{e9}"] {
            assert!(is_value(good), "{good:?}");
        }
        for bad in ["a\r\nx: y", "a\n", "a\r", "a\0", " a", "a ", "a\t", "\u{100}", "\u{7f}"] {
            assert!(!is_value(bad), "{bad:?}");
        }
    }
}
