//! What opening and closing have in common, and what marking as read and unread have.

use crate::schema::Operation;
use crate::testing::{refuses, sends};

/// The conversation is named by its id, by its target, or by its targets: by exactly one of them.
pub(crate) fn named_in_three_ways(operation: &Operation, target: &str) {
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
        sends(operation, input, target, body);
    }
    refuses(
        operation,
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

/// The conversation is named by its target or by its targets; its id is not documented here.
pub(crate) fn named_in_two_ways(operation: &Operation, target: &str) {
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
        sends(operation, input, target, body);
    }
    refuses(
        operation,
        &[
            (r#"{"userId":55,"target":"1"}"#, "inboxId"),
            (r#"{"inboxId":101,"target":"1"}"#, "userId"),
            (r#"{"inboxId":101,"userId":55}"#, ""),
            (r#"{"inboxId":101,"userId":55,"target":"1","targets":["2"]}"#, ""),
            (r#"{"inboxId":101,"userId":55,"chatId":9920}"#, "chatId"),
        ],
    );
}
