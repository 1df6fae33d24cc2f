//! `PATCH /api/partner-gateway/v1/inbox/conversations/{chat_id}/archive`: archives a conversation.
//!
//! Source: the vendor's documents. 204 with an empty body.

use crate::qlara::{Conversation, Id};
use crate::schema::{Nothing, operation};

/// Archives a conversation: it leaves the list. A new inbound message usually brings it back.
#[operation(
    name = "archiveConversation",
    patch = "/api/partner-gateway/v1/inbox/conversations/{chat_id}/archive",
    repeat = SetsState,
    output = Nothing
)]
pub struct ArchiveConversation {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id<Conversation>,
}
