//! The state that the service begins with: 120 conversations, always the same.

use std::collections::BTreeMap;

use crate::dice::{Dice, phone};
use crate::qlara::special;
use crate::qlara::state::{Channel, ChatId, Contact, Conversation, Message, State, User};
use crate::time::{BEGINNING as NOW, MINUTE, Micros};

const CONVERSATIONS: u64 = 120;

/// The first id of a message that comes later: no JavaScript number is exactly that.
const NEXT: u64 = 9_007_199_254_742_001;

pub(crate) const WHATSAPP: u64 = 7;

const CHANNELS: [(u64, &str, &str); 5] = [
    (WHATSAPP, "WHATSAPP", "WhatsApp Italia"),
    (8, "RCS", "RCS Promozioni"),
    (9, "SMS", "SMS Notifiche & Più"),
    (10, "TELEGRAM", "A channel that no document names"),
    (9_007_199_254_740_997, "SMS", "Night desk 🌙"),
];

pub(crate) const ZOE: u64 = 55;

const USERS: [(u64, &str, Option<&str>); 4] = [
    (ZOE, "Zoë", Some("https://example.com/avatars/zoe.png")),
    (56, "Marco", None),
    (57, "李娜", Some("https://example.com/avatars/%E6%9D%8E.png")),
    (9_007_199_254_740_999, "Priya", Some("https://example.com/avatars/priya.png")),
];

/// The service's beginning.
pub(crate) fn state() -> State {
    let channels = CHANNELS.map(|(id, kind, name)| (id, Channel { kind, name }));
    let users = USERS.map(|(id, name, avatar)| (id, User { name, avatar }));
    let mut state = State::new(NOW, BTreeMap::from(channels), BTreeMap::from(users), NEXT);
    let mut specials = special::SPECIALS.iter();
    let mut dice = Dice::new(0x716c_6172_6169_6e62);
    let mut last = NOW;
    for number in 0..CONVERSATIONS {
        last -= dice.between(4, 60) * MINUTE + dice.between(0, MINUTE);
        let plain = plain(&mut dice, number, last);
        // Every third is a special one, until there are no more.
        let special = if number % 3 == 1 { specials.next() } else { None };
        state.insert(match special {
            Some((id, change)) => special::made(plain, id, *change),
            None => plain,
        });
    }
    state
}

/// An ordinary conversation.
fn plain(dice: &mut Dice, number: u64, last: Micros) -> Conversation {
    let contact = Contact {
        id: 40_000 + number,
        user_id: None,
        name: if dice.one_in(9) { None } else { Some(dice.name().to_owned()) },
        username: None,
        phone: Some(format!("+{}", phone(3000 + number as i64))),
    };
    let mut messages = Vec::new();
    let mut time = last;
    for place in (0..dice.between(1, 9) as u64).rev() {
        let inbound = !dice.one_in(3);
        messages.push(Message {
            id: 1_000_000 + number * 100 + place,
            inbound,
            time,
            text: Some(dice.message().to_owned()),
            status: if inbound { "RECEIVED" } else { dice.pick(&["READ", "DELIVERED"]) },
        });
        time -= dice.between(1, 400) * MINUTE + dice.between(0, MINUTE);
    }
    let unread = messages.iter().take_while(|message| message.inbound).count() as u64;
    messages.reverse();
    let assignee = dice.pick(&USERS.map(|(id, ..)| id));
    Conversation {
        id: ChatId::Number(800_009 + number * 13),
        channel: dice.pick(&[7, 7, 7, 8, 9, 9, 9_007_199_254_740_997]),
        contact,
        assignee: if dice.one_in(3) { None } else { Some(assignee) },
        archived: false,
        unread: if dice.one_in(2) { unread } else { 0 },
        messages,
        updated: last,
        bare: false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_special_conversation_is_there_and_no_id_is_given_twice() {
        let state = state();
        assert_eq!(state.conversations().count() as u64, CONVERSATIONS);
        for (id, _) in special::SPECIALS {
            assert!(state.get(&ChatId::from(*id)).is_ok(), "{id}");
        }
        let mut ids = BTreeSet::new();
        for message in state.conversations().flat_map(|conversation| &conversation.messages) {
            assert!(message.id < NEXT && ids.insert(message.id), "{message:?}");
        }
    }

    #[test]
    fn messages_are_in_the_order_of_their_ids_and_their_times_and_none_is_in_the_future() {
        for conversation in state().conversations() {
            let messages = &conversation.messages;
            assert!(messages.is_sorted_by(|a, b| a.id < b.id && a.time <= b.time));
            assert!(messages.iter().all(|message| message.time < NOW - MINUTE));
            assert!(conversation.updated < NOW);
            assert!(conversation.unread <= messages.len() as u64);
        }
    }

    #[test]
    fn channels_and_assignees_exist() {
        let state = state();
        for conversation in state.conversations() {
            assert!(state.channels.contains_key(&conversation.channel));
            assert!(conversation.assignee.is_none_or(|user| state.users.contains_key(&user)));
        }
    }
}
