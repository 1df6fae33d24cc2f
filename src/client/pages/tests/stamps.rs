//! Timestamps as cursors: in their own format, with all of their digits.

use std::cmp::Ordering;

use serde_json::json;

use crate::client::pages::stamp::{Reached, Stamp};
use crate::client::testing::{Answer, Double, body, wait};

/// A timestamp, and the cursors for it: exactly; nearer to the beginning; further.
const CURSORS: [(&str, [&str; 2], [&str; 2]); 5] = [
    (
        "2026-03-01T10:00:00Z",
        ["2026-03-01T10:00:00.000001Z", "2026-03-01T10:00:01Z"],
        ["2026-03-01T09:59:59.999999Z", "2026-03-01T09:59:59Z"],
    ),
    (
        "2026-12-31T23:59:59.999999Z",
        ["2027-01-01T00:00:00.000000Z", "2027-01-01T00:00:00.000999Z"],
        ["2026-12-31T23:59:59.999998Z", "2026-12-31T23:59:59.998999Z"],
    ),
    (
        "2024-02-28T23:59:59.9995+05:45",
        ["2024-02-28T23:59:59.999501+05:45", "2024-02-29T00:00:00.0005+05:45"],
        ["2024-02-28T23:59:59.999499+05:45", "2024-02-28T23:59:59.9985+05:45"],
    ),
    (
        "2026-03-01t10:00:00.123456789z",
        ["2026-03-01t10:00:00.123457789z", "2026-03-01t10:00:00.124456789z"],
        ["2026-03-01t10:00:00.123456788z", "2026-03-01t10:00:00.122456789z"],
    ),
    (
        "2026-03-01 10:00:00,5-03:00",
        ["2026-03-01 10:00:00,500001-03:00", "2026-03-01 10:00:00,6-03:00"],
        ["2026-03-01 10:00:00,499999-03:00", "2026-03-01 10:00:00,4-03:00"],
    ),
];

/// The cursors that a list of this one page is asked for by, which comes once or for ever.
fn dates(updated: &'static str, is_for_ever: bool) -> Vec<String> {
    let double = Double::new(move |_, count| {
        let page = if count == 1 || is_for_ever {
            json!([{"id": 1, "updated": updated}])
        } else {
            json!([])
        };
        Answer::json(&page)
    });
    let mut items = double.heymarket().list_conversations(1).items();
    while let Some(Ok(_)) = wait(items.next()) {}
    double.sent()[1..].iter().map(|sent| body(sent)["date"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn cursors_have_all_digits_of_a_timestamp_and_its_form() {
    for (updated, nearer, further) in CURSORS {
        assert_eq!(dates(updated, false), [updated, nearer[0], nearer[1]]);
        assert_eq!(dates(updated, true), [updated, further[0], further[1]]);
        let reached = Reached { at: Stamp::of(updated).unwrap(), text: updated.into() };
        let cursors = |is_ascending| reached.cursors(is_ascending);
        assert_eq!(cursors(false), [nearer[1], nearer[0], updated, further[0], further[1]]);
        let ascending = cursors(true);
        assert_eq!([&ascending[0], &ascending[2], &ascending[4]], [further[1], updated, nearer[1]]);
    }
}

#[test]
fn timestamps_are_compared_whatever_their_form() {
    let order = |one: &str, other: &str| Stamp::of(one).unwrap().cmp(&Stamp::of(other).unwrap());
    for same in [
        "2026-03-01T10:00:00.50Z",
        "2026-03-01t10:00:00.5z",
        "2026-03-01 10:00:00,500000000",
        "2026-03-01T10:00:00.5+00:00",
        "2026-03-01T15:30:00.5+0530",
        "2026-03-01T07:00:00.5-03:00",
    ] {
        assert_eq!(order(same, "2026-03-01T10:00:00.5Z"), Ordering::Equal, "{same}");
    }
    for [earlier, later] in [
        ["2026-03-01T10:00:00.09Z", "2026-03-01T10:00:00.1Z"],
        ["2026-03-01T10:00:00Z", "2026-03-01T10:00:00.000001Z"],
        ["2026-03-01T10:00:00.9Z", "2026-03-01T10:00:01+00:00"],
    ] {
        assert_eq!(order(earlier, later), Ordering::Less, "{earlier}");
        assert_eq!(order(later, earlier), Ordering::Greater, "{earlier}");
    }
}

#[test]
fn what_is_no_timestamp_is_none() {
    for text in [
        "",
        "yesterday",
        "2026-03-01T10:00:00.Z",
        "2026-03-01T10:00:00.5.5000Z",
        "2026-03-01T10:00:00.5.500Z",
        "2026-03-01T10:00:00+05",
        "2026-03-01T10:00:00+05:4",
        "2026-03-01T10:00:00+ab:cd",
        "2026-03-01T10:00:00.5Zé",
        "2026-03-01T10:00:0é",
        "1969-12-31T23:59:59Z",
    ] {
        assert!(Stamp::of(text).is_none(), "{text}");
    }
}
