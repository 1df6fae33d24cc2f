//! `POST /v1/conversations/open`: open a conversation.
//!
//! Source: the vendor's documents. `chat_id`, or `target` where there is no `chat_id`; `targets`
//! for a group conversation.

use crate::schema::{Acknowledged, Id, OneOrMore, Target, operation};

/// Opens a conversation. Name it by exactly one of `chatId`, `target` and `targets`.
#[operation(
    name = "openConversation",
    post = "/v1/conversations/open",
    repeat = SetsState,
    output = Acknowledged,
    exactly_one(chat_id, target, targets)
)]
pub struct OpenConversation {
    /// The inbox that the conversation belongs to.
    pub inbox_id: Id,
    /// The member who is recorded as the opener.
    pub user_id: Id,
    /// The conversation's id.
    pub chat_id: Option<Id>,
    /// The contact's phone number or e-mail address, where there is no `chatId`.
    pub target: Option<Target>,
    /// The phone numbers of a group conversation (group MMS).
    pub targets: Option<OneOrMore<Target>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Call;
    use crate::testing::{refuses, sends};

    const TABLE: &crate::schema::Operation = OpenConversation::OPERATION;

    #[test]
    fn the_conversation_is_named_in_each_of_three_ways() {
        for (input, body) in [
            (
                r#"{"inboxId":101,"userId":55,"chatId":9920}"#,
                r#"{"inbox_id":101,"user_id":55,"chat_id":9920}"#,
            ),
            (
                r#"{"inboxId":101,"userId":55,"target":"+1 415-555-1234"}"#,
                r#"{"inbox_id":101,"user_id":55,"target":"14155551234"}"#,
            ),
            (
                r#"{"targets":["14155551234","14155551235"],"inboxId":101,"userId":"55"}"#,
                r#"{"targets":["14155551234","14155551235"],"inbox_id":101,"user_id":55}"#,
            ),
        ] {
            sends(TABLE, input, "POST /v1/conversations/open", body);
        }
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                (r#"{"userId":55,"chatId":1}"#, "inboxId"),
                (r#"{"inboxId":101,"chatId":1}"#, "userId"),
                (r#"{"inboxId":101,"userId":55}"#, ""),
                (r#"{"inboxId":101,"userId":55,"chatId":1,"target":"14155551234"}"#, ""),
                (r#"{"inboxId":101,"userId":55,"target":"1","targets":["2"]}"#, ""),
                (r#"{"inboxId":101,"userId":55,"targets":[]}"#, "targets"),
                (r#"{"inboxId":101,"userId":55,"targets":["1",2]}"#, "targets[1]"),
                (r#"{"inboxId":101,"userId":55,"target":""}"#, "target"),
                (r#"{"inboxId":101,"userId":55,"conversationId":1}"#, "conversationId"),
            ],
        );
    }
}
