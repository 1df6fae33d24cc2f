//! `DELETE /api/partner-gateway/v1/inbox/conversations/{chat_id}/assignee`: takes a conversation from its assignee.
//!
//! Source: the vendor's documents. 204 with an empty body, also when there is no assignee: a 404 means the
//! conversation, on a retry too.

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
    use crate::qlara::testing;
    use crate::schema::{Call, Operation};

    const TABLE: &Operation = UnassignConversation::OPERATION;

    #[test]
    fn the_conversation_is_named_in_the_path_and_nothing_is_in_the_body() {
        testing::the_path_names_the_conversation(TABLE, "DELETE", "/assignee");
    }

    #[test]
    fn an_id_that_would_mean_another_route_is_refused() {
        testing::other_routes_are_refused(TABLE);
    }

    #[test]
    fn an_empty_reply_is_success_and_a_page_of_html_is_not() {
        testing::nothing_is_success(TABLE);
    }
}
