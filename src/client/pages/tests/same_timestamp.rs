//! What one action has touched has one time, and there may be more of it than a page holds.

use std::collections::BTreeSet;

use serde_json::json;

use super::support::{Form, Item, Paging, assert_lost, nanoseconds, outcome, written};
use crate::client::testing::{Answer, Double, body};
use crate::error::ErrorKind;
use crate::heymarket::conversations::ConversationFilters;

const PAGE: usize = 50;
const INSTANT: &str = "2026-04-12T15:30:30.123456Z";

fn at(second: usize) -> i64 {
    nanoseconds(&format!("2026-04-12T15:30:{second:02}.123456Z"))
}

/// So many of one instant, and so many newer and older ones; every third is unread, every second in another inbox.
fn list(same: usize, newer: usize, older: usize) -> Vec<Item> {
    let newer = (0..newer).map(|n| at(59 - n % 10));
    let older = (0..older).map(|n| at(20 - n % 20));
    let times = newer.chain(vec![at(30); same]).chain(older);
    times
        .enumerate()
        .map(|(rank, time)| Item {
            rank,
            is_unread: rank % 3 == 0,
            is_closed: true,
            inbox: 2222 + rank as i64 % 2,
            ..Item::new(rank as i64 + 1, time)
        })
        .collect()
}

#[derive(Clone, Copy, Default)]
struct Service {
    is_inclusive: bool,
    heeds_filters: bool,
    wants_inbox: bool,
    fails_at: usize,
}

impl Service {
    fn serve(self, rows: Vec<Item>) -> Double {
        Double::new(move |request, count| {
            let body = body(request);
            let filters = &body["filters"];
            let inboxes = filters["inboxes"].as_array();
            if self.wants_inbox && inboxes.is_none() {
                return Answer::status(400);
            }
            if count == self.fails_at {
                return Answer::status(503);
            }
            let is_kept = |row: &&Item| {
                let is = |flag: &str, value| filters[flag].as_bool().is_none_or(|it| it == value);
                let is_in = inboxes.is_none_or(|ids| ids.contains(&json!(row.inbox)));
                !self.heeds_filters
                    || (is_in && is("unread", row.is_unread) && is("closed", row.is_closed))
            };
            let is_inclusive = self.is_inclusive;
            let paging = Paging { is_inclusive, is_ascending: false, size: PAGE };
            let cursor = body["date"].as_str().map(nanoseconds);
            let page = paging.page(rows.iter().filter(is_kept), cursor);
            let page = page
                .iter()
                .map(|row| json!({"id": row.id, "updated": written(row.time, Form::SixDigits)}));
            Answer::json(&page.collect())
        })
    }
}

fn both_inboxes() -> ConversationFilters {
    ConversationFilters::new().inboxes([2222, 2223])
}

const LISTS: [(usize, usize, usize); 6] =
    [(49, 10, 40), (50, 0, 40), (60, 0, 40), (60, 10, 400), (60, 10, 0), (120, 10, 400)];

#[test]
fn conversations_come_whole_where_filters_separate_them() {
    for is_inclusive in [false, true] {
        for (same, newer, older) in LISTS {
            let hint = format!("{same} same, {newer} newer, {older} older, {is_inclusive}");
            let rows = list(same, newer, older);
            let service = Service { is_inclusive, heeds_filters: true, ..Service::default() };
            let client = service.serve(rows.clone()).heymarket();
            let mut items = client.list_conversations(1).filters(both_inboxes()).items();
            let (ids, error) = outcome(&mut items, |item| item.id.get());
            assert!(error.is_none(), "{hint}: {error:?}");
            let mut sorted = ids.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, rows.iter().map(|row| row.id).collect::<Vec<_>>(), "{hint}");
            let times: Vec<_> = ids.iter().map(|id| rows[*id as usize - 1].time).collect();
            assert!(times.is_sorted_by(|a, b| a >= b), "{hint}: the newest first");
        }
    }
}

#[test]
fn where_filters_do_not_separate_them_an_error_names_the_instant() {
    for is_inclusive in [false, true] {
        for (same, newer, older) in LISTS {
            let hint = format!("{same} same, {newer} newer, {older} older, {is_inclusive}");
            let service = Service { is_inclusive, ..Service::default() };
            let double = service.serve(list(same, newer, older));
            let mut items = double.heymarket().list_conversations(1).items();
            let (ids, error) = outcome(&mut items, |item| item.id.get());
            assert_eq!(ids.len(), same.min(PAGE) + newer + older, "{hint}");
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{hint}");
            assert!(double.count() < 25, "{hint}: {} requests", double.count());
            if same < PAGE {
                assert!(error.is_none(), "{hint}: {error:?}");
                continue;
            }
            let error = error.unwrap();
            assert_lost(&error, "listConversations", "$[*].updated");
            assert_eq!(
                error.message(),
                format!(
                    "50 or more items share {INSTANT}, but a page holds only 50: the rest, if any, cannot be fetched"
                ),
            );
            let count = double.count();
            assert_eq!(outcome(&mut items, |item| item.id.get()), (vec![], Some(error)));
            assert_eq!(double.count(), count);
        }
    }
}

#[test]
fn a_few_of_one_instant_are_all_if_another_page_contains_more() {
    for is_inclusive in [false, true] {
        let mut rows = list(3, 0, 20);
        for row in &mut rows[3..] {
            row.is_closed = false;
        }
        let service = Service { is_inclusive, heeds_filters: true, ..Service::default() };
        let client = service.serve(rows).heymarket();
        let filters = ConversationFilters::new().closed(true);
        let mut items = client.list_conversations(1).filters(filters).items();
        assert_eq!(outcome(&mut items, |item| item.id.get()), (vec![1, 2, 3], None));
    }
}

#[test]
fn a_service_that_requires_an_inbox_is_not_an_error_of_its_own() {
    for is_inclusive in [false, true] {
        let service =
            Service { is_inclusive, heeds_filters: true, wants_inbox: true, ..Service::default() };
        let client = service.serve(list(3, 0, 0)).heymarket();
        let mut items = client.list_conversations(1).filters(both_inboxes()).items();
        assert_eq!(outcome(&mut items, |item| item.id.get()), (vec![1, 2, 3], None));
    }
}

#[test]
fn an_error_while_the_rest_of_an_instant_is_asked_for_loses_nothing() {
    for is_inclusive in [false, true] {
        for fails_at in 1..12 {
            let rows = list(60, 10, 40);
            let service =
                Service { is_inclusive, heeds_filters: true, fails_at, ..Service::default() };
            let client = service.serve(rows.clone()).heymarket();
            let mut items = client.list_conversations(1).filters(both_inboxes()).items();
            let (mut ids, error) = outcome(&mut items, |item| item.id.get());
            assert_eq!(error.unwrap().kind(), ErrorKind::Server);
            let (more, error) = outcome(&mut items, |item| item.id.get());
            assert_eq!(error, None);
            ids.extend(more);
            assert_eq!(ids.len(), rows.len());
            assert_eq!(ids.into_iter().collect::<BTreeSet<_>>().len(), rows.len());
        }
    }
}

/// A service of the team's messages, and the largest limit that it takes.
fn team(rows: Vec<Item>, is_inclusive: bool, is_ascending: bool, largest: usize) -> Double {
    Double::new(move |request, _| {
        let body = body(request);
        let limit = body["limit"].as_u64().map_or(30, |limit| limit as usize);
        if limit > largest {
            return Answer::status(400);
        }
        let cursor = body["created_at"].as_str().map(nanoseconds);
        let page = Paging { is_inclusive, is_ascending, size: limit }.page(&rows, cursor);
        let page = page
            .iter()
            .map(|row| json!({"id": row.id, "date": written(row.time, Form::SixDigits)}));
        Answer::json(&page.collect())
    })
}

#[test]
fn of_the_teams_messages_a_larger_limit_brings_what_a_page_hides() {
    for (is_inclusive, is_ascending) in [(false, false), (false, true), (true, false), (true, true)]
    {
        let rows = list(60, 10, 400);
        let client = team(rows.clone(), is_inclusive, is_ascending, 1_000).heymarket();
        let mut items = client.list_team_messages().ascending(is_ascending).items();
        let (mut ids, error) = outcome(&mut items, |item| item.id.get());
        assert_eq!(error, None);
        ids.sort_unstable();
        assert_eq!(ids, rows.iter().map(|row| row.id).collect::<Vec<_>>());

        let client = team(rows, is_inclusive, is_ascending, 100).heymarket();
        let mut items = client.list_team_messages().ascending(is_ascending).items();
        let (ids, error) = outcome(&mut items, |item| item.id.get());
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 440);
        let error = error.unwrap();
        assert_lost(&error, "listTeamMessages", "$[*].date");
        assert!(error.message().contains(INSTANT), "{error}");
    }
}
