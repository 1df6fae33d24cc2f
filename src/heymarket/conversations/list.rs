//! `POST /v1/conversations`: a page of conversations, the last updated first.
//!
//! Source: the vendor's documents. A reply is a bare array. The next page: `date` = the `updated` of
//! the last conversation; the end is an empty page. Neither the page's size nor whether the cursor
//! is strict is documented.

use alloc::vec::Vec;

use crate::heymarket::Conversation;
use crate::schema::{Id, Timestamp, input, operation};

/// Lists one page of conversations, the last updated first.
#[operation(
    name = "listConversations",
    post = "/v1/conversations",
    repeat = Read,
    output = Vec<Conversation>
)]
pub struct ListConversations {
    /// The id of the member who asks; must be a member of every inbox asked for.
    pub id: Id,
    /// Which conversations.
    pub filters: ConversationFilters,
    /// Only conversations updated before this: RFC 3339. To go on, give the `updated` of the last
    /// conversation of the page before, letter for letter.
    pub date: Option<Timestamp>,
}

/// Which conversations a list holds.
#[input]
pub struct ConversationFilters {
    /// Only those in these inboxes.
    pub inboxes: Option<Vec<Id>>,
    /// `true`: only closed ones; `false`: only open ones.
    pub closed: Option<bool>,
    /// `true`: only unread ones; `false`: only read ones.
    pub unread: Option<bool>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Call;
    use crate::testing::{refuses, sends};

    const TABLE: &crate::schema::Operation = ListConversations::OPERATION;

    #[test]
    fn a_filled_input_is_sent_with_the_cursor_letter_for_letter() {
        sends(
            TABLE,
            r#"{"id":1111,"filters":{"inboxes":[2222,"3333"],"closed":false,"unread":true},"date":"2026-04-12T15:30:00.123456Z"}"#,
            "POST /v1/conversations",
            r#"{"id":1111,"filters":{"inboxes":[2222,3333],"closed":false,"unread":true},"date":"2026-04-12T15:30:00.123456Z"}"#,
        );
    }

    #[test]
    fn what_the_table_forbids_is_refused_before_anything_is_sent() {
        refuses(
            TABLE,
            &[
                ("{}", "id"),
                (r#"{"id":1}"#, "filters"),
                (r#"{"id":"x","filters":{}}"#, "id"),
                (r#"{"id":1,"filters":[]}"#, "filters"),
                (r#"{"id":1,"filters":{"inboxes":7}}"#, "filters.inboxes"),
                (r#"{"id":1,"filters":{"inboxes":[1,2,"a"]}}"#, "filters.inboxes[2]"),
                (r#"{"id":1,"filters":{"closed":"no"}}"#, "filters.closed"),
                (r#"{"id":1,"filters":{"unraed":true}}"#, "filters.unraed"),
                (r#"{"id":1,"filters":{},"date":1700000000}"#, "date"),
                (r#"{"id":1,"filters":{},"date":"yesterday"}"#, "date"),
            ],
        );
    }
}
