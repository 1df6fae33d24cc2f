//! Down a list, page after page, as the iterator goes in JavaScript: the cursor is the last
//! conversation's `updated`, double ones are dropped, the end is a page that brings nothing new.

use std::collections::{BTreeMap, BTreeSet};

use threadline::heymarket::conversations::{
    CloseConversation, ConversationFilters, ListConversations,
};
use threadline_fakes::heymarket::Options;

use crate::heymarket::client::{ALL, Client, MAYA, SPELLINGS, SUPPORT, everything};

/// The ids in the order in which they came, each once; `between` happens after each page.
fn walk(
    client: &mut Client,
    list: &ListConversations,
    mut between: impl FnMut(&mut Client),
) -> Vec<i64> {
    let (mut ids, mut seen) = (Vec::new(), BTreeSet::new());
    let mut list = list.clone();
    loop {
        let page = client.call(&list).unwrap();
        let new: Vec<i64> =
            page.iter().map(|one| one.id.get()).filter(|id| seen.insert(*id)).collect();
        if new.is_empty() {
            return ids;
        }
        ids.extend(new);
        list.date = page.last().unwrap().updated.clone();
        between(client);
    }
}

fn quietly(_: &mut Client) {}

/// Every list that differs by inbox and filters.
fn lists() -> Vec<ListConversations> {
    let mut lists = Vec::new();
    let each = [2222, 2223, 2224, 2225, 2226].map(|id| Some(vec![id.into()]));
    for inboxes in each.into_iter().chain([None, Some(vec![2222.into(), 2223.into()])]) {
        for closed in [None, Some(true), Some(false)] {
            for unread in [None, Some(true), Some(false)] {
                let mut filters = ConversationFilters::new();
                filters.inboxes = inboxes.clone();
                filters.closed = closed;
                filters.unread = unread;
                lists.push(everything().filters(filters));
            }
        }
    }
    lists
}

#[test]
fn every_conversation_comes_exactly_once_in_the_order_of_one_long_page() {
    for list in lists() {
        let whole = Client::new(Options { page_size: ALL, ..Options::default() }).ids(&list);
        for spelling in SPELLINGS {
            for inclusive in [false, true] {
                let options = Options { spelling, inclusive, ..Options::default() };
                let walked = walk(&mut Client::new(options), &list, quietly);
                assert_eq!(walked, whole, "{options:?} {list:?}");
            }
        }
    }
    assert_eq!(walk(&mut Client::new(Options::default()), &everything(), quietly).len(), ALL);
}

#[test]
fn pages_that_end_among_equals_lose_the_rest_of_them_to_a_strict_cursor_only() {
    let of_ten = Options { page_size: 10, ..Options::default() };
    let whole: BTreeSet<i64> =
        walk(&mut Client::new(Options::default()), &everything(), quietly).into_iter().collect();
    let strict = walk(&mut Client::new(of_ten), &everything(), quietly);
    let lost: Vec<i64> = whole.difference(&strict.iter().copied().collect()).copied().collect();
    assert_eq!(lost, [610_021, 610_024]);
    let inclusive = Options { inclusive: true, ..of_ten };
    assert_eq!(walk(&mut Client::new(inclusive), &everything(), quietly).len(), ALL);
}

#[test]
fn any_page_larger_than_the_largest_group_of_equals_gets_to_the_end_of_an_inclusive_list() {
    for page_size in [4, 5, 7, 24, 26, 99, 299, 300, 301] {
        let options = Options { page_size, inclusive: true, ..Options::default() };
        assert_eq!(walk(&mut Client::new(options), &everything(), quietly).len(), ALL);
    }
}

#[test]
fn what_moves_to_the_front_meanwhile_does_not_come_twice() {
    for inclusive in [false, true] {
        let mut client = Client::new(Options { inclusive, ..Options::default() });
        let filters = ConversationFilters::new().inboxes([SUPPORT]).closed(false);
        let mut open = client.ids(&everything().filters(filters)).into_iter();
        let walked = walk(&mut client, &everything(), |client| {
            if let Some(id) = open.next() {
                client.call(&CloseConversation::new(SUPPORT, MAYA).chat_id(id)).unwrap();
            }
        });
        let mut times = BTreeMap::new();
        for id in &walked {
            *times.entry(id).or_insert(0) += 1;
        }
        assert!(times.values().all(|times| *times == 1));
        // Those that were before the cursor already when they moved are all there.
        assert_eq!(walked.len(), ALL);
    }
}

#[test]
fn a_walk_goes_on_from_any_cursor() {
    let mut client = Client::new(Options::default());
    let whole = walk(&mut client, &everything(), quietly);
    let page = client.call(&everything()).unwrap();
    let rest = everything().date(page.last().unwrap().updated.clone().unwrap());
    assert_eq!(walk(&mut client, &rest, quietly), whole[25..]);
}

#[test]
fn a_cursor_in_another_zone_or_with_more_digits_means_the_same_time() {
    let mut client = Client::new(Options { page_size: 3, ..Options::default() });
    let at = |client: &mut Client, date: &str| client.ids(&everything().date(date));
    let utc = at(&mut client, "2026-02-28T12:00:00Z");
    assert_eq!(at(&mut client, "2026-02-28T13:30:00.0000000+01:30"), utc);
    let last = client.get(utc[0]).updated.unwrap().0;
    assert_eq!(at(&mut client, &last)[0], utc[1]);
    assert_eq!(at(&mut client, &last.replace('Z', "01Z"))[0], utc[0]);
}
