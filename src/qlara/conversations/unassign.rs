//! `DELETE /api/partner-gateway/v1/inbox/conversations/{chat_id}/assignee`: takes a conversation from its assignee.
//!
//! Source: the vendor's documents. 204 with an empty body.

use crate::qlara::Id;
use crate::schema::{Nothing, operation};

/// Takes a conversation from its assignee. Nothing happens when it has none.
#[operation(
    name = "unassignConversation",
    delete = "/api/partner-gateway/v1/inbox/conversations/{chat_id}/assignee",
    repeat = SetsState,
    output = Nothing
)]
pub struct UnassignConversation {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = UnassignConversation::OPERATION;
    const ROOT: &str = "/api/partner-gateway/v1/inbox/conversations";

    #[test]
    fn the_conversation_is_named_in_the_path_and_nothing_is_in_the_body() {
        sends(TABLE, r#"{"chatId":"a/b 9"}"#, &format!("DELETE {ROOT}/a%2Fb%209/assignee"), "");
        let big = r#"{"chatId":"9007199254740993"}"#;
        sends(TABLE, big, &format!("DELETE {ROOT}/9007199254740993/assignee"), "");
    }

    #[test]
    fn an_id_that_would_mean_another_route_is_refused() {
        for id in ["reply", "assignable-users", ".", "..", ""] {
            refuses(TABLE, &[(&format!(r#"{{"chatId":"{id}"}}"#), "chatId")]);
        }
        refuses(
            TABLE,
            &[("{}", "chatId"), (r#"{"chatId":null}"#, "chatId"), (r#"{"id":1}"#, "id")],
        );
    }

    #[test]
    fn an_empty_reply_is_success_and_a_page_of_html_is_not() {
        gives(TABLE, "", "null");
        gives(TABLE, r#"{"status":"done"}"#, "null");
        assert!(crate::testing::reply(TABLE, "<html>").is_err());
    }
}
