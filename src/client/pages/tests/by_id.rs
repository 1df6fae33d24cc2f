//! Qlara's messages, against services of every kind: neither what an id looks like nor which page comes first is
//! documented.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::support::assert_lost;
use crate::client::Items;
use crate::client::testing::{Answer, Double, query, wait};
use crate::error::{Error, ErrorKind};
use crate::qlara::{Id, Message};

/// A service that holds messages of these ids in the order of time.
#[derive(Clone)]
struct Service {
    ids: Arc<Mutex<Vec<String>>>,
    size: usize,
    /// Whether a page without bounds is the oldest one.
    is_oldest_first: bool,
    ignores_bounds: bool,
    key: Option<&'static str>,
}

impl Service {
    fn of(ids: &[String]) -> Self {
        Service {
            ids: Arc::new(Mutex::new(ids.to_vec())),
            size: 3,
            is_oldest_first: false,
            ignores_bounds: false,
            key: None,
        }
    }

    fn serve(self) -> Double {
        Double::new(move |request, _| {
            let ids = self.ids.lock().unwrap();
            let bound = |name| {
                let given = query(request, name).filter(|_| !self.ignores_bounds)?;
                ids.iter().position(|id| id == given)
            };
            let (from, to) = (bound("idFrom"), bound("idTo"));
            let kept = &ids[from.unwrap_or(0)..to.map_or(ids.len(), |to| to + 1)];
            let is_oldest = from.is_some() || (to.is_none() && self.is_oldest_first);
            let size = self.size.min(kept.len());
            let page = if is_oldest { &kept[..size] } else { &kept[kept.len() - size..] };
            let is_number = |id: &str| id.bytes().all(|byte| byte.is_ascii_digit());
            let items: Vec<_> = page
                .iter()
                .map(|id| {
                    if is_number(id) {
                        format!(r#"{{"id":{id}}}"#)
                    } else {
                        format!(r#"{{"id":"{id}"}}"#)
                    }
                })
                .collect();
            let page = format!("[{}]", items.join(","));
            let body = match self.key {
                Some(key) => format!(r#"{{"total":11,"{key}":{page}}}"#),
                None => page,
            };
            Answer::Status(200, body)
        })
    }
}

fn outcome(items: &mut Items<Message, Id<Message>>) -> (Vec<String>, Option<Error>) {
    let mut ids = Vec::new();
    while let Some(item) = wait(items.next()) {
        match item {
            Ok(item) => ids.push(item.id.as_str().to_owned()),
            Err(error) => return (ids, Some(error)),
        }
    }
    (ids, None)
}

fn newer(double: &Double) -> Items<Message, Id<Message>> {
    double.qlara().list_messages("9").newer()
}

fn older(double: &Double) -> Items<Message, Id<Message>> {
    double.qlara().list_messages("9").older()
}

fn texts(ids: &[&str]) -> Vec<String> {
    ids.iter().copied().map(str::to_owned).collect()
}

/// From 95 to 105.
fn numbers() -> Vec<String> {
    (95..=105).map(|id| id.to_string()).collect()
}

fn words() -> Vec<String> {
    texts(&["m-x", "m-a", "m-q", "m-b", "m-z", "m-c", "m-y"])
}

fn reversed(ids: &[String]) -> Vec<String> {
    ids.iter().rev().cloned().collect()
}

#[test]
fn both_directions_give_every_message_once() {
    for ids in [
        numbers(),
        texts(&[
            "9007199254740991",
            "9007199254740992",
            "9007199254740993",
            "18446744073709551615",
            "18446744073709551616000",
        ]),
        words(),
        texts(&["7", "m-a", "8", "m-b", "9", "m-c"]),
        texts(&["5"]),
        texts(&[]),
    ] {
        for size in [2, 3, 1_000] {
            let service = Service { size, ..Service::of(&ids) };
            assert_eq!(outcome(&mut older(&service.clone().serve())), (reversed(&ids), None));
            let service = Service { is_oldest_first: true, ..service };
            assert_eq!(outcome(&mut newer(&service.serve())), (ids.clone(), None));
        }
    }
}

/// Pages by the bound that they are asked for by.
fn by_bound(pages: impl IntoIterator<Item = (Option<&'static str>, Value)>) -> Double {
    let pages: Vec<_> = pages.into_iter().collect();
    Double::new(move |request, _| {
        let bound = query(request, "idFrom");
        Answer::json(&pages.iter().find(|(known, _)| *known == bound).unwrap().1)
    })
}

#[test]
fn a_page_may_have_its_highest_and_its_lowest_id_anywhere() {
    let double = by_bound([
        (None, json!([{"id": 12}, {"id": 9}, {"id": 101}])),
        (Some("101"), json!([{"id": 101}, {"id": 100}, {"id": 103}])),
        (Some("103"), json!([{"id": 103}])),
    ]);
    let expected = texts(&["12", "9", "101", "100", "103"]);
    assert_eq!(outcome(&mut newer(&double)), (expected, None));
    assert_eq!(double.count(), 3);
}

#[test]
fn an_id_is_the_same_as_a_number_and_as_text() {
    let double = by_bound([
        (None, json!([{"id": 8}, {"id": "9"}])),
        (Some("9"), json!([{"id": 9}, {"id": 10}])),
        (Some("10"), json!([{"id": "10"}])),
    ]);
    assert_eq!(outcome(&mut newer(&double)), (texts(&["8", "9", "10"]), None));
}

#[test]
fn at_a_service_that_ignores_the_bound_the_walk_ends_with_an_error() {
    for ids in [numbers(), words()] {
        let service = Service { ignores_bounds: true, ..Service::of(&ids) };
        let last = &ids[ids.len() - 3..];
        for (open, expected) in [(newer as fn(&_) -> _, last.to_vec()), (older, reversed(last))] {
            let double = service.clone().serve();
            let (given, error) = outcome(&mut open(&double));
            assert_eq!(given, expected);
            assert_lost(&error.unwrap(), "listMessages", "$[*].id");
            assert_eq!(double.count(), 2);
        }
    }
}

#[test]
fn the_walk_ends_at_the_newest_page_when_the_service_gives_that_one_first() {
    let double = Service::of(&numbers()).serve();
    assert_eq!(outcome(&mut newer(&double)), (texts(&["103", "104", "105"]), None));
}

#[test]
fn the_walk_ends_at_the_other_bound() {
    let double = Service::of(&numbers()).serve();
    let list = double.qlara().list_messages("9").id_from("97").id_to("103");
    let expected: Vec<_> = (97..=103).map(|id| id.to_string()).collect();
    assert_eq!(outcome(&mut list.newer()), (expected, None));
}

#[test]
fn what_came_since_is_found_from_the_cursor_on() {
    let service = Service { is_oldest_first: true, ..Service::of(&texts(&["1", "2", "3"])) };
    let double = service.clone().serve();
    let mut items = newer(&double);
    assert_eq!(outcome(&mut items), (texts(&["1", "2", "3"]), None));
    service.ids.lock().unwrap().extend(texts(&["4", "5"]));
    let cursor = items.cursor().unwrap();
    assert_eq!(cursor.as_str(), "3");
    let mut items = double.qlara().list_messages("9").id_from(cursor).newer();
    assert_eq!(outcome(&mut items), (texts(&["3", "4", "5"]), None));
}

#[test]
fn what_is_no_id_is_rejected_and_nothing_is_sent() {
    let double = Service::of(&numbers()).serve();
    let mut items = double.qlara().list_messages("9").id_from("").newer();
    for _ in 0..2 {
        let error = wait(items.next()).unwrap().unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::InvalidArgument, Some("idFrom")));
    }
    assert_eq!(double.count(), 0);
}

#[test]
fn pages_may_come_in_an_object() {
    for key in ["content", "items", "data", "messages"] {
        let service = Service { key: Some(key), ..Service::of(&numbers()) };
        assert_eq!(outcome(&mut older(&service.serve())), (reversed(&numbers()), None));
    }
}
