//! What holds for every list.

use std::collections::BTreeSet;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use serde_json::json;

use super::each::{Each, Page, pages};
use super::support::{Form, Item, Paging, nanoseconds, outcome, written};
use crate::client::Items;
use crate::client::testing::{Answer, Double, body, poke, wait};
use crate::error::ErrorKind;
use crate::heymarket::{Conversation, Message};
use crate::schema::{Timestamp, UnixSeconds};

fn some(cursor: String) -> Option<String> {
    Some(cursor)
}

#[test]
fn every_item_of_every_page_comes_once_and_each_page_begins_where_the_last_one_ended() {
    for each in Each::ALL {
        let double = each.service(pages(&[&[1, 2], &[2, 3], &[3], &[]]));
        assert_eq!(each.open(&double, None).outcome(), (each.ids(1..=3), None), "{each:?}");
        let mut expected = vec![None, some(each.cursor(2)), some(each.cursor(3))];
        expected.extend(each.behind(3));
        assert_eq!(each.cursors(&double), expected, "{each:?}");
        let sent = double.sent();
        for request in &sent {
            assert_eq!(each.rest(request), each.rest(&sent[0]), "{each:?}");
            assert!(request.own_headers.contains(&("x-a".into(), "1".into())), "{each:?}");
        }
    }
}

#[test]
fn at_a_service_that_ignores_the_cursor_an_error_ends_it_and_says_so_again() {
    for each in Each::ALL {
        let double = each.service(pages(&[&[1, 2]]));
        let mut items = each.open(&double, None);
        let (ids, error) = items.outcome();
        assert_eq!(ids, each.ids(1..=2));
        let error = error.unwrap();
        assert_eq!(error.kind(), ErrorKind::Decode, "{each:?}");
        assert!(double.count() <= 6, "{each:?}: {} requests", double.count());
        assert_eq!(items.outcome(), (vec![], Some(error)), "{each:?}");
    }
}

#[test]
fn an_empty_page_is_an_empty_list_which_stays_ended() {
    for each in Each::ALL {
        let double = each.service(pages(&[&[]]));
        let mut items = each.open(&double, None);
        for _ in 0..3 {
            assert!(items.next().is_none());
        }
        assert_eq!(double.count(), 1, "{each:?}");
    }
}

#[test]
fn a_page_is_asked_for_when_it_is_needed() {
    for each in Each::ALL {
        let double = each.service(pages(&[&[1, 2], &[]]));
        let mut items = each.open(&double, None);
        assert_eq!(double.count(), 0);
        items.next();
        items.next();
        assert_eq!(double.count(), 1, "{each:?}");
    }
}

#[test]
fn after_an_error_the_same_page_is_asked_for_again_and_nothing_is_lost() {
    for each in Each::ALL {
        let of = |page: &[usize]| Page::Of(page.to_vec());
        let double =
            each.service(vec![of(&[1]), Page::Status(403), of(&[1, 2]), of(&[2]), of(&[])]);
        let mut items = each.open(&double, None);
        assert_eq!(items.next(), Some(Ok(each.id(1))));
        let error = items.next().unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        assert_eq!(items.cursor(), some(each.resumed(1)), "{each:?}");
        assert_eq!(items.next(), Some(Ok(each.id(2))));
        assert_eq!(items.next(), None);
        let one = some(each.cursor(1));
        let mut expected = vec![None, one.clone(), one, some(each.cursor(2))];
        expected.extend(each.behind(2));
        assert_eq!(each.cursors(&double), expected, "{each:?}");
    }
}

#[test]
fn another_stream_continues_from_the_cursor() {
    for each in Each::ALL {
        let of = |page: &[usize]| Page::Of(page.to_vec());
        let double = each.service(vec![of(&[1]), Page::Status(403), of(&[2]), of(&[2]), of(&[])]);
        let mut items = each.open(&double, None);
        assert!(items.outcome().1.is_some());
        assert_eq!(each.open(&double, items.cursor()).outcome(), (each.ids([2]), None), "{each:?}");
        let mut expected =
            vec![None, some(each.cursor(1)), some(each.resumed(1)), some(each.cursor(2))];
        expected.extend(each.behind(2));
        assert_eq!(each.cursors(&double), expected, "{each:?}");
    }
}

#[test]
fn before_the_first_page_the_cursor_is_where_the_list_begins() {
    for each in Each::ALL {
        let double = each.service(vec![Page::Status(403)]);
        let mut items = each.open(&double, some(each.cursor(1)));
        assert_eq!(items.cursor(), some(each.cursor(1)));
        assert!(items.next().unwrap().is_err());
        assert_eq!(items.cursor(), some(each.cursor(1)));
        assert_eq!(each.open(&double, None).cursor(), None);
    }
}

#[test]
fn the_cursor_moves_on_when_a_page_was_given_to_its_end() {
    for each in Each::ALL {
        let double = each.service(pages(&[&[1, 2], &[2, 3], &[3], &[]]));
        let mut items = each.open(&double, None);
        let mut cursors = Vec::new();
        while let Some(id) = items.next() {
            cursors.push((id.unwrap(), items.cursor()));
        }
        let expected =
            [(each.id(1), None), (each.id(2), None), (each.id(3), some(each.resumed(2)))];
        assert_eq!(cursors, expected, "{each:?}");
        assert_eq!(items.cursor(), some(each.resumed(3)), "{each:?}");
    }
}

#[test]
fn every_page_has_the_deadline_of_its_call() {
    for each in Each::ALL {
        let double = each.service(vec![Page::Of(vec![1]), Page::Never]);
        let mut items = each.open(&double, None);
        assert!(items.next().unwrap().is_ok());
        // The clock jumps: of thirty seconds for an attempt and ten for a call, the latter pass first.
        let before = double.elapsed_ms();
        assert!(items.next().unwrap().unwrap_err().is_timeout(), "{each:?}");
        assert_eq!(double.elapsed_ms() - before, 10_000.0, "{each:?}");
    }
}

/// A service whose second page is held.
fn held() -> Double {
    Each::Conversations.service(vec![Page::Of(vec![1]), Page::Held(vec![1, 2])])
}

#[test]
fn a_dropped_next_goes_on_with_the_request_under_way() {
    let double = held();
    let mut items = double.heymarket().list_conversations(1).items();
    assert!(wait(items.next()).unwrap().is_ok());
    assert!(poke(items.next()).is_none());
    assert_eq!(double.count(), 2);
    double.release();
    let id = wait(items.next()).unwrap().unwrap().id;
    assert_eq!((id.get(), double.count()), (2, 2));
}

#[test]
fn dropping_the_stream_aborts_the_request_under_way() {
    let double = held();
    let mut items = double.heymarket().list_conversations(1).items();
    assert!(wait(items.next()).unwrap().is_ok());
    assert!(poke(items.next()).is_none());
    assert_eq!(double.aborted(), 0);
    drop(items);
    assert_eq!(double.aborted(), 1);
}

#[test]
fn items_are_a_stream_that_can_be_sent_between_threads_and_moved() {
    fn assert_stream<S: Stream + Send + Unpin>(stream: S) -> S {
        stream
    }
    let double = Each::Conversations.service(pages(&[&[1, 2], &[2], &[]]));
    let client = double.heymarket();
    let mut items: Items<Conversation> = assert_stream(client.list_conversations(1).items());
    let _: Items<Message, UnixSeconds> =
        assert_stream(client.list_messages("15555550101", 2222).items());
    let _: Items<Message> = assert_stream(client.list_team_messages().items());
    let _ = assert_stream(double.qlara().list_messages("9").newer());
    fn assert_send(_: impl Send) {}
    assert_send(items.next());

    let mut context = Context::from_waker(Waker::noop());
    let mut ids = Vec::new();
    while let Poll::Ready(Some(item)) = Pin::new(&mut items).poll_next(&mut context) {
        ids.push(item.unwrap().id.get());
    }
    assert_eq!(ids, [1, 2]);
    assert_eq!(format!("{items:?}"), "Items");
}

/// What a stream gives to a caller who passes over its errors, and how many of those there are.
fn skipping_errors(mut items: Items<Conversation>) -> (Vec<i64>, usize) {
    let (mut ids, mut errors) = (Vec::new(), 0);
    let mut context = Context::from_waker(Waker::noop());
    while let Poll::Ready(Some(item)) = Pin::new(&mut items).poll_next(&mut context) {
        match item {
            Ok(item) => ids.push(item.id.get()),
            Err(_) => errors += 1,
        }
        assert!(errors < 100, "it goes on for ever");
    }
    (ids, errors)
}

#[test]
fn as_a_stream_it_ends_after_an_error_that_would_come_again() {
    for last in [Page::Status(403), Page::Of(vec![1, 2])] {
        let double = Each::Conversations.service(vec![Page::Of(vec![1, 2]), last]);
        let items = double.heymarket().list_conversations(1).items();
        assert_eq!(skipping_errors(items), (vec![1, 2], 1));
    }
    let double = Each::Conversations.service(pages(&[&[1]]));
    let items = double.heymarket().list_conversations(1).date("yesterday").items();
    assert_eq!((skipping_errors(items), double.count()), ((vec![], 1), 0));
}

#[test]
fn as_a_stream_it_goes_on_after_an_error_that_may_pass() {
    let of = |page: &[usize]| Page::Of(page.to_vec());
    let double = Each::Conversations.service(vec![
        of(&[1]),
        Page::Status(503),
        Page::Status(429),
        of(&[1, 2]),
        of(&[2]),
        of(&[]),
    ]);
    let items = double.heymarket().list_conversations(1).items();
    assert_eq!(skipping_errors(items), (vec![1, 2], 2));
}

#[test]
fn an_invalid_input_is_rejected_by_the_first_next_and_nothing_is_sent() {
    let double = Each::Conversations.service(pages(&[&[]]));
    let mut items = double.heymarket().list_conversations(1).date("yesterday").items();
    for _ in 0..2 {
        let error = wait(items.next()).unwrap().unwrap_err();
        assert_eq!((error.kind(), error.path()), (ErrorKind::InvalidArgument, Some("date")));
    }
    let mut items = double.heymarket().list_conversations(1).max_retries(11).items();
    let error = wait(items.next()).unwrap().unwrap_err();
    assert_eq!(error.path(), Some("max_retries"));
    assert_eq!(double.count(), 0);
}

#[test]
fn streams_that_continue_each_other_give_everything() {
    let base = nanoseconds("2026-03-01T10:00:00Z");
    let rows: Vec<_> =
        (1..=41).map(|id| Item::new(id, base + (1_000 - (id - 1) / 4 * 10) * 1_000)).collect();
    for is_inclusive in [false, true] {
        for size in 5..12 {
            let list = rows.clone();
            let paging = Paging { is_inclusive, is_ascending: false, size };
            let double = Double::new(move |request, count| {
                if count % 7 == 0 {
                    return Answer::status(503);
                }
                let cursor = body(request)["date"].as_str().map(nanoseconds);
                let page = paging.page(&list, cursor);
                let page = page.iter().map(
                    |row| json!({"id": row.id, "updated": written(row.time, Form::SixDigits)}),
                );
                Answer::json(&page.collect())
            });
            let mut ids = BTreeSet::new();
            let mut date: Option<Timestamp> = None;
            loop {
                let mut list = double.heymarket().list_conversations(1);
                if let Some(date) = date {
                    list = list.date(date);
                }
                let mut items = list.items();
                let (given, error) = outcome(&mut items, |item| item.id.get());
                ids.extend(given);
                assert!(double.count() < 200);
                match error {
                    Some(error) => assert_eq!(error.kind(), ErrorKind::Server),
                    None => break,
                }
                date = items.cursor();
            }
            assert_eq!(ids.len(), rows.len(), "pages of {size}, inclusive: {is_inclusive}");
        }
    }
}
