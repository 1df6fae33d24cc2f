//! How responses are written, in both spellings. The keys come in a set order, as a service that
//! writes its own structs has them.

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};
use serde_json::Value;

use crate::exchange::Answer;
use crate::heymarket::Spelling;
use crate::heymarket::state::{Conversation, Form, Members, State};
use crate::refusal::Refusal;
use crate::time::{self, SECOND};

/// The response to an action.
pub(crate) fn ok(spelling: Spelling) -> Answer {
    match spelling {
        Spelling::Documented => Answer::json("\"ok\""),
        Spelling::Observed => Answer::text("ok"),
    }
}

/// One conversation.
pub(crate) fn conversation(
    state: &State,
    spelling: Spelling,
    conversation: &Conversation,
) -> Result<Vec<u8>, Refusal> {
    Ok(serde_json::to_vec(&Written { state, spelling, conversation })?)
}

/// One conversation as a part of something else.
pub(crate) fn value(
    state: &State,
    spelling: Spelling,
    conversation: &Conversation,
) -> Result<Value, Refusal> {
    Ok(serde_json::to_value(Written { state, spelling, conversation })?)
}

/// A page of conversations.
pub(crate) fn conversations<'a>(
    state: &State,
    spelling: Spelling,
    page: impl Iterator<Item = &'a Conversation>,
) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    let mut json = serde_json::Serializer::new(&mut out);
    let mut list = json.serialize_seq(None)?;
    for conversation in page {
        list.serialize_element(&Written { state, spelling, conversation })?;
    }
    list.end()?;
    Ok(out)
}

struct Written<'a> {
    state: &'a State,
    spelling: Spelling,
    conversation: &'a Conversation,
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (state, conversation) = (self.state, self.conversation);
        match (conversation.form, self.spelling) {
            (Form::Sparse, _) => Sparse::from(conversation).serialize(serializer),
            (_, Spelling::Documented) => Documented::new(state, conversation).serialize(serializer),
            (_, Spelling::Observed) => Observed::new(state, conversation).serialize(serializer),
        }
    }
}

#[derive(Serialize)]
struct Sparse {
    id: i64,
    updated: String,
}

impl From<&Conversation> for Sparse {
    fn from(conversation: &Conversation) -> Self {
        Sparse { id: conversation.id, updated: time::format(conversation.updated) }
    }
}

#[derive(Serialize)]
struct Documented<'a> {
    id: i64,
    channel: &'a str,
    status: &'a str,
    assigned: Option<Person<'a>>,
    inbox: Option<InboxReference<'a>>,
    target: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    targets: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Option<Vec<Person<'a>>>>,
    name: Option<&'a str>,
    last_msg: Option<&'a str>,
    created: String,
    updated: String,
    read: bool,
    replied: bool,
    blocked: bool,
    muted: bool,
    snooze_till: Option<String>,
}

#[derive(Serialize)]
struct Person<'a> {
    id: i64,
    name: &'a str,
    email: Option<&'a str>,
}

#[derive(Serialize)]
struct InboxReference<'a> {
    id: i64,
    name: &'a str,
}

impl<'a> Documented<'a> {
    fn new(state: &'a State, conversation: &'a Conversation) -> Self {
        let person = |id: i64| {
            let member = state.members.get(&id)?;
            Some(Person { id, name: member.name, email: member.email })
        };
        let inbox = state.inboxes.get(&conversation.inbox);
        Documented {
            id: conversation.id,
            channel: conversation.channel,
            status: conversation.status.as_str(),
            assigned: conversation.owner.and_then(person),
            inbox: inbox.map(|inbox| InboxReference { id: conversation.inbox, name: inbox.name }),
            target: target(conversation),
            targets: &conversation.targets,
            members: match &conversation.members {
                Members::These(ids) => Some(Some(ids.iter().copied().filter_map(person).collect())),
                Members::Null => Some(None),
                Members::Absent => None,
            },
            name: conversation.name.as_deref(),
            last_msg: conversation.last_message.as_deref(),
            created: time::format(conversation.created),
            updated: time::format(conversation.updated),
            read: conversation.read,
            replied: conversation.replied,
            blocked: conversation.blocked,
            muted: conversation.muted,
            snooze_till: conversation.snoozed_till.map(time::format),
        }
    }
}

/// The keys that no document names are among those seen in other clients' code. `read` is 0 or the
/// time of reading in Unix seconds: its unit is not known, and only 0 tells something.
#[derive(Serialize)]
struct Observed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    assigned: Option<i64>,
    blocked: bool,
    channel: &'a str,
    created: String,
    creator: i64,
    email_noti: bool,
    id: i64,
    inbox: i64,
    last_inbound: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_msg: Option<&'a str>,
    local_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Option<Vec<NamedId<'a>>>>,
    muted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    noreply: &'a str,
    op: &'a str,
    read: i64,
    replied: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    snooze_till: Option<String>,
    status: &'a str,
    #[serde(rename = "super")]
    super_id: i64,
    support: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<String>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    targets: &'a [String],
    #[serde(rename = "type")]
    kind: &'a str,
    unread: bool,
    unread_users: &'a [i64],
    updated: String,
}

#[derive(Serialize)]
struct NamedId<'a> {
    id: i64,
    name: &'a str,
}

impl<'a> Observed<'a> {
    fn new(state: &'a State, conversation: &'a Conversation) -> Self {
        let named = |id: &i64| Some(NamedId { id: *id, name: state.members.get(id)?.name });
        let inbox = state.inboxes.get(&conversation.inbox);
        let in_inbox = inbox.map_or(&[][..], |inbox| inbox.members);
        Observed {
            assigned: conversation.owner,
            blocked: conversation.blocked,
            channel: conversation.channel,
            created: time::format(conversation.created),
            creator: in_inbox.first().copied().unwrap_or_default(),
            email_noti: false,
            id: conversation.id,
            inbox: conversation.inbox,
            last_inbound: conversation.updated / SECOND,
            last_msg: conversation.last_message.as_deref(),
            local_id: format!("local-{}", conversation.id),
            // Every third has a list: `null` and no member at all were seen as often.
            members: match &conversation.members {
                Members::These(ids) if conversation.id % 3 == 0 => {
                    Some(Some(ids.iter().filter_map(named).collect()))
                }
                Members::Absent => None,
                Members::These(_) if conversation.id % 3 == 1 => None,
                Members::These(_) | Members::Null => Some(None),
            },
            muted: conversation.muted,
            name: conversation.name.as_deref(),
            noreply: "",
            op: "update",
            read: if conversation.read { conversation.updated / SECOND } else { 0 },
            replied: conversation.replied,
            snooze_till: conversation.snoozed_till.map(time::format),
            status: conversation.status.as_str(),
            super_id: 0,
            support: false,
            target: target(conversation),
            targets: &conversation.targets,
            kind: "conversation",
            unread: !conversation.read,
            unread_users: if conversation.read { &[] } else { in_inbox },
            updated: time::format(conversation.updated),
        }
    }
}

/// The contact as a response has it.
pub(crate) fn target(conversation: &Conversation) -> Option<String> {
    let target = conversation.target.as_ref()?;
    Some(if conversation.form == Form::WithPlus { format!("+{target}") } else { target.clone() })
}
