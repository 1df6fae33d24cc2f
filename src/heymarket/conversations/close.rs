//! `POST /v1/conversations/close`: close a conversation.
//!
//! Source: the vendor's documents. `chat_id` or `target`, each required where the other is not given: their
//! own example has both; `targets` for a group conversation.

use crate::heymarket::{Conversation, Inbox, Member};
use crate::schema::{Acknowledged, Id, OneOrMore, Target, operation};

/// Closes a conversation. Name it by `chatId`, `target` or `targets`; whatever you give is sent.
#[operation(
    name = "closeConversation",
    post = "/v1/conversations/close",
    repeat = SetsState,
    output = Acknowledged,
    at_least_one(chat_id, target, targets)
)]
pub struct CloseConversation {
    /// The inbox that the conversation belongs to.
    pub inbox_id: Id<Inbox>,
    /// The member who is recorded as the closer.
    pub user_id: Id<Member>,
    /// The conversation's id.
    pub chat_id: Option<Id<Conversation>>,
    /// The contact's phone number with its country code, short code, e-mail address or chat target.
    pub target: Option<Target>,
    /// The phone numbers of a group conversation (group MMS); each counts once.
    pub targets: Option<OneOrMore<Target>>,
}
