//! `POST /v1/conversations/unread`: marks a conversation as unread.
//!
//! Source: the vendor's documents. A `chat_id` is not documented here, so it is not offered.

use crate::schema::{Acknowledged, Id, OneOrMore, Target, operation};

/// Marks a conversation as unread. Name it by exactly one of `target` and `targets`.
#[operation(
    name = "markUnread",
    post = "/v1/conversations/unread",
    repeat = SetsState,
    output = Acknowledged,
    exactly_one(target, targets)
)]
pub struct MarkUnread {
    /// The inbox that the conversation belongs to.
    pub inbox_id: Id,
    /// The member who has not read it.
    pub user_id: Id,
    /// The contact's phone number or e-mail address.
    pub target: Option<Target>,
    /// The phone numbers of a group conversation (group MMS).
    pub targets: Option<OneOrMore<Target>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Call;
    use crate::testing::{refuses, sends};

    const TABLE: &crate::schema::Operation = MarkUnread::OPERATION;

    #[test]
    fn the_conversation_is_named_in_both_ways() {
        for (input, body) in [
            (
                r#"{"inboxId":101,"userId":55,"target":"jo@example.com"}"#,
                r#"{"inbox_id":101,"user_id":55,"target":"jo@example.com"}"#,
            ),
            (
                r#"{"inboxId":101,"userId":55,"targets":["14155551234"]}"#,
                r#"{"inbox_id":101,"user_id":55,"targets":["14155551234"]}"#,
            ),
        ] {
            sends(TABLE, input, "POST /v1/conversations/unread", body);
        }
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                (r#"{"userId":55,"target":"1"}"#, "inboxId"),
                (r#"{"inboxId":101,"target":"1"}"#, "userId"),
                (r#"{"inboxId":101,"userId":55}"#, ""),
                (r#"{"inboxId":101,"userId":55,"target":"1","targets":["2"]}"#, ""),
                (r#"{"inboxId":101,"userId":55,"chatId":9920}"#, "chatId"),
            ],
        );
    }
}
