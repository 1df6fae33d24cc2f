//! The objects of the responses, in the one form that threadline gives them.
//!
//! Source: the vendor's documents for the fields; where sources disagree on a field's form, every
//! form is accepted and one comes out.

use alloc::string::String;
use alloc::vec::Vec;

use crate::heymarket::{Broadcast, Channel, ConversationStatus, MessageStatus};
use crate::schema::{Id, Partial, Target, Timestamp, model};

/// A conversation with one contact, or with a group.
///
/// Every field but `id` may be missing in a response; it is then `null`, or an empty list.
#[model(id = 0)]
pub struct Conversation {
    /// The conversation's id.
    pub id: Id<Conversation>,
    /// How the two sides talk.
    pub channel: Option<Channel>,
    /// Whether the conversation is being worked on.
    pub status: Option<ConversationStatus>,
    /// The member whom it is assigned to; `null` when there is none. Where the service gives the
    /// bare id, name and e-mail are `null`.
    pub assigned: Option<Member>,
    /// The inbox that it belongs to. Where the service gives the bare id, the name is `null`.
    pub inbox: Option<InboxReference>,
    /// The contact's phone number (digits, mostly without `+`) or e-mail address.
    pub target: Option<Target>,
    /// The phone numbers of a group conversation (group MMS).
    pub targets: Vec<Target>,
    /// The members who take part.
    pub members: Vec<Member>,
    /// The conversation's name, where the service gives one.
    pub name: Option<String>,
    /// The text of the last message, where the service gives one.
    pub last_msg: Option<String>,
    /// When it began: RFC 3339, as the service wrote it.
    pub created: Option<Timestamp>,
    /// When it last changed: RFC 3339, as the service wrote it. Lists are sorted by it, and it is
    /// the cursor of the next page: send it back exactly as it is.
    pub updated: Option<Timestamp>,
    /// Whether it has been read.
    #[field(flag, opposite = "unread")]
    pub read: Option<bool>,
    /// Whether the last inbound message has been replied to.
    pub replied: Option<bool>,
    /// Whether the contact is blocked.
    pub blocked: Option<bool>,
    /// Whether notifications are muted.
    pub muted: Option<bool>,
    /// Until when it is snoozed: RFC 3339; `null` when it is not.
    pub snooze_till: Option<Timestamp>,
}

/// A member of the team.
#[model(id = 1, or = id)]
pub struct Member {
    /// The member's id.
    pub id: Id<Member>,
    /// The member's name.
    pub name: Option<String>,
    /// The member's e-mail address.
    pub email: Option<String>,
}

/// The inbox of a conversation.
#[model(id = 2, or = id)]
pub struct InboxReference {
    /// The inbox's id.
    pub id: Id<Inbox>,
    /// The inbox's name.
    pub name: Option<String>,
}

/// A message of a conversation.
///
/// Which side it is from is in no documented field: `user` is the member who sent it, where there is
/// one. Every field but `id` may be missing in a response; it is then `null`, or an empty list.
#[model(id = 8)]
pub struct Message {
    /// The message's id.
    pub id: Id<Message>,
    /// What it says.
    pub text: Option<String>,
    /// What kind of message it is.
    pub r#type: Option<String>,
    /// What became of it.
    pub status: Option<MessageStatus>,
    /// When it was sent: RFC 3339, as the service wrote it.
    pub date: Option<Timestamp>,
    /// When it last changed: RFC 3339, as the service wrote it.
    pub updated: Option<Timestamp>,
    /// The contact's phone number or e-mail address.
    pub target: Option<Target>,
    /// The phone numbers of a group.
    pub targets: Vec<Target>,
    /// The phone number of the inbox.
    pub phone: Option<Target>,
    /// The id of the member who sent it.
    pub user: Option<Id<Member>>,
    /// The name that it was sent under.
    pub author: Option<String>,
    /// The conversation that it belongs to: its id, and of the rest what the service tells here.
    #[field(bare_id, id_alias("conversation_id", "convo_id"))]
    pub conversation: Option<Partial<Conversation>>,
    /// The broadcast that it was part of.
    pub broadcast_id: Option<Id<Broadcast>>,
    /// The address of what was attached.
    pub media: Option<String>,
    /// The address of a link in it.
    pub link_url: Option<String>,
    /// Whether it was flagged.
    #[field(flag)]
    pub flagged: Option<bool>,
    /// Whether it is hidden from the contact.
    #[field(flag)]
    pub hidden: Option<bool>,
    /// How it travelled.
    pub channel: Option<Channel>,
    /// The id that the sender gave it.
    pub local_id: Option<String>,
    /// Why it could not be sent, in the carrier's words.
    pub raw_error: Option<String>,
}

/// A message that the service has taken. Accepted is not delivered.
#[model(id = 9)]
pub struct SentMessage {
    /// The message's id.
    pub id: Option<Id<Message>>,
    /// When it was taken: RFC 3339, as the service wrote it.
    pub date: Option<Timestamp>,
    /// The conversation's id.
    #[field(alias("conversation_id"))]
    pub convo_id: Option<Id<Conversation>>,
    /// Whether it waits to be sent.
    #[field(flag)]
    pub queued: Option<bool>,
    /// The address of the pictures that were sent.
    pub gallery_url: Option<String>,
}

/// What the service knows a scheduled message by.
#[model(id = 10, or = id)]
pub struct Scheduled {
    /// The scheduled message's id.
    pub id: Id<ScheduledMessage>,
}

/// A message that will be sent.
///
/// Every field but `id` may be missing in a response; it is then `null`.
#[model(id = 11)]
pub struct ScheduledMessage {
    /// The scheduled message's id.
    pub id: Id<ScheduledMessage>,
    /// When it will be sent: RFC 3339, as the service wrote it.
    #[field(alias("execute_at"))]
    pub execute: Option<Timestamp>,
    /// The inbox that it will be sent from.
    pub inbox_id: Option<Id<Inbox>>,
    /// The id that the sender gave it.
    pub local_id: Option<String>,
    /// When it was scheduled: RFC 3339, as the service wrote it.
    pub created: Option<Timestamp>,
    /// When it last changed: RFC 3339, as the service wrote it.
    pub updated: Option<Timestamp>,
}

/// An inbox of the team.
#[model(id = 12)]
pub struct Inbox {
    /// The inbox's id.
    pub id: Id<Inbox>,
    /// The inbox's name.
    pub name: Option<String>,
    /// The team that it belongs to.
    pub team: Option<Id<Team>>,
    /// The ids of its members.
    pub members: Vec<Id<Member>>,
    /// Its phone numbers.
    pub phones: Vec<Target>,
}

/// The team that the key belongs to.
#[model(id = 13)]
pub struct Team {
    /// The team's id.
    pub id: Id<Team>,
    /// The team's name.
    pub name: Option<String>,
    /// Who is in it.
    pub members: Vec<TeamMember>,
}

/// A member, as the team lists them.
#[model(id = 14)]
pub struct TeamMember {
    /// The member's id.
    pub id: Id<Member>,
    /// The member's name.
    pub name: Option<String>,
    /// The member's e-mail address, where the service gives it.
    pub email: Option<String>,
    /// What the member may do.
    pub role: Option<String>,
}
