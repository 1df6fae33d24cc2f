//! `GET /api/partner-gateway/v1/inbox/conversations/{chat_id}`: one conversation.
//!
//! Source: further pages of the vendor.

use crate::qlara::{Conversation, Id};
use crate::schema::operation;

/// Gets one conversation.
#[operation(
    name = "getConversation",
    get = "/api/partner-gateway/v1/inbox/conversations/{chat_id}",
    repeat = Read,
    output = Conversation
)]
pub struct GetConversation {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id<Conversation>,
}
