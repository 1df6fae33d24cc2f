//! `POST /api/partner-gateway/v1/inbox/conversations/reply`: sends a message into a conversation.
//!
//! Source: the vendor's documents for path and statuses. 202 means accepted, not delivered. The
//! body's keys are an assumption (`chatId`, `message`): a caller who knows better gives the whole
//! body.

use alloc::string::String;

use crate::qlara::Id;
use crate::schema::{Json, Nothing, operation};

/// Sends a message into a conversation.
///
/// Accepted is not delivered: a channel can have a reply window (WhatsApp: 24 hours after the contact's last message), and after it the delivery fails although the call succeeded. What became of a message stands in its `status`.
///
/// Give `chatId` and `message`; or, should the service name them otherwise, the whole `body`.
#[operation(
    name = "reply",
    post = "/api/partner-gateway/v1/inbox/conversations/reply",
    repeat = Once,
    output = Nothing,
    exactly_one(message, body),
    exactly_one(chat_id, body)
)]
pub struct Reply {
    /// The conversation's id.
    #[field(wire = "chatId")]
    pub chat_id: Option<Id>,
    /// The text to send.
    #[field(not_empty)]
    pub message: Option<String>,
    /// The whole body, sent as it is.
    #[field(whole_body)]
    pub body: Option<Json>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{refuses, sends};

    const TABLE: &Operation = Reply::OPERATION;
    const ROOT: &str = "/api/partner-gateway/v1/inbox/conversations";

    #[test]
    fn text_and_conversation_are_sent_or_else_the_whole_body() {
        let target = format!("POST {ROOT}/reply");
        let text = r#"{"chatId":"9007199254740993","message":"Ciao \"you\""}"#;
        sends(TABLE, text, &target, r#"{"chatId":9007199254740993,"message":"Ciao \"you\""}"#);
        sends(
            TABLE,
            r#"{"chatId":"ab","message":"x"}"#,
            &target,
            r#"{"chatId":"ab","message":"x"}"#,
        );
        let body = r#"{"conversation":1,"text":{"body":"x"}}"#;
        sends(TABLE, &format!(r#"{{"body":{body}}}"#), &target, body);
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                ("{}", ""),
                (r#"{"chatId":1}"#, ""),
                (r#"{"message":"x"}"#, ""),
                (r#"{"chatId":1,"message":"x","body":{}}"#, ""),
                (r#"{"chatId":1,"body":{}}"#, ""),
                (r#"{"message":"x","body":{}}"#, ""),
                (r#"{"chatId":"","message":"x"}"#, "chatId"),
                (r#"{"chatId":1,"message":7}"#, "message"),
                (r#"{"chatId":1,"message":""}"#, "message"),
                (r#"{"body":[]}"#, "body"),
                (r#"{"body":{"n":{"\u0000":"NaN"}}}"#, "body"),
            ],
        );
    }

    #[test]
    fn an_empty_reply_is_success_and_a_page_of_html_is_not() {
        crate::qlara::testing::nothing_is_success(TABLE);
    }
}
