//! `GET /api/partner-gateway/v1/inbox/conversations/{chat_id}`: one conversation.
//!
//! Source: further pages of the vendor.

use crate::qlara::{Conversation, Id};
use crate::schema::operation;

/// Gets one conversation.
#[operation(
    name = "getConversation",
    get = "/api/partner-gateway/v1/inbox/conversations/{chat_id}",
    repeat = Read,
    output = Conversation
)]
pub struct GetConversation {
    /// The conversation's id.
    #[field(wire = "chatId", reserved("reply", "assignable-users"))]
    pub chat_id: Id,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = GetConversation::OPERATION;
    const ROOT: &str = "/api/partner-gateway/v1/inbox/conversations";

    #[test]
    fn the_conversation_is_named_in_the_path() {
        sends(TABLE, r#"{"chatId":9920}"#, &format!("GET {ROOT}/9920"), "");
    }

    #[test]
    fn an_id_that_would_mean_another_route_is_refused() {
        for id in ["reply", "assignable-users", ".", "..", ""] {
            refuses(TABLE, &[(&format!(r#"{{"chatId":"{id}"}}"#), "chatId")]);
        }
    }

    #[test]
    fn a_conversation_that_holds_an_id_alone_has_every_key() {
        let expected = r#"{"id":"9007199254740993","lastMessageDate":null,"lastMessage":null,"unreadCount":null,"channel":null,"assignee":null,"contact":null,"archived":null}"#;
        gives(TABLE, r#"{"id":9007199254740993}"#, expected);
        assert!(crate::testing::reply(TABLE, r#"{"archived":true}"#).is_err());
    }
}
