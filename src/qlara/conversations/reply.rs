//! `POST /api/partner-gateway/v1/inbox/conversations/reply`: sends a message into a conversation.
//!
//! Source: the vendor's documents for path and statuses. 202 means accepted, not delivered. The
//! body's keys are an assumption (`chatId`, `message`): a caller who knows better gives the whole
//! body.

use alloc::string::String;

use crate::qlara::{Conversation, Id};
use crate::schema::{Json, Nothing, operation};

/// Sends a message into a conversation.
///
/// Accepted is not delivered: a channel can have a reply window (WhatsApp: 24 hours after the contact's last message), and after it the delivery fails although the call succeeded. A message's `status` says what became of it.
///
/// Give `chatId` and `message`; or, should the service name them otherwise, the whole `body`.
#[operation(
    name = "reply",
    post = "/api/partner-gateway/v1/inbox/conversations/reply",
    repeat = Once,
    output = Nothing,
    exactly_one(message, body),
    exactly_one(chat_id, body)
)]
pub struct Reply {
    /// The conversation's id.
    #[field(wire = "chatId")]
    pub chat_id: Option<Id<Conversation>>,
    /// The text to send.
    #[field(not_empty)]
    pub message: Option<String>,
    /// The whole body, sent as it is.
    #[field(whole_body)]
    pub body: Option<Json>,
}
