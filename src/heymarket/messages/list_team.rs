//! `POST /v1/messages/all`: the messages of the whole team.
//!
//! Source: the vendor's newer pages. The next page: `created_at` = the `date` of the last message; only messages
//! before it are listed. What `ascending` makes of that is not documented.

use alloc::vec::Vec;

use crate::heymarket::{Message, MessageOrder};
use crate::schema::{Count, Timestamp, operation};

/// Lists messages of the whole team, whatever their conversation.
#[operation(
    name = "listTeamMessages",
    post = "/v1/messages/all",
    repeat = Read,
    output = Vec<Message>
)]
pub struct ListTeamMessages {
    /// Where the list begins: RFC 3339, or a `Date`. Only messages before it are listed; with `ascending`, it is
    /// not documented which. For the next page, give the `date` of the last message of this one, exactly as it is.
    pub created_at: Option<Timestamp>,
    /// What it is sorted by.
    pub order: Option<MessageOrder>,
    /// `true`: the oldest first.
    pub ascending: Option<bool>,
    /// How many at most; the service takes 30 where none is given.
    pub limit: Option<Count>,
}
