//! What the service knows.

use std::collections::{BTreeMap, BTreeSet};

use crate::heymarket::history::{History, Message};
use crate::heymarket::schedule::Schedule;
use crate::refusal::Refusal;
use crate::time::{Micros, TICK};

/// The id of the first conversation that comes later than the seed.
const NEXT: i64 = 620_001;

/// The team: its members, its inboxes, its conversations; and the time.
#[derive(Debug, Clone)]
pub(crate) struct State {
    /// By which all dates are.
    pub(crate) now: Micros,
    /// By which tokens and times to come are checked: the server's, or the same.
    pub(crate) clock: Micros,
    pub(crate) members: BTreeMap<i64, Member>,
    pub(crate) inboxes: BTreeMap<i64, Inbox>,
    conversations: BTreeMap<i64, Conversation>,
    /// The conversations by time; of several at one time the one with the higher id counts as
    /// newer, so that the order is always the same.
    by_time: BTreeSet<(Micros, i64)>,
    pub(crate) history: History,
    pub(crate) schedule: Schedule,
    /// The next conversation's id.
    next: i64,
}

/// One of the team.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    pub(crate) name: &'static str,
    pub(crate) email: Option<&'static str>,
    /// No document lists the values.
    pub(crate) role: &'static str,
}

/// One of the team's numbers.
#[derive(Debug, Clone)]
pub(crate) struct Inbox {
    pub(crate) name: &'static str,
    /// The number that contacts see.
    pub(crate) phone: &'static str,
    /// The members' ids.
    pub(crate) members: &'static [i64],
}

/// A conversation with a contact or a group.
#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    pub(crate) id: i64,
    pub(crate) inbox: i64,
    pub(crate) channel: &'static str,
    pub(crate) status: Status,
    /// The contact; a phone number without `+`. None in a group.
    pub(crate) target: Option<String>,
    /// The numbers of a group.
    pub(crate) targets: Vec<String>,
    pub(crate) owner: Option<i64>,
    pub(crate) members: Members,
    pub(crate) name: Option<String>,
    pub(crate) last_message: Option<String>,
    pub(crate) created: Micros,
    pub(crate) updated: Micros,
    pub(crate) read: bool,
    pub(crate) replied: bool,
    pub(crate) blocked: bool,
    pub(crate) muted: bool,
    pub(crate) snoozed_till: Option<Micros>,
    pub(crate) form: Form,
}

/// Whether a conversation is being worked on. No document lists the values; the webhooks name a
/// pending state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Open,
    Closed,
    Pending,
}

/// Who takes part, and how a response says it.
#[derive(Debug, Clone)]
pub(crate) enum Members {
    These(Vec<i64>),
    Null,
    Absent,
}

/// What of a conversation a response holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Everything.
    Full,
    /// Everything, and the phone number with a `+`, as older documents show it.
    WithPlus,
    /// The id and the time alone: no document says that any other field must be there.
    Sparse,
}

impl State {
    /// A team without conversations.
    pub(crate) fn new(
        now: Micros,
        members: BTreeMap<i64, Member>,
        inboxes: BTreeMap<i64, Inbox>,
    ) -> Self {
        State {
            now,
            clock: now,
            members,
            inboxes,
            conversations: BTreeMap::new(),
            by_time: BTreeSet::new(),
            history: History::new(),
            schedule: Schedule::new(),
            next: NEXT,
        }
    }

    /// Lets time pass.
    pub(crate) fn tick(&mut self) {
        self.now += TICK;
    }

    /// Adds a conversation.
    pub(crate) fn insert(&mut self, conversation: Conversation) {
        self.by_time.insert((conversation.updated, conversation.id));
        self.conversations.insert(conversation.id, conversation);
    }

    /// The conversation with an id.
    pub(crate) fn get(&self, id: i64) -> Result<&Conversation, Refusal> {
        let unknown = || Refusal::NotFound("no such conversation".into());
        self.conversations.get(&id).ok_or_else(unknown)
    }

    /// The conversation with an id, if it is in the inbox.
    pub(crate) fn get_in(&self, inbox: i64, id: i64) -> Result<&Conversation, Refusal> {
        let unknown = || Refusal::NotFound("the inbox has no such conversation".into());
        Some(self.get(id)?).filter(|conversation| conversation.inbox == inbox).ok_or_else(unknown)
    }

    /// All conversations, in no order that means anything.
    pub(crate) fn conversations(&self) -> impl Iterator<Item = &Conversation> {
        self.conversations.values()
    }

    /// The conversations updated before a time, newest first.
    pub(crate) fn newest(&self, before: Option<Micros>) -> impl Iterator<Item = &Conversation> {
        let end = (before.unwrap_or(Micros::MAX), i64::MIN);
        let newest = self.by_time.range(..end).rev();
        newest.filter_map(|(_, id)| self.conversations.get(id))
    }

    /// Changes a conversation in a way that counts as an update: it moves to the front.
    pub(crate) fn update(&mut self, id: i64, change: impl FnOnce(&mut Conversation)) {
        if let Some(conversation) = self.conversations.get_mut(&id) {
            self.by_time.remove(&(conversation.updated, id));
            conversation.updated = self.now;
            change(conversation);
            self.by_time.insert((conversation.updated, id));
        }
    }

    /// A conversation begins, open and nobody's; tells its id.
    pub(crate) fn begin(
        &mut self,
        inbox: i64,
        channel: &'static str,
        target: Option<String>,
        targets: Vec<String>,
    ) -> i64 {
        let id = self.next;
        self.next += 1;
        self.insert(Conversation {
            id,
            inbox,
            channel,
            status: Status::Open,
            target,
            targets,
            owner: None,
            members: Members::These(Vec::new()),
            name: None,
            last_message: None,
            created: self.now,
            updated: self.now,
            read: true,
            replied: false,
            blocked: false,
            muted: false,
            snoozed_till: None,
            form: Form::Full,
        });
        id
    }

    /// A member writes: the conversation moves to the front. Of a note nothing else shows. Tells the
    /// message's id, which is given here.
    pub(crate) fn send(&mut self, message: Message) -> i64 {
        let id = self.history.next_id();
        let (private, text) = (message.private, message.text.clone());
        self.update(message.conversation, |conversation| {
            if !private {
                conversation.replied = true;
                conversation.last_message = text;
            }
        });
        self.history.insert(Message { id, ..message });
        id
    }

    /// A contact writes: the conversation is unread and moves to the front. Tells the message's id.
    pub(crate) fn receive(&mut self, conversation: i64, text: &str) -> i64 {
        let id = self.history.next_id();
        self.history.insert(Message { id, ..Message::inbound(conversation, text, self.now) });
        self.update(conversation, |conversation| {
            conversation.read = false;
            conversation.replied = false;
            conversation.last_message = Some(text.to_owned());
        });
        id
    }

    /// Marks a conversation. Reading one is not an update: otherwise a list would change its order while
    /// somebody reads down it.
    pub(crate) fn mark(&mut self, id: i64, read: bool) {
        if let Some(conversation) = self.conversations.get_mut(&id) {
            conversation.read = read;
        }
    }

    /// Whether someone belongs to an inbox; nobody belongs to one that does not exist.
    pub(crate) fn is_member(&self, inbox: i64, member: i64) -> bool {
        self.inboxes.get(&inbox).is_some_and(|inbox| inbox.members.contains(&member))
    }

    /// Rejects a member who does not belong to the inbox. `field` is where the member was named.
    pub(crate) fn admit(&self, inbox: i64, member: i64, field: &str) -> Result<(), Refusal> {
        if self.is_member(inbox, member) {
            return Ok(());
        }
        Err(Refusal::Forbidden(format!("{field} is not a member of inbox {inbox}")))
    }
}

impl Status {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Closed => "closed",
            Status::Pending => "pending",
        }
    }
}
