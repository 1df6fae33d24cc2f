//! The objects of the replies, in the one form that threadline gives them.
//!
//! Source: the vendor's documents for the fields; where sources disagree on a field's form, every
//! form is accepted and one comes out.

use crate::schema::{Id, Target, Timestamp, model};

/// A conversation with one contact, or with a group.
///
/// Every field but `id` may be missing in a reply; it is then `null`, or an empty list.
#[model(id = 0)]
pub struct Conversation {
    /// The conversation's id.
    pub id: Id,
    /// How the two sides talk.
    #[field(values("sms", "mms", "email", "chat"))]
    pub channel: Option<String>,
    /// Whether the conversation is being worked on.
    #[field(values("open", "closed"))]
    pub status: Option<String>,
    /// The member whom it is assigned to; `null` when there is none. Where the service gives the
    /// bare id, name and e-mail are `null`.
    pub assigned: Option<Member>,
    /// The inbox that it belongs to. Where the service gives the bare id, the name is `null`.
    pub inbox: Option<InboxReference>,
    /// The contact's phone number (digits, mostly without `+`) or e-mail address.
    pub target: Option<Target>,
    /// The phone numbers of a group conversation (group MMS).
    #[field(lenient)]
    pub targets: Vec<Target>,
    /// The members who take part.
    pub members: Vec<Member>,
    /// The conversation's name, where the service gives one.
    #[field(lenient)]
    pub name: Option<String>,
    /// The text of the last message, where the service gives one.
    #[field(lenient)]
    pub last_msg: Option<String>,
    /// When it began: RFC 3339, as the service wrote it.
    pub created: Option<Timestamp>,
    /// When it last changed: RFC 3339, as the service wrote it. Lists are sorted by it, and it is
    /// the cursor of the next page: send it back letter for letter.
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
    pub id: Id,
    /// The member's name.
    pub name: Option<String>,
    /// The member's e-mail address.
    pub email: Option<String>,
}

/// The inbox of a conversation.
#[model(id = 2, or = id)]
pub struct InboxReference {
    /// The inbox's id.
    pub id: Id,
    /// The inbox's name.
    pub name: Option<String>,
}
