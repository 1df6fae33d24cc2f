//! `GET /api/partner-gateway/v1/inbox/conversations/{chat_id}/messages`: messages of a conversation, oldest first.
//!
//! Source: the vendor's documents. Both bounds are inclusive. Whether the first page without bounds
//! is the oldest or the newest is not stated.

use alloc::vec::Vec;

use crate::qlara::{Conversation, Id, Message};
use crate::schema::operation;

/// Lists messages of a conversation, oldest first.
#[operation(
    name = "listMessages",
    get = "/api/partner-gateway/v1/inbox/conversations/{chat_id}/messages",
    repeat = Read,
    output = Vec<Message>,
    envelope("content", "items", "data", "messages")
)]
pub struct ListMessages {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id<Conversation>,
    /// Only messages with this id and above.
    #[field(wire = "idFrom")]
    pub id_from: Option<Id<Message>>,
    /// Only messages with this id and below.
    #[field(wire = "idTo")]
    pub id_to: Option<Id<Message>>,
}
