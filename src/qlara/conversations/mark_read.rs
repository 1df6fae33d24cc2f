//! `PATCH /api/partner-gateway/v1/inbox/conversations/{chat_id}/read`: marks a conversation as read.
//!
//! Source: the vendor's documents. 204 with an empty body.

use crate::qlara::{Conversation, Id};
use crate::schema::{Nothing, operation};

/// Marks a conversation as read.
#[operation(
    name = "markRead",
    patch = "/api/partner-gateway/v1/inbox/conversations/{chat_id}/read",
    repeat = SetsState,
    output = Nothing
)]
pub struct MarkRead {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id<Conversation>,
}
