//! `GET /api/partner-gateway/v1/inbox/conversations`: the conversations, without the archived ones.
//!
//! Source: the vendor's documents for path and parameters; that lists go comma-separated is taken
//! from sibling endpoints. A response is an array, or an object that holds one.

use alloc::vec::Vec;

use crate::qlara::{Channel, Conversation, ConversationOrder, Id};
use crate::schema::{OneOrMore, Timestamp, operation};

/// Lists conversations; archived ones are not among them.
#[operation(
    name = "listConversations",
    get = "/api/partner-gateway/v1/inbox/conversations",
    repeat = Read,
    output = Vec<Conversation>,
    envelope("content", "items", "data", "conversations")
)]
pub struct ListConversations {
    /// Only conversations updated after this: a `Date`, or RFC 3339 with its offset.
    #[field(wire = "dateFrom", instant)]
    pub date_from: Option<Timestamp>,
    /// Only those on these channels.
    #[field(wire = "channelIds")]
    pub channel_ids: Option<OneOrMore<Id<Channel>>>,
    /// `true`: only those with unread messages.
    #[field(wire = "unreadOnly")]
    pub unread_only: Option<bool>,
    /// The field to sort by, behind `-` (descending) or `+` (ascending).
    #[field(wire = "orderBy")]
    pub order_by: Option<ConversationOrder>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::gives;

    const TABLE: &Operation = ListConversations::OPERATION;

    #[test]
    fn a_list_comes_out_the_same_from_every_envelope_and_alias() {
        let expected = include_str!("../../../tests/fixtures/qlara/conversations.expected.json");
        for body in [
            include_str!("../../../tests/fixtures/qlara/conversations.bare.json"),
            include_str!("../../../tests/fixtures/qlara/conversations.enveloped.json"),
        ] {
            gives(TABLE, body, expected);
        }
    }
}
