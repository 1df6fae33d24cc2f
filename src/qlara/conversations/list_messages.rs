//! `GET /api/partner-gateway/v1/inbox/conversations/{chat_id}/messages`: messages of a conversation, oldest first.
//!
//! Source: the vendor's documents. Both bounds are inclusive. Whether the first page without bounds
//! is the oldest or the newest is not stated.

use alloc::vec::Vec;

use crate::qlara::{Id, Message};
use crate::schema::operation;

/// Lists messages of a conversation, oldest first.
#[operation(
    name = "listMessages",
    get = "/api/partner-gateway/v1/inbox/conversations/{chat_id}/messages",
    repeat = Read,
    output = Vec<Message>,
    envelope("content", "items", "data", "messages")
)]
pub struct ListMessages {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id,
    /// Only messages with this id and above.
    #[field(wire = "idFrom")]
    pub id_from: Option<Id>,
    /// Only messages with this id and below.
    #[field(wire = "idTo")]
    pub id_to: Option<Id>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = ListMessages::OPERATION;
    const ROOT: &str = "/api/partner-gateway/v1/inbox/conversations";

    #[test]
    fn the_bounds_travel_in_the_query() {
        sends(TABLE, r#"{"chatId":"9"}"#, &format!("GET {ROOT}/9/messages"), "");
        sends(
            TABLE,
            r#"{"chatId":"9","idFrom":"9007199254740993","idTo":7}"#,
            &format!("GET {ROOT}/9/messages?idFrom=9007199254740993&idTo=7"),
            "",
        );
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                ("{}", "chatId"),
                (r#"{"chatId":"reply"}"#, "chatId"),
                (r#"{"chatId":1,"idFrom":-1}"#, "idFrom"),
                (r#"{"chatId":1,"idTo":true}"#, "idTo"),
            ],
        );
    }

    #[test]
    fn a_message_comes_out_the_same_from_every_alias() {
        let expected = r#"[{"id":"7","direction":"inbound","timestamp":"2026-04-12T15:30:00Z","text":"Ciao 👋","status":"READ"}]"#;
        for body in [
            r#"[{"id":7,"direction":"INBOUND","timestamp":"2026-04-12T15:30:00Z","content":"Ciao 👋","status":"READ"}]"#,
            r#"{"messages":[{"messageId":"7","direction":"Inbound","date":"2026-04-12T15:30:00Z","text":"Ciao 👋","deliveryStatus":"READ"}]}"#,
            r#"{"total":1,"data":[{"id":"7","direction":"inbound","createdAt":"2026-04-12T15:30:00Z","body":{"type":"TEXT","text":"Ciao 👋"},"status":"READ"}]}"#,
        ] {
            gives(TABLE, body, expected);
        }
    }

    #[test]
    fn what_has_an_unlikely_form_counts_as_absent() {
        let expected =
            r#"[{"id":"7","direction":null,"timestamp":null,"text":null,"status":null}]"#;
        gives(
            TABLE,
            r#"[{"id":7,"direction":"sideways","timestamp":1,"content":[],"status":{}}]"#,
            expected,
        );
    }
}
