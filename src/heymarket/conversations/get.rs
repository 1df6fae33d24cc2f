//! `GET /v1/conversations/{id}`: one conversation.
//!
//! Source: the vendor's documents.

use crate::heymarket::Conversation;
use crate::schema::{Id, operation};

/// Gets one conversation.
#[operation(
    name = "getConversation",
    get = "/v1/conversations/{id}",
    repeat = Read,
    output = Conversation
)]
pub struct GetConversation {
    /// The conversation's id.
    pub id: Id,
}
