//! `POST /v1/conversations/read`: marks a conversation as read.
//!
//! Source: the vendor's documents. A `chat_id` is not documented here, so it is not offered.

use crate::heymarket::{Inbox, Member};
use crate::schema::{Acknowledged, Id, OneOrMore, Target, operation};

/// Marks a conversation as read. Name it by `target` or `targets`; whatever you give is sent.
#[operation(
    name = "markRead",
    post = "/v1/conversations/read",
    repeat = SetsState,
    output = Acknowledged,
    at_least_one(target, targets)
)]
pub struct MarkRead {
    /// The inbox that the conversation belongs to.
    pub inbox_id: Id<Inbox>,
    /// The member who has read it.
    pub user_id: Id<Member>,
    /// The contact's phone number with its country code, short code, e-mail address or chat target.
    pub target: Option<Target>,
    /// The phone numbers of a group conversation (group MMS); each counts once.
    pub targets: Option<OneOrMore<Target>>,
}
