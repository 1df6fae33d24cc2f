//! What the service knows.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::refusal::Refusal;
use crate::time::{DAY, Micros, SECOND, TICK};

/// How long a message of ours is on its way: the next request still sees it so.
const ON_ITS_WAY: Micros = SECOND + SECOND / 2;

/// How long one may reply on WhatsApp.
const REPLY_WINDOW: Micros = DAY;

/// The account: its channels, its users, its conversations; and the time.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) now: Micros,
    pub(crate) channels: BTreeMap<u64, Channel>,
    pub(crate) users: BTreeMap<u64, User>,
    conversations: BTreeMap<ChatId, Conversation>,
    /// The next message's id.
    next: u64,
    /// Where webhooks are posted to.
    pub(crate) callback_url: Option<String>,
}

/// A conversation's id. The documents do not say what it looks like.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ChatId {
    Number(u64),
    Text(String),
}

/// A channel of the account.
#[derive(Debug, Clone)]
pub(crate) struct Channel {
    pub(crate) kind: &'static str,
    pub(crate) name: &'static str,
}

/// Someone to whom conversations can be assigned.
#[derive(Debug, Clone)]
pub(crate) struct User {
    pub(crate) name: &'static str,
    pub(crate) avatar: Option<&'static str>,
}

/// A conversation with one contact on one channel.
#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    pub(crate) id: ChatId,
    pub(crate) channel: u64,
    pub(crate) contact: Contact,
    pub(crate) assignee: Option<u64>,
    pub(crate) archived: bool,
    pub(crate) unread: u64,
    /// The oldest first, ids counting up.
    pub(crate) messages: Vec<Message>,
    /// When anything of it changed.
    pub(crate) updated: Micros,
    /// Whether responses hold its id alone: no document says that any other field must be there.
    pub(crate) bare: bool,
}

/// Who is at the other end. On WhatsApp a user id may come beside the phone number, or in its place.
#[derive(Debug, Clone)]
pub(crate) struct Contact {
    /// The account's own id of the contact.
    pub(crate) id: u64,
    /// WhatsApp's id of the contact for this business (`US.13491208655302741918`).
    pub(crate) user_id: Option<&'static str>,
    pub(crate) name: Option<String>,
    pub(crate) username: Option<&'static str>,
    pub(crate) phone: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub(crate) id: u64,
    pub(crate) inbound: bool,
    pub(crate) time: Micros,
    /// None of a picture.
    pub(crate) text: Option<String>,
    /// What becomes of it.
    pub(crate) status: &'static str,
}

impl From<&str> for ChatId {
    fn from(id: &str) -> Self {
        match id.parse() {
            // Not `+1` and not `01`, which are texts.
            Ok(number) if u64::to_string(&number) == id => ChatId::Number(number),
            _ => ChatId::Text(id.to_owned()),
        }
    }
}

/// A number or its digits as text, whichever the request has.
impl<'de> Deserialize<'de> for ChatId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = Value::deserialize(deserializer)?;
        Ok(ChatId::from(id.as_str().unwrap_or(&id.to_string())))
    }
}

impl State {
    /// An account without conversations. `next` is the next message's id.
    pub(crate) fn new(
        now: Micros,
        channels: BTreeMap<u64, Channel>,
        users: BTreeMap<u64, User>,
        next: u64,
    ) -> Self {
        State { now, channels, users, conversations: BTreeMap::new(), next, callback_url: None }
    }

    /// Lets time pass.
    pub(crate) fn tick(&mut self) {
        self.now += TICK;
    }

    /// Adds a conversation.
    pub(crate) fn insert(&mut self, conversation: Conversation) {
        self.conversations.insert(conversation.id.clone(), conversation);
    }

    /// The conversation with an id.
    pub(crate) fn get(&self, id: &ChatId) -> Result<&Conversation, Refusal> {
        let unknown = || Refusal::NotFound("no such conversation".into());
        self.conversations.get(id).ok_or_else(unknown)
    }

    /// All conversations, by id.
    pub(crate) fn conversations(&self) -> impl Iterator<Item = &Conversation> {
        self.conversations.values()
    }

    /// Changes a conversation; it counts as updated if `change` says so.
    pub(crate) fn change(&mut self, id: &ChatId, change: impl FnOnce(&mut Conversation) -> bool) {
        if let Some(conversation) = self.conversations.get_mut(id)
            && change(conversation)
        {
            conversation.updated = self.now;
        }
    }

    /// A message of ours goes out. On WhatsApp it arrives only if the contact wrote lately.
    pub(crate) fn send(&mut self, id: &ChatId, text: &str) {
        let now = self.now;
        let in_window = self.get(id).is_ok_and(|conversation| {
            let channel = self.channels.get(&conversation.channel);
            let mut inbound = conversation.messages.iter().rev().filter(|message| message.inbound);
            channel.is_none_or(|channel| channel.kind != "WHATSAPP")
                || inbound.next().is_some_and(|last| now - last.time < REPLY_WINDOW)
        });
        let status = if in_window { "DELIVERED" } else { "ERROR" };
        self.add(id, text, false, status);
    }

    /// A message of the contact comes in; tells its id.
    pub(crate) fn receive(&mut self, id: &ChatId, text: &str) -> u64 {
        self.change(id, |conversation| {
            conversation.archived = false;
            conversation.unread += 1;
            true
        });
        self.add(id, text, true, "RECEIVED")
    }

    /// An id that no other message has.
    pub(crate) fn next_id(&mut self) -> u64 {
        let id = self.next;
        self.next += 2;
        id
    }

    fn add(&mut self, to: &ChatId, text: &str, inbound: bool, status: &'static str) -> u64 {
        let (id, time, text) = (self.next_id(), self.now, Some(text.to_owned()));
        self.change(to, |conversation| {
            conversation.messages.push(Message { id, inbound, time, text, status });
            true
        });
        id
    }
}

impl Message {
    /// What has become of it so far.
    pub(crate) fn status(&self, now: Micros) -> &'static str {
        if !self.inbound && now - self.time < ON_ITS_WAY { "SENT" } else { self.status }
    }
}

impl Conversation {
    pub(crate) fn last(&self) -> Option<&Message> {
        self.messages.last()
    }

    /// What lists are sorted by: without a message before all that have one, and of several at one
    /// time the higher id counts as newer, so that the order is always the same.
    pub(crate) fn order(&self) -> (Option<Micros>, &ChatId) {
        (self.last().map(|message| message.time), &self.id)
    }
}
