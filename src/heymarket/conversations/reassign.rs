//! `POST /v1/conversations/reassign`: hands a conversation to another member of the same inbox.
//!
//! Source: the vendor's documents name it; its fields come from the vendor's older pages, which call
//! `user_id` the present owner, where other clients send the acting member. Unassigning is not
//! documented, so it is not offered.

use crate::heymarket::{Inbox, Member};
use crate::schema::{Acknowledged, Id, OneOrMore, Target, operation};

/// Hands a conversation to another member of the same inbox. Name it by `target` or `targets`; whatever you give is sent.
#[operation(
    name = "reassignConversation",
    post = "/v1/conversations/reassign",
    repeat = SetsState,
    output = Acknowledged,
    at_least_one(target, targets)
)]
pub struct ReassignConversation {
    /// The inbox that the conversation belongs to.
    pub inbox_id: Id<Inbox>,
    /// The present owner, or the member who acts.
    pub user_id: Id<Member>,
    /// The new owner.
    pub reassign_id: Id<Member>,
    /// The contact's phone number with its country code, short code, e-mail address or chat target.
    pub target: Option<Target>,
    /// The phone numbers of a group conversation (group MMS); each counts once.
    pub targets: Option<OneOrMore<Target>>,
}
