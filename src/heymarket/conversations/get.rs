//! `GET /v1/conversations/{id}`: one conversation.
//!
//! Source: the vendor's documents.

use crate::heymarket::Conversation;
use crate::schema::{Id, operation};

/// Gets one conversation.
#[operation(
    name = "getConversation",
    get = "/v1/conversations/{id}",
    repeat = Read,
    output = Conversation
)]
pub struct GetConversation {
    /// The conversation's id.
    pub id: Id<Conversation>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Call;
    use crate::testing::rejects;

    const TABLE: &crate::schema::Operation = GetConversation::OPERATION;

    #[test]
    fn an_id_that_is_none_never_reaches_the_path() {
        for id in [
            "\"\"",
            "\".\"",
            "\"..\"",
            "\"%2e%2e\"",
            "\"..;x\"",
            "\"a/b\"",
            "\"1?x\"",
            "\"1#x\"",
            "\"1\\r\\n\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\" 1\"",
            "-1",
            "1.5",
            "1e21",
            "true",
            "null",
            "{}",
            "[1]",
            "9007199254740993",
            "\"99999999999999999999\"",
        ] {
            rejects(TABLE, &[(&format!(r#"{{"id":{id}}}"#), "id")]);
        }
        rejects(TABLE, &[(&format!(r#"{{"id":"{}"}}"#, "1".repeat(10_000_000)), "id")]);
    }

    #[test]
    fn a_conversation_comes_out_the_same_from_both_spellings_of_the_service() {
        let expected = include_str!("../../../tests/fixtures/heymarket/conversation.expected.json");
        for body in [
            include_str!("../../../tests/fixtures/heymarket/conversation.documented.json"),
            include_str!("../../../tests/fixtures/heymarket/conversation.observed.json"),
        ] {
            crate::testing::gives(TABLE, body, expected);
        }
    }

    #[test]
    fn a_conversation_that_holds_an_id_alone_has_every_key() {
        let expected =
            include_str!("../../../tests/fixtures/heymarket/conversation.bare.expected.json");
        crate::testing::gives(TABLE, r#"{"id":9007199254740993}"#, expected);
    }
}
