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
    use crate::qlara::testing;
    use crate::schema::{Call, Operation};
    use crate::testing::gives;

    const TABLE: &Operation = GetConversation::OPERATION;

    #[test]
    fn the_conversation_is_named_in_the_path() {
        testing::the_path_names_the_conversation(TABLE, "GET", "");
        testing::other_routes_are_refused(TABLE);
    }

    #[test]
    fn a_conversation_that_holds_an_id_alone_has_every_key() {
        let expected = r#"{"id":"9007199254740993","lastMessageDate":null,"lastMessage":null,"unreadCount":null,"channel":null,"assignee":null,"contact":null,"archived":null}"#;
        gives(TABLE, r#"{"id":9007199254740993}"#, expected);
        assert!(crate::testing::reply(TABLE, r#"{"archived":true}"#).is_err());
    }
}
