//! `POST /v1/conversations/transfer`: moves a conversation to another inbox.
//!
//! Source: the vendor's documents name it; its fields come from the vendor's older pages. SMS only;
//! rejected when the destination already has a conversation with the contact: a second try would be
//! rejected by the first one's success.

use crate::heymarket::{Conversation, Inbox};
use crate::schema::{Acknowledged, Id, operation};

/// Moves an SMS conversation to another inbox. The service rejects it when that inbox already has a
/// conversation with the contact.
#[operation(
    name = "transferConversation",
    post = "/v1/conversations/transfer",
    repeat = Once,
    output = Acknowledged
)]
pub struct TransferConversation {
    /// The conversation's id.
    pub conversation_id: Id<Conversation>,
    /// The inbox that it goes to.
    pub transfer_inbox_id: Id<Inbox>,
}
