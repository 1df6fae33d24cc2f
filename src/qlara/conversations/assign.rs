//! `POST /api/partner-gateway/v1/inbox/conversations/{chat_id}/assignee`: assigns a conversation to a user.
//!
//! Source: the vendor's documents; 204 with an empty body. Replaces any assignee.

use crate::qlara::{Conversation, Id, User};
use crate::schema::{Nothing, operation};

/// Assigns a conversation to a user, in the place of any other.
#[operation(
    name = "assignConversation",
    post = "/api/partner-gateway/v1/inbox/conversations/{chat_id}/assignee",
    repeat = SetsState,
    output = Nothing
)]
pub struct AssignConversation {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id<Conversation>,
    /// The user's id, one of `listAssignableUsers`.
    #[field(wire = "userId")]
    pub user_id: Id<User>,
}
