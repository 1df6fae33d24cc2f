//! Unlucky conversations: what a client must not stumble over.

use crate::qlara::seed::{WHATSAPP, ZOE};
use crate::qlara::state::{ChatId, Contact, Conversation, Message};
use crate::time::{BEGINNING as NOW, MINUTE, Micros};

const HOUR: Micros = 60 * MINUTE;

/// What makes a conversation of WhatsApp, all read, Zoë's, with one message, a special one.
type Change = fn(&mut Conversation);

/// All of them, by id.
pub(crate) const SPECIALS: &[(&str, Change)] = &[
    ("810006", |c| {
        c.assignee = None;
        c.unread = 2;
        c.messages = vec![
            sent(710_001, NOW - 30 * MINUTE, "READ", "Ciao! How can we help?"),
            received(710_002, NOW - 20 * MINUTE, "Is the shop open on Sunday?"),
            received(710_003, NOW - 19 * MINUTE, "And until when? 🙏"),
        ];
    }),
    ("810001", |c| c.messages = (0..70).map(|at| one_of_many(700_001 + 3 * at, at)).collect()),
    ("810002", |c| c.messages.clear()),
    ("810003", |_| ()),
    ("810004", |c| c.archived = true),
    ("810005", |c| (c.archived, c.channel) = (true, 9)),
    ("810007", |c| {
        c.messages = vec![
            received(710_011, NOW - 30 * HOUR, "Can I still cancel?"),
            sent(710_012, NOW - 29 * HOUR, "READ", "Yes, until tomorrow."),
        ];
    }),
    ("810008", |c| c.contact.name = Some("Zoë 🦜 李小龍 👩‍👩‍👧 \u{10ffff}".into())),
    ("810009", |c| {
        let text = "\"quoted\" \\ back\nnew\ttab\r\u{8}\u{c}\u{1}\u{7f}\u{2028}</script>";
        c.messages = vec![received(710_021, NOW - 2 * HOUR, text)];
    }),
    ("810010", |c| c.messages = vec![received(710_022, NOW - 3 * HOUR, &"Long ".repeat(1000))]),
    ("810011", |c| c.messages = vec![received(710_031, NOW - 5 * HOUR, "First?")]),
    ("810012", |c| c.messages = vec![received(710_032, NOW - 5 * HOUR, "First?")]),
    ("810013", |c| c.messages = vec![received(710_033, NOW - 5 * HOUR, "First?")]),
    ("810014", |c| c.contact.name = None),
    ("810015", |c| {
        let each = ["SENT", "DELIVERED", "READ", "ERROR", "EXPIRED", "UNKNOWN", "QUEUED"];
        let each = (0..).zip(each).map(|(at, status)| {
            sent(710_041 + at, NOW - 6 * HOUR + at as i64 * MINUTE, status, "Your parcel is here.")
        });
        c.messages = each.collect();
    }),
    ("810016", |c| c.channel = 10),
    ("810017", |c| {
        let picture = Message { text: None, ..received(710_052, NOW - 7 * HOUR, "") };
        c.messages = vec![received(710_051, NOW - 8 * HOUR, "This is what came:"), picture];
    }),
    ("810018", |c| c.bare = true),
    // One and the same number in JavaScript.
    ("9007199254740992", |_| ()),
    ("9007199254740993", |c| {
        c.messages = (0..70).map(|at| one_of_many(9_007_199_254_741_001 + 2 * at, at)).collect();
    }),
    ("18446744073709551615", |_| ()),
    ("wa-39-7f3c", |_| ()),
    ("grp:7/ü 1", |_| ()),
    // WhatsApp shows the user id of those who have adopted a user name, and no phone number.
    ("810019", |c| {
        c.contact = without_number(c, "US.13491208655302741918", Some("jo.by.name"));
        c.messages = vec![
            received(710_061, NOW - 3 * HOUR, "Hi! Can I write to you without a number?"),
            sent(710_062, NOW - 2 * HOUR, "READ", "Yes, this is all we need."),
            received(710_063, NOW - 50 * MINUTE, "Great. Is the blue one still in stock?"),
        ];
    }),
    ("810020", |c| {
        c.contact = without_number(c, "US.ENT.11815799212886844830", Some("two_portfolios"));
        c.messages = vec![received(710_064, NOW - 70 * MINUTE, "Which of your shops is this?")];
    }),
    ("810021", |c| {
        c.contact = without_number(c, "BR.7Kq2Vx9TzL0aMw4RcN8e", None);
        c.messages = vec![received(710_065, NOW - 90 * MINUTE, "Olá, alguém aí?")];
    }),
    ("810022", |c| {
        c.contact.user_id = Some("IT.20817734519006628354");
        c.contact.username = Some("both_of_them");
    }),
];

fn without_number(
    conversation: &Conversation,
    user_id: &'static str,
    username: Option<&'static str>,
) -> Contact {
    let id = conversation.contact.id;
    Contact { id, user_id: Some(user_id), name: None, username, phone: None }
}

/// A special conversation, made of an ordinary one.
pub(crate) fn made(plain: Conversation, id: &str, change: Change) -> Conversation {
    let mut special = Conversation {
        id: ChatId::from(id),
        channel: WHATSAPP,
        assignee: Some(ZOE),
        unread: 0,
        messages: plain.messages.iter().rev().take(1).cloned().collect(),
        ..plain
    };
    special.contact.name.get_or_insert_with(|| "Jo".into());
    change(&mut special);
    special.updated = special.last().map_or(special.updated, |message| message.time);
    special
}

fn received(id: u64, time: Micros, text: &str) -> Message {
    Message { id, inbound: true, time, text: Some(text.into()), status: "RECEIVED" }
}

fn sent(id: u64, time: Micros, status: &'static str, text: &str) -> Message {
    Message { id, inbound: false, time, text: Some(text.into()), status }
}

/// One of 70 messages; each three come at one time.
fn one_of_many(id: u64, at: u64) -> Message {
    let time = NOW - 40 * HOUR + (at / 3) as i64 * 97 * MINUTE;
    let text = format!("{at} of 70 · già");
    if at.is_multiple_of(2) { received(id, time, &text) } else { sent(id, time, "READ", &text) }
}
