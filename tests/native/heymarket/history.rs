//! The messages of a number and of the team, page by page, and how many there are.

use std::collections::BTreeSet;

use threadline::heymarket::messages::{CountTeamMessages, ListMessages, ListTeamMessages};
use threadline::heymarket::{Inbox, Message, MessageOrder as SortedBy};
use threadline::http::ErrorKind;
use threadline::schema::{Count, Id, UnixSeconds};
use threadline_fakes::heymarket::{MessageOrder, Options};

use crate::heymarket::client::{Client, SALES, SPELLINGS, SUPPORT};

/// Whose conversation in the first inbox has 130 messages, three within each second.
const LONG: &str = "15555550116";
const MANY: usize = 130;

const ORDERS: [MessageOrder; 3] =
    [MessageOrder::Newest, MessageOrder::Oldest, MessageOrder::Shuffled];

/// Every way in which pages can come.
fn every_way() -> Vec<Options> {
    let mut ways = Vec::new();
    for spelling in SPELLINGS {
        for message_order in ORDERS {
            for inclusive in [false, true] {
                ways.push(Options { spelling, message_order, inclusive, ..Options::default() });
            }
        }
    }
    ways
}

fn page(client: &mut Client, timestamp: Option<u64>) -> Vec<Message> {
    let mut call = ListMessages::new(LONG, SUPPORT);
    call.timestamp = timestamp.map(UnixSeconds);
    client.call(&call).unwrap()
}

fn date(message: &Message) -> String {
    message.date.as_ref().unwrap().0.clone()
}

/// Whole seconds since 1970 of a time of 2026, February or March, rounded up.
fn seconds_up(date: &str) -> u64 {
    let number = |from: usize, to: usize| date.get(from..to).unwrap().parse::<u64>().unwrap();
    assert!(date.starts_with("2026-") && date.ends_with('Z'), "{date}");
    // 2026-01-01, and days of the months before.
    let days = 20_454 + [0, 31, 59][number(5, 7) as usize - 1] + number(8, 10) - 1;
    let seconds = days * 86_400 + number(11, 13) * 3600 + number(14, 16) * 60 + number(17, 19);
    seconds + u64::from(date.get(20..26) != Some("000000"))
}

#[test]
fn a_page_has_fifty_messages_at_most_in_the_order_of_the_option() {
    for options in every_way() {
        let mut client = Client::new(options);
        let dates: Vec<String> = page(&mut client, None).iter().map(date).collect();
        assert_eq!(dates.len(), 50);
        let mut sorted = dates.clone();
        sorted.sort();
        match options.message_order {
            MessageOrder::Newest => assert!(dates.iter().rev().eq(&sorted)),
            MessageOrder::Oldest => assert_eq!(dates, sorted),
            MessageOrder::Shuffled => {
                assert_ne!(dates, sorted);
                assert!(!dates.iter().rev().eq(&sorted));
            }
        }
    }
}

#[test]
fn going_back_by_whole_seconds_finds_every_message_whatever_the_order() {
    for options in every_way() {
        let mut client = Client::new(options);
        let (mut seen, mut pages, mut cursor) = (BTreeSet::new(), 0, None);
        loop {
            let page = page(&mut client, cursor);
            let before = seen.len();
            seen.extend(page.iter().map(|message| message.id.get()));
            if seen.len() == before {
                break;
            }
            pages += 1;
            cursor = page.iter().map(date).min().map(|date| seconds_up(&date));
        }
        assert_eq!((seen.len(), pages), (MANY, 3), "{options:?}");
    }
}

#[test]
fn a_part_of_a_second_counts() {
    for inclusive in [false, true] {
        let mut client = Client::new(Options { inclusive, ..Options::default() });
        client.fake.inbound(610_018, "x").unwrap();
        let mut newest = |timestamp: u64| {
            let call = ListMessages::new("15555550118", SUPPORT).timestamp(timestamp);
            client.call(&call).unwrap().remove(0)
        };
        let last = newest(1_900_000_000);
        let seconds = seconds_up(&date(&last));
        assert_eq!(newest(seconds).id, last.id);
        assert_ne!(newest(seconds - 1).id, last.id);
    }
}

#[test]
fn messages_are_of_one_inbox_and_one_number() {
    for spelling in SPELLINGS {
        let mut client = Client::spelling(spelling);
        let mut messages =
            |phone: &str, inbox: Id<Inbox>| client.call(&ListMessages::new(phone, inbox));
        assert_eq!(messages(LONG, SUPPORT).unwrap().len(), 50);
        let of_sales = messages(LONG, SALES).unwrap();
        assert_eq!(of_sales.len(), 2);
        assert!(of_sales.iter().all(|one| one.conversation.as_ref().unwrap().id.get() == 610_017));
        // The older one is a picture.
        assert!(of_sales[1].text.is_none() && of_sales[1].media.is_some());
        assert!(messages("15555559999", SUPPORT).unwrap().is_empty());
        // That of a group is nobody's alone.
        assert!(messages("15555550101", SUPPORT).unwrap().is_empty());
        assert_eq!(messages(LONG, 7.into()).unwrap_err().kind(), ErrorKind::NotFound);
        let large = messages("15555550133", 2226.into()).unwrap();
        assert!(large.iter().all(|one| one.id.get() >= 9_007_199_254_741_001));
    }
}

#[test]
fn the_teams_messages_come_page_by_page_in_both_directions_and_none_is_lost() {
    let (created, updated) = (SortedBy::CreatedAt, SortedBy::UpdatedAt);
    for (spelling, inclusive, order, ascending) in [
        (SPELLINGS[0], false, None, None),
        (SPELLINGS[1], false, Some(&created), Some(false)),
        (SPELLINGS[0], false, Some(&created), Some(true)),
        (SPELLINGS[0], false, Some(&updated), Some(false)),
        (SPELLINGS[1], true, Some(&updated), Some(true)),
        (SPELLINGS[0], true, None, None),
    ] {
        let mut client = Client::new(Options { spelling, inclusive, ..Options::default() });
        let total = client.call(&CountTeamMessages::default()).unwrap().0 as usize;
        let (mut seen, mut cursor) = (BTreeSet::new(), None);
        loop {
            let mut call = ListTeamMessages::new().limit(100);
            call.created_at = cursor.clone();
            call.order = order.cloned();
            call.ascending = ascending;
            let page = client.call(&call).unwrap();
            let time = |one: &Message| match order {
                Some(SortedBy::UpdatedAt) => one.updated.clone().unwrap().0,
                _ => one.date.clone().unwrap().0,
            };
            let times: Vec<String> = page.iter().map(time).collect();
            let newest_first = ascending != Some(true);
            assert!(times.is_sorted_by(|a, b| if newest_first { a >= b } else { a <= b }));
            let before = seen.len();
            seen.extend(page.iter().map(|one| one.id.get()));
            if seen.len() == before {
                break;
            }
            cursor = times.last().map(|time| time.as_str().into());
        }
        assert_eq!(seen.len(), total, "{order:?} {ascending:?} {inclusive}");
    }
}

#[test]
fn a_page_of_the_team_has_thirty_messages_by_default() {
    for spelling in SPELLINGS {
        let mut client = Client::spelling(spelling);
        for (limit, expected) in [(None, 30), (Some(0), 0), (Some(7), 7)] {
            let mut call = ListTeamMessages::new();
            call.limit = limit.map(Count);
            assert_eq!(client.call(&call).unwrap().len(), expected);
        }
        let call = ListTeamMessages::new().order("id");
        let error = client.call(&call).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert!(error.message().contains("order must be"), "{error}");
    }
}

#[test]
fn the_count_is_of_all_or_of_those_before_a_time() {
    for spelling in SPELLINGS {
        let mut client = Client::spelling(spelling);
        let count = |client: &mut Client, created_at: Option<&str>| {
            let mut call = CountTeamMessages::new();
            call.created_at = created_at.map(Into::into);
            client.call(&call).unwrap().0
        };
        let all = count(&mut client, None);
        assert_eq!(count(&mut client, Some("2000-01-01T00:00:00Z")), 0);
        let some = count(&mut client, Some("2026-02-26T00:00:00+01:00"));
        assert!(0 < some && some < all);
        client.fake.inbound(610_018, "One more").unwrap();
        assert_eq!(count(&mut client, None), all + 1);
    }
}
