//! `POST /v1/conversations/unread`: marks a conversation as unread.
//!
//! Source: the vendor's documents. A `chat_id` is not documented here, so it is not offered.

use crate::heymarket::{Inbox, Member};
use crate::schema::{Acknowledged, Id, OneOrMore, Target, operation};

/// Marks a conversation as unread. Name it by `target` or `targets`; whatever you give is sent.
#[operation(
    name = "markUnread",
    post = "/v1/conversations/unread",
    repeat = SetsState,
    output = Acknowledged,
    at_least_one(target, targets)
)]
pub struct MarkUnread {
    /// The inbox that the conversation belongs to.
    pub inbox_id: Id<Inbox>,
    /// The member who has not read it.
    pub user_id: Id<Member>,
    /// The contact's phone number with its country code, short code, e-mail address or chat target.
    pub target: Option<Target>,
    /// The phone numbers of a group conversation (group MMS); each counts once.
    pub targets: Option<OneOrMore<Target>>,
}
