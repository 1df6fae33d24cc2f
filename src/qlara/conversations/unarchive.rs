//! `PATCH /api/partner-gateway/v1/inbox/conversations/{chat_id}/unarchive`: brings an archived conversation back.
//!
//! Source: the vendor's documents. 204 with an empty body.

use crate::qlara::{Conversation, Id};
use crate::schema::{Nothing, operation};

/// Brings an archived conversation back into the list.
#[operation(
    name = "unarchiveConversation",
    patch = "/api/partner-gateway/v1/inbox/conversations/{chat_id}/unarchive",
    repeat = SetsState,
    output = Nothing
)]
pub struct UnarchiveConversation {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id<Conversation>,
}
