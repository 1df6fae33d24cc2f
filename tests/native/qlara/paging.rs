//! Through a conversation, page after page, as the iterator goes in JavaScript: the next bound is the
//! highest or the lowest id seen, the message at it comes twice and is dropped, the end is a page
//! that brings nothing new.

use std::collections::BTreeSet;

use threadline::qlara::conversations::Reply;
use threadline::qlara::{Id, Message};
use threadline_fakes::qlara::{FirstPage, Options};

use super::client::{Client, LONG, every_way};

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    Newer,
    Older,
}

/// The number that a message's id is with this service.
fn number(message: &Message) -> u64 {
    message.id.as_str().parse().unwrap()
}

/// The ids in the order in which they came, each once.
fn walk(
    client: &mut Client,
    chat: &str,
    direction: Direction,
    from: Option<Id<Message>>,
) -> Vec<u64> {
    let (mut ids, mut seen) = (Vec::new(), BTreeSet::new());
    let mut bound = from;
    loop {
        let mut page = match direction {
            Direction::Newer => client.messages(chat, bound.clone(), None),
            Direction::Older => client.messages(chat, None, bound.clone()),
        };
        if direction == Direction::Older {
            page.reverse();
        }
        let page: Vec<u64> = page.iter().map(number).collect();
        let new: Vec<u64> = page.iter().copied().filter(|id| seen.insert(*id)).collect();
        if new.is_empty() {
            return ids;
        }
        bound = page.last().map(|id| Id::from(id.to_string()));
        ids.extend(new);
    }
}

/// All ids of a conversation, the oldest first, by one long page.
fn whole(chat: &str) -> Vec<u64> {
    let mut client = Client::new(Options { page_size: 1000, ..Options::default() });
    let page = client.messages(chat, None, None);
    page.iter().map(number).collect()
}

fn reversed(mut ids: Vec<u64>) -> Vec<u64> {
    ids.reverse();
    ids
}

#[test]
fn every_message_comes_exactly_once_in_either_direction() {
    for chat in LONG {
        let whole = whole(chat);
        assert_eq!(whole.len(), 70);
        let of_any_size =
            [2, 19, 69, 70, 71].map(|page_size| Options { page_size, ..Options::default() });
        for options in every_way().into_iter().chain(of_any_size) {
            let of = |first_page| Client::new(Options { first_page, ..options });
            let newer = walk(&mut of(FirstPage::Oldest), chat, Direction::Newer, None);
            assert_eq!(newer, whole, "{options:?}");
            let older = walk(&mut of(FirstPage::Newest), chat, Direction::Older, None);
            assert_eq!(reversed(older), whole, "{options:?}");
        }
    }
}

#[test]
fn from_a_bound_it_does_not_matter_which_messages_come_first() {
    for chat in LONG {
        let whole = whole(chat);
        for first_page in [FirstPage::Newest, FirstPage::Oldest] {
            let mut client = Client::new(Options { first_page, ..Options::default() });
            let newer = walk(&mut client, chat, Direction::Newer, Some("0".into()));
            assert_eq!(newer, whole);
            let top = Some(u64::MAX.to_string().into());
            let older = walk(&mut client, chat, Direction::Older, top);
            assert_eq!(reversed(older), whole);
        }
    }
}

#[test]
fn against_the_grain_of_the_first_page_only_that_page_comes() {
    let whole = whole(LONG[0]);
    let mut newest = Client::new(Options::default());
    assert_eq!(walk(&mut newest, LONG[0], Direction::Newer, None), whole[50..]);
    let first_page = FirstPage::Oldest;
    let mut oldest = Client::new(Options { first_page, ..Options::default() });
    assert_eq!(reversed(walk(&mut oldest, LONG[0], Direction::Older, None)), whole[..20]);
}

#[test]
fn a_walk_goes_on_from_any_message_and_both_ways_meet_in_it() {
    for chat in LONG {
        let whole = whole(chat);
        let middle = Id::from(whole[33].to_string());
        let mut client = Client::new(Options::default());
        let newer = walk(&mut client, chat, Direction::Newer, Some(middle.clone()));
        let older = walk(&mut client, chat, Direction::Older, Some(middle));
        assert_eq!(newer, whole[33..]);
        assert_eq!(reversed(older), whole[..=33]);
    }
}

#[test]
fn a_stretch_between_two_bounds_begins_at_the_lower_one_and_holds_both() {
    let whole = whole(LONG[1]);
    let id = |at: usize| Some(Id::from(whole[at].to_string()));
    let mut client = Client::new(Options::default());
    let mut between = |from, to| {
        let page = client.messages(LONG[1], id(from), id(to));
        page.iter().map(number).collect::<Vec<_>>()
    };
    assert_eq!(between(3, 7), whole[3..=7]);
    assert_eq!(between(5, 5), [whole[5]]);
    assert_eq!(between(3, 60), whole[3..23]);
    assert!(between(7, 3).is_empty());
}

#[test]
fn what_comes_in_meanwhile_is_found_by_the_highest_id_seen() {
    for chat in LONG {
        let mut client = Client::new(Options::default());
        let last = client.messages(chat, None, None).pop().unwrap();
        let inbound = client.fake.inbound(chat, "New").unwrap();
        client.call(&Reply::new().chat_id(chat).message("Newer")).unwrap();
        let newer = walk(&mut client, chat, Direction::Newer, Some(last.id.clone()));
        assert_eq!(newer[..2], [number(&last), inbound]);
        assert_eq!(newer.len(), 3);
    }
}

#[test]
fn a_conversation_of_no_message_or_one_ends_at_once() {
    for options in every_way() {
        let mut client = Client::new(options);
        for direction in [Direction::Newer, Direction::Older] {
            assert!(walk(&mut client, "810002", direction, None).is_empty());
            assert_eq!(walk(&mut client, "810003", direction, None).len(), 1);
        }
    }
}
