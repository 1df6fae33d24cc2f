//! The name that a misspelt key probably means.

use alloc::string::String;
use alloc::vec::Vec;

use crate::schema::{Shape, to_camel};

/// The most similar field's name in camelCase, if one is similar enough.
pub(crate) fn likely(shape: &Shape, key: &str) -> Option<String> {
    let letters = folded(key);
    let (mut least, mut best) = (usize::MAX, "");
    for field in shape.fields {
        let distance = distance(&letters, &folded(field.name));
        // A third of the letters may be wrong, and always one.
        let near = distance <= (letters.len() / 3).max(1) && distance < field.name.len();
        if near && distance < least {
            (least, best) = (distance, field.name);
        }
    }
    if best.is_empty() { None } else { Some(to_camel(best)) }
}

/// `inbox_id`, `inboxID` and `inbox-id` are one name.
fn folded(name: &str) -> Vec<u8> {
    let mut letters = Vec::new();
    for byte in name.bytes().filter(u8::is_ascii_alphanumeric) {
        letters.push(byte.to_ascii_lowercase());
    }
    letters
}

/// Levenshtein's distance, one row at a time. No name has more letters than fit a byte.
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row = Vec::new();
    for at in 0..=b.len() {
        row.push(at as u8);
    }
    for x in a {
        let Some((first, cells)) = row.split_first_mut() else { break };
        let mut corner = *first;
        *first = corner.wrapping_add(1);
        let mut left = *first;
        for (y, cell) in b.iter().zip(cells) {
            let changed = corner.wrapping_add(u8::from(x != y));
            left = changed.min(cell.wrapping_add(1)).min(left.wrapping_add(1));
            (corner, *cell) = (*cell, left);
        }
    }
    row.last().copied().unwrap_or_default().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::heymarket::conversations::{CloseConversation, ListConversations};
    use crate::schema::Table;

    #[test]
    fn distance_counts_changed_added_and_missing_letters() {
        for (a, b, expected) in [
            ("", "", 0),
            ("abc", "abc", 0),
            ("abc", "abd", 1),
            ("abc", "", 3),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
        }
    }

    #[test]
    fn a_near_miss_finds_the_likely_name_and_a_far_one_none() {
        for (key, expected) in [
            ("inbox_id", Some("inboxId")),
            ("inboxID", Some("inboxId")),
            ("inboxid", Some("inboxId")),
            ("inbxId", Some("inboxId")),
            ("taget", Some("target")),
            ("target_s", Some("targets")),
            ("colour", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(likely(CloseConversation::SHAPE, key).as_deref(), expected, "{key}");
        }
        assert_eq!(likely(ListConversations::SHAPE, "filter").as_deref(), Some("filters"));
    }
}
