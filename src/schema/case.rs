//! The two spellings of a field: `inbox_id` on the Rust side, `inboxId` in JavaScript.

use alloc::string::String;

/// Whether `camel` is the camelCase spelling of `snake`. Allocates nothing.
pub fn is_camel_of(camel: &[u8], snake: &str) -> bool {
    let mut camel = camel.iter().copied();
    let mut raise = false;
    for letter in snake.bytes() {
        if letter == b'_' {
            raise = true;
            continue;
        }
        let expected = if raise { letter.to_ascii_uppercase() } else { letter };
        raise = false;
        if camel.next() != Some(expected) {
            return false;
        }
    }
    camel.next().is_none()
}

/// The camelCase spelling of a snake_case name.
pub fn to_camel(snake: &str) -> String {
    let mut camel = String::with_capacity(snake.len());
    let mut raise = false;
    for letter in snake.chars() {
        if letter == '_' {
            raise = true;
            continue;
        }
        camel.push(if raise { letter.to_ascii_uppercase() } else { letter });
        raise = false;
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_functions_agree_on_every_spelling() {
        for (snake, camel) in [("id", "id"), ("inbox_id", "inboxId"), ("last_msg_id", "lastMsgId")]
        {
            assert_eq!(to_camel(snake), camel);
            assert!(is_camel_of(camel.as_bytes(), snake));
            assert!(!is_camel_of(b"inbox_id", snake));
            assert!(!is_camel_of(&camel.as_bytes()[1..], snake));
            assert!(!is_camel_of(format!("{camel}s").as_bytes(), snake));
        }
    }
}
