//! `POST /v1/messages/all/count`: how many messages the whole team has.
//!
//! Source: the vendor's newer pages. The count may come as a string.

use crate::schema::{Count, Timestamp, operation};

/// Counts the messages of the whole team.
#[operation(
    name = "countTeamMessages",
    post = "/v1/messages/all/count",
    repeat = Read,
    output = Count
)]
pub struct CountTeamMessages {
    /// Where counting begins: RFC 3339, or a `Date`.
    pub created_at: Option<Timestamp>,
}
