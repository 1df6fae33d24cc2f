//! Pages that no document describes: a walk gives what is on them, and ends, with an error where more may be left.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::support::{Random, assert_lost, outcome};
use crate::client::testing::{Answer, Double, body};
use crate::codec::rfc3339;
use crate::error::Error;

const A: &str = "2026-03-01T10:00:00.000001Z";
const B: &str = "2026-03-01T11:00:00+00:00";

fn at(seconds: i64) -> String {
    rfc3339((1_772_359_200 + seconds) as u64 * 1_000)
}

/// Answers with what a function makes of the cursor and of the number of each request.
fn service(mut page: impl FnMut(Option<&str>, usize) -> Value + Send + 'static) -> Double {
    Double::new(move |request, count| Answer::json(&page(body(request)["date"].as_str(), count)))
}

fn walk(double: &Double) -> (Vec<i64>, Option<Error>) {
    outcome(&mut double.heymarket().list_conversations(1).items(), |item| item.id.get())
}

fn is_lost(error: Option<Error>) -> String {
    let error = error.unwrap();
    assert_lost(&error, "listConversations", "$[*].updated");
    error.message().to_owned()
}

fn dates(double: &Double) -> Vec<Option<String>> {
    double.sent().iter().map(|sent| body(sent)["date"].as_str().map(str::to_owned)).collect()
}

fn distinct(ids: &[i64]) -> usize {
    ids.iter().collect::<BTreeSet<_>>().len()
}

/// The pages by their cursors; all others are empty.
fn by_cursor(pages: impl IntoIterator<Item = (&'static str, Value)>) -> Double {
    let pages: BTreeMap<_, _> = pages.into_iter().collect();
    service(move |date, _| pages.get(date.unwrap_or("none")).cloned().unwrap_or(json!([])))
}

fn invalid_times() -> Vec<Value> {
    let long = format!("2026-03-01T10:00:00.{}Z", "0".repeat(30));
    let texts = [
        "",
        "soon",
        "2026-03-01",
        "2026-13-01T00:00:00Z",
        "2026-03-01T25:00:00Z",
        "2026-03-01T23:59:60Z",
        "2026-03-01T10:00:00+25:00",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z",
        &long,
    ];
    [json!(null)].into_iter().chain(texts.map(|text| json!(text))).collect()
}

#[test]
fn an_invalid_time_at_the_end_of_a_page_is_no_cursor_and_the_last_valid_one_is_used() {
    for updated in invalid_times() {
        let double = by_cursor([
            ("none", json!([{"id": 1, "updated": B}, {"id": 2, "updated": updated}])),
            (B, json!([{"id": 1, "updated": B}, {"id": 3, "updated": A}])),
            (A, json!([{"id": 3, "updated": A}])),
        ]);
        assert_eq!(walk(&double), (vec![1, 2, 3], None), "{updated}");
        let expected = [None, Some(B), Some(A), Some("2026-03-01T10:00:00.000000Z")];
        assert_eq!(dates(&double), expected.map(|date| date.map(str::to_owned)));
    }
}

#[test]
fn invalid_times_in_a_whole_page_are_an_error() {
    for updated in invalid_times() {
        for has_first in [false, true] {
            let page = json!([{"id": 2, "updated": updated}, {"id": 3, "updated": updated}]);
            let double = service(move |_, count| match count {
                1 if has_first => json!([{"id": 1, "updated": B}]),
                _ => page.clone(),
            });
            let (ids, error) = walk(&double);
            assert_eq!(ids, if has_first { vec![1, 2, 3] } else { vec![2, 3] });
            is_lost(error);
            assert!(double.count() <= 6, "{} requests", double.count());
        }
    }
}

#[test]
fn an_invalid_time_on_the_last_page_is_no_error() {
    let first = [3, 2, 1].map(|id| json!({"id": id, "updated": at(id)}));
    let last = json!([{"id": 1, "updated": at(1)}, {"id": 4, "updated": ""}]);
    let double = service(move |date, _| match date {
        None => json!(first),
        Some(date) if date == at(1) => last.clone(),
        Some(_) => json!([]),
    });
    assert_eq!(walk(&double), (vec![3, 2, 1, 4], None));
}

/// Forty conversations, the latest first, each by its age.
fn before(date: Option<&str>) -> Vec<Value> {
    (0..40)
        .filter(|age| date.is_none_or(|date| at(-age).as_str() < date))
        .map(|age| json!({"id": age + 1, "updated": at(-age)}))
        .collect()
}

#[test]
fn pages_that_hold_the_latest_in_no_order_give_everything_and_an_error_says_so() {
    for seed in 0..20 {
        let mut random = Random::seeded(seed);
        let double = service(move |date, _| {
            let mut page = before(date);
            page.truncate(8);
            page.sort_by_cached_key(|_| random.below(1_000_000));
            page.into()
        });
        let (ids, error) = walk(&double);
        assert_eq!((ids.len(), distinct(&ids)), (40, 40));
        assert!(is_lost(error).contains("not sorted"));
        assert!(double.count() <= 200, "{} requests", double.count());
    }
}

#[test]
fn pages_that_hold_any_in_no_order_are_an_error() {
    for seed in 0..20 {
        let mut random = Random::seeded(seed);
        let ranks: Vec<_> = (0..40).map(|_| random.below(1_000)).collect();
        let double = service(move |date, _| {
            let mut page = before(date);
            page.sort_by_key(|item| ranks[item["id"].as_u64().unwrap() as usize - 1]);
            page.truncate(8);
            page.into()
        });
        let (ids, error) = walk(&double);
        assert_eq!(distinct(&ids), ids.len());
        is_lost(error);
        assert!(double.count() <= 200, "{} requests", double.count());
    }
}

#[test]
fn pages_with_the_oldest_first_give_everything_and_an_error_says_so() {
    let double = service(|date, _| before(date).into_iter().take(8).rev().collect());
    let (ids, error) = walk(&double);
    assert_eq!(distinct(&ids), 40);
    is_lost(error);
}

#[test]
fn what_was_updated_since_may_be_anywhere() {
    let double = service(|date, _| {
        let mut page = before(date);
        page.truncate(8);
        if date.is_some() && !page.is_empty() {
            page.insert(3.min(page.len()), json!({"id": 99, "updated": at(60)}));
        }
        page.into()
    });
    let (ids, error) = walk(&double);
    assert_eq!((distinct(&ids), error), (41, None));
}

#[test]
fn a_repeated_item_under_another_time_is_given_once() {
    let pages = [
        (
            None,
            json!([{"id": 1, "updated": at(9)}, {"id": 2, "updated": at(8)}, {"id": 1, "updated": at(7)}]),
        ),
        (
            Some(7),
            json!([{"id": 1, "updated": at(7)}, {"id": 2, "updated": at(6)}, {"id": 3, "updated": at(5)}]),
        ),
        (Some(5), json!([{"id": 3, "updated": at(5)}])),
    ];
    let double = service(move |date, _| {
        let page = pages.iter().find(|(cursor, _)| cursor.map(at).as_deref() == date);
        page.map_or(json!([]), |(_, page)| page.clone())
    });
    assert_eq!(walk(&double), (vec![1, 2, 3], None));
}

#[test]
fn a_repeated_item_that_is_older_each_time_ends_the_walk_with_an_error() {
    let double = service(|_, count| json!([{"id": 1, "updated": at(-(count as i64))}]));
    let (ids, error) = walk(&double);
    assert_eq!(ids, [1]);
    is_lost(error);
    assert!(double.count() <= 60, "{} requests", double.count());
}

#[test]
fn pages_of_one_give_all_of_different_times() {
    for is_inclusive in [false, true] {
        let double = service(move |date, _| {
            let is_behind = |updated: &str| {
                date.is_none_or(|date| updated < date || (is_inclusive && updated == date))
            };
            let mut ages = (0..5).filter(|age| is_behind(&at(-age)));
            ages.next().map_or(json!([]), |age| json!([{"id": age + 1, "updated": at(-age)}]))
        });
        let (ids, error) = walk(&double);
        assert_eq!(ids, [1, 2, 3, 4, 5]);
        is_lost(error);
    }
}

#[test]
fn a_page_of_one_is_no_error_when_there_is_only_one() {
    for is_inclusive in [false, true] {
        let double = service(move |date, _| {
            let is_behind = date.is_none_or(|date| A < date || (is_inclusive && A == date));
            if is_behind { json!([{"id": 1, "updated": A}]) } else { json!([]) }
        });
        assert_eq!(walk(&double), (vec![1], None));
        assert_eq!(double.count(), 3);
    }
}
