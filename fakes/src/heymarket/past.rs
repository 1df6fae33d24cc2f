//! What was written before the service begins: each conversation's last message, and some before
//! it.

use crate::dice::Dice;
use crate::heymarket::history::Message;
use crate::heymarket::state::{Conversation, State};
use crate::time::{MINUTE, Micros, SECOND};

/// The conversation with more messages than two pages hold.
pub(crate) const LONG: i64 = 610_016;

/// How many it has.
const MANY: i64 = 130;

/// The conversation in which the last message but one is a picture without words.
const WITH_PICTURE: i64 = 610_017;

/// The conversation whose messages' ids are no JavaScript numbers.
const WITH_LARGE_IDS: i64 = 9_007_199_254_740_993;

const FIRST: i64 = 30_001;
const FIRST_LARGE: i64 = 9_007_199_254_741_001;

/// Writes the past. A conversation without a last message has none at all.
pub(crate) fn seed(state: &mut State) {
    let mut dice = Dice::new(0x6d65_7373_6167_6573);
    let mut all: Vec<Message> = Vec::new();
    for conversation in state.conversations() {
        all.extend(messages(&mut dice, conversation));
    }
    // Ids count up with time, as far as can be seen of any service.
    all.sort_by_key(|message| (message.date, message.conversation));
    let (mut next, mut next_large) = (FIRST, FIRST_LARGE);
    for message in all {
        let ids = if message.conversation == WITH_LARGE_IDS { &mut next_large } else { &mut next };
        let id = *ids;
        *ids += 2;
        state.history.insert(Message { id, ..message });
    }
}

/// A conversation's messages, the newest first.
fn messages(dice: &mut Dice, conversation: &Conversation) -> Vec<Message> {
    let Some(last) = &conversation.last_message else { return Vec::new() };
    let is_long = conversation.id == LONG;
    let count = if is_long { MANY } else { dice.between(1, 7) };
    let mut date = conversation.updated;
    let mut all = Vec::new();
    for at in 0..count {
        let inbound = match at {
            0 if !conversation.read => true,
            0 => !conversation.replied,
            _ => dice.one_in(2),
        };
        let text = match at {
            0 => last.clone(),
            _ if is_long => format!("{} of {MANY} · déjà", MANY - at),
            _ => dice.message().to_owned(),
        };
        let message = Message::inbound(conversation.id, &text, date);
        let sender = conversation.owner.unwrap_or(1111);
        // What was sent is delivered a little later.
        let arrived = date + dice.between(1, 40 * SECOND);
        all.push(if inbound {
            message
        } else {
            Message { user: Some(sender), updated: arrived, ..message }
        });
        date -= step(dice, is_long, at);
    }
    if conversation.id == WITH_PICTURE {
        let picture = Some("https://example.com/media/blue-one.png".to_owned());
        all.truncate(1);
        let message = Message::inbound(conversation.id, "", date);
        all.push(Message { text: None, media: picture, ..message });
    }
    all
}

/// How much older the next message is. In the long conversation three each come within a second, so
/// that a cursor of whole seconds cannot part them.
fn step(dice: &mut Dice, is_long: bool, at: i64) -> Micros {
    if !is_long {
        dice.between(1, 300) * MINUTE + dice.between(0, MINUTE)
    } else if at % 3 == 2 {
        97 * MINUTE
    } else {
        SECOND / 10
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::heymarket::seed;
    use crate::time::BEGINNING;

    #[test]
    fn a_conversations_last_message_is_its_newest_and_as_old_as_its_last_change() {
        let state = seed::state();
        let mut newest: BTreeMap<i64, &Message> = BTreeMap::new();
        for message in state.history.all() {
            let known = newest.entry(message.conversation).or_insert(message);
            if message.date > known.date {
                *known = message;
            }
        }
        for conversation in state.conversations() {
            let last = newest.get(&conversation.id);
            assert_eq!(
                last.and_then(|last| last.text.as_ref()),
                conversation.last_message.as_ref()
            );
            assert!(last.is_none_or(|last| last.date == conversation.updated));
            assert!(last.is_none_or(|last| conversation.read || last.user.is_none()));
        }
    }

    #[test]
    fn messages_are_of_the_past_and_their_senders_of_the_inbox() {
        let state = seed::state();
        assert!(state.history.len() > 500);
        for message in state.history.all() {
            let conversation = state.get(message.conversation).unwrap();
            assert!(message.date < BEGINNING && message.updated >= message.date);
            assert!(message.user.is_none_or(|user| state.is_member(conversation.inbox, user)));
        }
    }

    #[test]
    fn the_long_conversation_has_three_messages_within_each_second() {
        let state = seed::state();
        let mut long: Vec<Micros> = state
            .history
            .all()
            .filter(|message| message.conversation == LONG)
            .map(|message| message.date)
            .collect();
        assert_eq!(long.len() as i64, MANY);
        long.dedup();
        assert_eq!(long.len() as i64, MANY);
    }

    #[test]
    fn there_are_a_picture_without_words_and_ids_that_no_number_is() {
        let state = seed::state();
        assert!(
            state.history.all().any(|message| message.text.is_none() && message.media.is_some())
        );
        let large: Vec<i64> = state
            .history
            .all()
            .filter(|message| message.conversation == WITH_LARGE_IDS)
            .map(|message| message.id)
            .collect();
        assert!(!large.is_empty() && large.iter().all(|id| *id >= FIRST_LARGE), "{large:?}");
    }
}
