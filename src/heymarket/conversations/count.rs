//! `POST /v1/conversations/count`: how many conversations there are.
//!
//! Source: the vendor's documents. The reply's form is not fixed: a number, a numeric string or an
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Call;
    use crate::testing::{refuses, sends};

    const TABLE: &crate::schema::Operation = CountConversations::OPERATION;

    #[test]
    fn both_an_empty_and_a_filled_input_are_sent() {
        sends(TABLE, "{}", "POST /v1/conversations/count", "{}");
        let input = r#"{"date":"2026-04-12T15:30:00Z"}"#;
        sends(TABLE, input, "POST /v1/conversations/count", input);
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(TABLE, &[(r#"{"date":{}}"#, "date"), (r#"{"filters":{}}"#, "filters")]);
    }

    #[test]
    fn the_total_is_read_in_every_form_that_it_may_come_in() {
        for body in ["42", "\"42\"", " 42.0 ", r#"{"count":42}"#, r#"{"of":"all","total":"42"}"#] {
            crate::testing::gives(TABLE, body, "42");
        }
    }
}
