//! `DELETE /api/partner-gateway/v1/inbox/conversations/{chat_id}/assignee`: takes a conversation from its assignee.
//!
//! Source: the vendor's documents. 204 with an empty body, also when there is no assignee: a 404 means the
//! conversation, on a retry too.

use crate::qlara::{Conversation, Id};
use crate::schema::{Nothing, operation};

/// Takes a conversation from its assignee. Nothing happens when it has none.
#[operation(
    name = "unassignConversation",
    delete = "/api/partner-gateway/v1/inbox/conversations/{chat_id}/assignee",
    repeat = SetsState,
    output = Nothing
)]
pub struct UnassignConversation {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id<Conversation>,
}
