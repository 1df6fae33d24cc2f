//! The state that the service begins with: 300 conversations, always the same.

use std::collections::BTreeMap;

use crate::dice::{Dice, phone};
use crate::heymarket::past;
use crate::heymarket::special::{self, Special};
use crate::heymarket::state::{Conversation, Form, Inbox, Member, Members, State, Status};
use crate::time::{BEGINNING as NOW, DAY, MINUTE, Micros};

const CONVERSATIONS: usize = 300;

const MEMBERS: [(i64, &str, Option<&str>, &str); 8] = [
    (1111, "Maya", Some("maya@example.com"), "owner"),
    (1112, "Jonas", Some("jonas@example.com"), "admin"),
    (1113, "Aiko", Some("aiko@example.com"), "member"),
    (1114, "Tomás", Some("tomas@example.com"), "member"),
    (1115, "Zoë", Some("zoe@example.com"), "member"),
    (1116, "李娜", Some("lina@example.com"), "member"),
    (1117, "Omar", Some("omar@example.com"), "member"),
    (1118, "Priya", None, "limited"),
];

/// Inboxes, their numbers, of which the last one is toll-free, and how many of ten conversations are
/// theirs.
const INBOXES: [(i64, &str, &str, &[i64], u64); 5] = [
    (2222, "Support", "15555559001", &[1111, 1112, 1113, 1114, 1116], 4),
    (2223, "Sales", "15555559002", &[1111, 1112, 1113, 1115], 2),
    (2224, "Billing", "15555559003", &[1111, 1112, 1114, 1118], 2),
    (2225, "Events & Réservations", "15555559004", &[1111, 1112, 1115, 1116], 1),
    (2226, "Night desk 🌙", "18335559005", &[1111, 1112, 1117], 1),
];

/// The service's beginning.
pub(crate) fn state() -> State {
    let members = MEMBERS.map(|(id, name, email, role)| (id, Member { name, email, role }));
    let inboxes = INBOXES.map(|(id, name, phone, members, _)| (id, Inbox { name, phone, members }));
    let mut state = State::new(NOW, BTreeMap::from(members), BTreeMap::from(inboxes));
    let mut specials: BTreeMap<usize, Special> =
        special::specials(NOW).into_iter().map(|special| (special.place, special)).collect();
    let mut dice = Dice::new(0x7468_7265_6164_6c69);
    let mut updated = NOW;
    for place in 0..CONVERSATIONS {
        let special = specials.remove(&place);
        let step = dice.between(4, 90) * MINUTE + dice.between(0, MINUTE);
        if !special.as_ref().is_some_and(|special| special.as_old_as_the_one_before) {
            updated -= step;
        }
        let plain = plain(&mut dice, place, updated);
        state.insert(match special {
            Some(Special { shape, .. }) => shape(plain),
            None => plain,
        });
    }
    past::seed(&mut state);
    state
}

/// An ordinary conversation.
fn plain(dice: &mut Dice, place: usize, updated: Micros) -> Conversation {
    let number = place as i64;
    let contact = 1000 + number;
    let (inbox, in_inbox) = inbox(dice);
    let name = dice.name();
    let (channel, target, targets) = match dice.between(0, 20) {
        0..=1 => ("mms", Some(phone(contact)), vec![]),
        2 => {
            let size = dice.between(2, 4);
            ("mms", None, (0..=size).map(|at| phone(2000 + number * 5 + at)).collect())
        }
        3..=5 => ("email", Some(format!("contact{number}@example.com")), vec![]),
        6..=7 => ("chat", Some(format!("visitor-{number:04x}")), vec![]),
        _ => ("sms", Some(phone(contact)), vec![]),
    };
    let owner = if dice.one_in(4) { None } else { Some(dice.pick(in_inbox)) };
    let second = dice.pick(in_inbox);
    let mut members: Vec<i64> = owner.into_iter().collect();
    if owner != Some(second) && dice.one_in(3) {
        members.push(second);
    }
    Conversation {
        id: 500_003 + number * 17,
        inbox,
        channel,
        status: if dice.one_in(3) { Status::Closed } else { Status::Open },
        target,
        targets,
        owner,
        members: Members::These(members),
        name: if dice.one_in(9) { None } else { Some(name.to_owned()) },
        last_message: if dice.one_in(20) { None } else { Some(dice.message().to_owned()) },
        created: updated - dice.between(0, 40 * DAY),
        updated,
        read: !dice.one_in(3),
        replied: dice.one_in(2),
        blocked: dice.one_in(40),
        muted: dice.one_in(25),
        snoozed_till: if dice.one_in(30) { Some(NOW + dice.between(1, 9) * DAY) } else { None },
        form: Form::Full,
    }
}

/// An inbox and its members.
fn inbox(dice: &mut Dice) -> (i64, &'static [i64]) {
    let mut rest = dice.roll() % 10;
    for (id, _, _, members, share) in INBOXES {
        if rest < share {
            return (id, members);
        }
        rest -= share;
    }
    (0, &[])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_special_conversation_finds_its_place() {
        let state = state();
        assert_eq!(state.conversations().count(), CONVERSATIONS);
        for special in special::specials(NOW) {
            assert!(special.place < CONVERSATIONS);
        }
        for id in special::IDS {
            assert!(state.get(*id).is_ok(), "{id}");
        }
    }

    #[test]
    fn the_newest_is_older_than_the_beginning_and_no_time_is_in_the_future() {
        let state = state();
        for conversation in state.conversations() {
            assert!(conversation.updated < NOW && conversation.created <= conversation.updated);
        }
    }

    #[test]
    fn owners_and_members_belong_to_the_inbox() {
        let state = state();
        for conversation in state.conversations() {
            let Members::These(members) = &conversation.members else { continue };
            for member in conversation.owner.iter().chain(members) {
                assert!(state.is_member(conversation.inbox, *member), "{conversation:?}");
            }
        }
    }

    #[test]
    fn a_contact_has_one_conversation_in_an_inbox() {
        let state = state();
        let mut seen = BTreeSet::new();
        for conversation in state.conversations() {
            let (target, targets) = (&conversation.target, &conversation.targets);
            assert_eq!(target.is_none(), !targets.is_empty(), "{conversation:?}");
            assert!(seen.insert((conversation.inbox, target.clone(), targets.clone())));
        }
    }
}
