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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = CountTeamMessages::OPERATION;

    #[test]
    fn both_an_empty_and_a_filled_input_are_sent() {
        sends(TABLE, "{}", "POST /v1/messages/all/count", "{}");
        sends(
            TABLE,
            r#"{"createdAt":"2026-03-01T12:00:00Z"}"#,
            "POST /v1/messages/all/count",
            r#"{"created_at":"2026-03-01T12:00:00Z"}"#,
        );
        refuses(TABLE, &[(r#"{"limit":1}"#, "limit"), (r#"{"createdAt":""}"#, "createdAt")]);
    }

    #[test]
    fn the_total_comes_as_a_number_whatever_its_form() {
        for body in ["1234", "\"1234\"", r#"{"count":1234}"#, r#"{"count":"1234"}"#] {
            gives(TABLE, body, "1234");
        }
    }
}
