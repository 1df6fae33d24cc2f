//! `GET /v1/schedule/{id}`: a message that will be sent.
//!
//! Source: the vendor's newer pages.

use crate::heymarket::ScheduledMessage;
use crate::schema::{Id, operation};

/// Gets a scheduled message.
#[operation(
    name = "getScheduledMessage",
    get = "/v1/schedule/{id}",
    repeat = Read,
    output = ScheduledMessage
)]
pub struct GetScheduledMessage {
    /// The scheduled message's id.
    pub id: Id<ScheduledMessage>,
}
