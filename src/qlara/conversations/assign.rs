//! `POST /api/partner-gateway/v1/inbox/conversations/{chat_id}/assignee`: assigns a conversation to a user.
//!
//! Source: the vendor's documents; 204 with an empty body. Replaces any assignee.

use crate::qlara::Id;
use crate::schema::{Nothing, operation};

/// Assigns a conversation to a user, in the place of any other.
#[operation(
    name = "assignConversation",
    post = "/api/partner-gateway/v1/inbox/conversations/{chat_id}/assignee",
    repeat = SetsState,
    output = Nothing
)]
pub struct AssignConversation {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id,
    /// The user's id, one of `listAssignableUsers`.
    #[field(wire = "userId")]
    pub user_id: Id,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = AssignConversation::OPERATION;
    const ROOT: &str = "/api/partner-gateway/v1/inbox/conversations";

    #[test]
    fn the_conversation_travels_in_the_path_and_the_user_in_the_body() {
        let target = format!("POST {ROOT}/9/assignee");
        sends(
            TABLE,
            r#"{"chatId":9,"userId":"9007199254740993"}"#,
            &target,
            r#"{"userId":9007199254740993}"#,
        );
        sends(TABLE, r#"{"chatId":"9","userId":"u-1"}"#, &target, r#"{"userId":"u-1"}"#);
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                (r#"{"chatId":9}"#, "userId"),
                (r#"{"userId":9}"#, "chatId"),
                (r#"{"chatId":9,"userId":null}"#, "userId"),
                (r#"{"chatId":"..","userId":1}"#, "chatId"),
            ],
        );
        gives(TABLE, "", "null");
    }
}
