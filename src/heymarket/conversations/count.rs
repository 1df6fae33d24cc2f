//! `POST /v1/conversations/count`: how many conversations there are.
//!
//! Source: the vendor's documents. The response's form is not fixed: a number, a numeric string or an
//! object that holds one is accepted.

use crate::schema::{Count, Timestamp, operation};

/// Counts the conversations.
#[operation(
    name = "countConversations",
    post = "/v1/conversations/count",
    repeat = Read,
    output = Count
)]
pub struct CountConversations {
    /// Only conversations updated before this: RFC 3339.
    pub date: Option<Timestamp>,
}
