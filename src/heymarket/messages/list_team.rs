//! `POST /v1/messages/all`: the messages of the whole team.
//!
//! Source: the vendor's newer pages. The next page: `created_at` = the `date` of the last message; only messages
//! before it are listed. What `ascending` makes of that is not documented.

use alloc::string::String;
use alloc::vec::Vec;

use crate::heymarket::Message;
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
    /// not documented which. To go on, give the `date` of the last message of the page before, letter for letter.
    pub created_at: Option<Timestamp>,
    /// What it is sorted by.
    #[field(values("created_at", "updated_at"))]
    pub order: Option<String>,
    /// `true`: the oldest first.
    pub ascending: Option<bool>,
    /// How many at most; the service takes 30 where none is given.
    pub limit: Option<Count>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, reply, sends};

    const TABLE: &Operation = ListTeamMessages::OPERATION;

    #[test]
    fn both_an_empty_and_a_filled_input_are_sent() {
        sends(TABLE, "{}", "POST /v1/messages/all", "{}");
        sends(
            TABLE,
            r#"{"createdAt":"2026-03-01T12:00:00.123456Z","order":"created_at","ascending":false,"limit":100}"#,
            "POST /v1/messages/all",
            r#"{"created_at":"2026-03-01T12:00:00.123456Z","order":"created_at","ascending":false,"limit":100}"#,
        );
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                (r#"{"createdAt":1772366400}"#, "createdAt"),
                (r#"{"order":1}"#, "order"),
                (r#"{"ascending":"yes"}"#, "ascending"),
                (r#"{"limit":"30"}"#, "limit"),
                (r#"{"limit":-1}"#, "limit"),
                (r#"{"limit":1.5}"#, "limit"),
            ],
        );
    }

    #[test]
    fn an_empty_list_is_one_and_null_is_no_page() {
        gives(TABLE, "[]", "[]");
        assert!(reply(TABLE, "null").is_err());
    }
}
