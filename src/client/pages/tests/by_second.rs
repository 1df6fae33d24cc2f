//! The way back through Heymarket's messages, against services of every kind: its pages are asked for by whole seconds,
//! and whether those of the second itself are given is documented both ways.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::support::{Random, assert_lost, outcome};
use crate::client::testing::{Answer, Double, query, wait};
use crate::codec::date_time;
use crate::error::{Error, ErrorKind};

/// 2026-03-01T12:00:00Z
const BASE: i64 = 1_772_366_400;
const SECOND: i64 = 1_000_000;

#[derive(Clone, Copy)]
struct Message {
    id: i64,
    /// Since the base.
    micros: i64,
    form: &'static str,
}

/// A timestamp, as a service may write it.
fn written(Message { micros, form, .. }: Message) -> String {
    let shift = if form == "ahead" { 5400 } else { 0 };
    let whole = date_time(BASE + micros.div_euclid(SECOND) + shift).unwrap();
    let rest = format!("{:06}", micros.rem_euclid(SECOND));
    let fraction = if form == "short" { rest.trim_end_matches('0') } else { &rest };
    let point = if fraction.is_empty() { "" } else { "." };
    let zone = match form {
        "ahead" => "+01:30",
        "bare" => "",
        _ => "Z",
    };
    format!("{whole}{point}{fraction}{zone}")
}

/// The newest of the messages up to a time, in no order.
fn page_at(
    messages: &[Message],
    size: usize,
    is_inclusive: bool,
    timestamp: Option<i64>,
) -> Vec<Message> {
    let until = timestamp.map_or(i64::MAX, |timestamp| (timestamp - BASE) * SECOND);
    let is_up_to =
        |message: &&Message| message.micros < until || (is_inclusive && message.micros == until);
    let mut page: Vec<_> = messages.iter().filter(is_up_to).copied().collect();
    page.sort_by_key(|message| (-message.micros, -message.id));
    page.truncate(size);
    page
}

fn service(messages: Vec<Message>, size: usize, is_inclusive: bool) -> Double {
    Double::new(move |request, _| {
        let asked = query(request, "timestamp").map(|asked| asked.parse().unwrap());
        let mut page = page_at(&messages, size, is_inclusive, asked);
        page.sort_by_key(|message| message.id * 7 % 11);
        let page = page.iter().map(|message| json!({"id": message.id, "date": written(*message)}));
        Answer::json(&page.collect())
    })
}

fn made(micros: &[i64]) -> Vec<Message> {
    let messages = (1..).zip(micros);
    messages.map(|(id, micros)| Message { id, micros: *micros, form: "full" }).collect()
}

fn walk(double: &Double) -> (Vec<i64>, Option<Error>) {
    let mut items = double.heymarket().list_messages("14155551234", 2222).items();
    outcome(&mut items, |item| item.id.get())
}

fn asked(double: &Double) -> Vec<Option<i64>> {
    let asked = |request| query(request, "timestamp").map(|asked| asked.parse().unwrap());
    double.sent().iter().map(asked).collect()
}

fn always(page: Value) -> Double {
    Double::new(move |_, _| Answer::json(&page))
}

fn holds(seed: u32, is_inclusive: bool) {
    let mut random = Random::seeded(seed);
    let span = random.pick(&[1_usize, 3, 10, 100]);
    // On whole seconds, on few instants within one, or anywhere.
    let way = random.pick(&[0, 1, 2]);
    let form = random.pick(&["full", "short", "ahead", "bare"]);
    let count = random.below(40);
    let messages: Vec<_> = (0..count as i64)
        .map(|id| {
            let micros = match way {
                0 => random.below(span) as i64 * SECOND,
                1 => {
                    let second = random.below(span) as i64 * SECOND;
                    second + random.pick(&[0, 1, 500_000, 999_999])
                }
                _ => random.below(span * 1_000_000) as i64,
            };
            Message { id, micros, form }
        })
        .collect();
    let size = 2 + random.below(12);
    let times = (BASE - 1..=BASE + span as i64 + 1).map(Some);
    let reachable: BTreeSet<i64> = [None]
        .into_iter()
        .chain(times)
        .flat_map(|time| page_at(&messages, size, is_inclusive, time))
        .map(|message| message.id)
        .collect();
    let double = service(messages.clone(), size, is_inclusive);
    let (ids, error) = walk(&double);
    let hint = format!("seed {seed}, inclusive: {is_inclusive}: {error:?}");
    if let Some(error) = &error {
        assert_lost(error, "listMessages", "$[*].date");
        assert!(error.message().contains(" or more items share 2026-03-01T12:"), "{hint}");
    }
    // That a few within one second are not all there is, nothing tells.
    let is_few = reachable.len() <= size && size < 10;
    if reachable.len() < messages.len() && !is_few {
        assert!(error.is_some(), "{hint}: not a word");
    }
    assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), reachable, "{hint}");
    assert_eq!(ids.len(), reachable.len(), "{hint}: given twice");
    let times: Vec<_> = ids.iter().map(|id| messages[*id as usize].micros).collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "{hint}: the newest first");
    assert!(double.count() <= messages.len() + 4, "{hint}: {} requests", double.count());
}

#[test]
fn every_message_that_any_request_can_bring_comes_once_and_an_error_says_that_there_may_be_more() {
    for seed in 0..400 {
        holds(seed, false);
        holds(seed, true);
    }
}

#[test]
fn two_requests_do_where_one_page_holds_everything() {
    for micros in [&[5_000_000][..], &[5_000_000, 4_200_000, 1], &[9_000_000, 8_000_000, 6_000_000]]
    {
        for is_inclusive in [true, false] {
            let double = service(made(micros), 50, is_inclusive);
            assert_eq!(walk(&double).0.len(), micros.len());
            assert_eq!(double.count(), 2);
        }
    }
}

#[test]
fn at_a_service_that_ignores_the_time_the_walk_ends_with_an_error() {
    for micros in [&[9_000_000, 8_500_000, 8_400_000, 7_000_000][..], &[5_000_000; 3]] {
        let page: Vec<_> = made(micros)
            .into_iter()
            .map(|message| json!({"id": message.id, "date": written(message)}))
            .collect();
        let double = always(page.into());
        let (ids, error) = walk(&double);
        assert_eq!(ids, (1..=micros.len() as i64).collect::<Vec<_>>());
        assert_lost(&error.unwrap(), "listMessages", "$[*].date");
        assert!(double.count() <= 4, "{} requests", double.count());
    }
}

#[test]
fn two_messages_of_one_second_are_no_error() {
    for is_inclusive in [true, false] {
        let double = service(made(&[5_200_000, 5_100_000]), 50, is_inclusive);
        assert_eq!(walk(&double), (vec![1, 2], None));
    }
}

#[test]
fn past_a_second_of_more_messages_than_a_page_the_walk_goes_on_and_its_error_names_it() {
    for is_inclusive in [true, false] {
        let mut micros: Vec<i64> = (0..60).rev().map(|at| 5_000_000 + at).collect();
        micros.insert(0, 9_000_000);
        micros.extend([4_000_000, 3_000_000]);
        let double = service(made(&micros), 50, is_inclusive);
        let (ids, error) = walk(&double);
        assert_eq!(ids.len(), 1 + 50 + 2 + usize::from(is_inclusive));
        let error = error.unwrap();
        assert_lost(&error, "listMessages", "$[*].date");
        assert!(
            error.message().starts_with("50 or more items share 2026-03-01T12:00:05Z, "),
            "{error}",
        );
        assert!(double.count() <= 6, "{} requests", double.count());
    }
}

#[test]
fn invalid_dates_are_skipped() {
    let date = |micros| written(Message { id: 0, micros, form: "full" });
    let pages = [
        json!([{"id": 1, "date": "0001-01-01T00:00:00Z"}, {"id": 2}, {"id": 3, "date": date(9_000_000)}]),
        json!([{"id": 4, "date": "yesterday"}, {"id": 5, "date": date(8_000_000)}]),
        json!([]),
    ];
    let double = Double::new(move |_, count| Answer::json(&pages[count - 1]));
    assert_eq!(walk(&double), (vec![3, 1, 2, 5, 4], None));
    assert_eq!(asked(&double), [None, Some(BASE + 10), Some(BASE + 9)]);
}

#[test]
fn behind_a_page_without_a_single_date_an_error_says_that_nothing_can_follow() {
    let double = always(json!([{"id": 1}, {"id": 2, "date": "soon"}]));
    let mut items = double.heymarket().list_messages("14155551234", 2222).items();
    let (ids, error) = outcome(&mut items, |item| item.id.get());
    assert_eq!(ids, [1, 2]);
    assert_lost(&error.unwrap(), "listMessages", "$[*].date");
    let again = wait(items.next()).unwrap().unwrap_err();
    assert_eq!((again.kind(), double.count()), (ErrorKind::Decode, 1));
}

#[test]
fn no_time_before_1970_is_asked_for() {
    let date = "1970-01-01T00:00:00Z";
    let page = [1, 2, 3].map(|id| json!({"id": id, "date": date}));
    let double = always(page.to_vec().into());
    let (ids, error) = walk(&double);
    assert_eq!(ids, [1, 2, 3]);
    assert_lost(&error.unwrap(), "listMessages", "$[*].date");
    assert_eq!(asked(&double), [None, Some(1), Some(0)]);
}

#[test]
fn the_cursor_is_in_seconds() {
    let double = service(made(&[4_000_000, 3_000_000, 2_000_000, 1_000_000]), 50, true);
    let list = double.heymarket().list_messages("14155551234", 2222);
    let mut items = list.timestamp(BASE as u64 + 3).items();
    assert_eq!(items.cursor().map(|at| at.0), Some(BASE as u64 + 3));
    assert_eq!(outcome(&mut items, |item| item.id.get()), (vec![2, 3, 4], None));
}

#[test]
fn after_an_error_the_page_that_came_last_is_not_requested_again() {
    // The next page begins within the second with which the first one ends.
    let messages = made(&[5_000_002, 5_000_001, 5_000_000, 4_000_000]);
    let double = Double::new(move |request, count| {
        let asked = query(request, "timestamp").map(|asked| asked.parse().unwrap());
        if count == 3 {
            return Answer::status(503);
        }
        let page = page_at(&messages, 2, false, asked);
        let page = page.iter().map(|message| json!({"id": message.id, "date": written(*message)}));
        Answer::json(&page.collect())
    });
    let mut items = double.heymarket().list_messages("14155551234", 2222).items();
    let (ids, error) = outcome(&mut items, |item| item.id.get());
    assert_eq!((ids, error.unwrap().kind()), (vec![1, 2], ErrorKind::Server));
    let (ids, error) = outcome(&mut items, |item| item.id.get());
    assert_eq!(ids, [4]);
    assert_lost(&error.unwrap(), "listMessages", "$[*].date");
    let [first, second, third, fourth, ..] = asked(&double)[..] else { panic!("too few requests") };
    assert_eq!([first, second], [None, Some(BASE + 6)]);
    assert_eq!([third, fourth], [Some(BASE + 5), Some(BASE + 5)]);
}
