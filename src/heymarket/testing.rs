//! What opening and closing have in common, and what marking as read and unread have.

use crate::schema::Operation;
use crate::testing::{refuses, sends};

/// The conversation is named by its id, by its target, by its targets, or by several of them.
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
        (
            r#"{"chatId":1,"inboxId":2,"target":"14151234567","userId":3}"#,
            r#"{"chat_id":1,"inbox_id":2,"target":"14151234567","user_id":3}"#,
        ),
        (
            r#"{"inboxId":101,"userId":55,"chatId":9920,"target":"14155551234","targets":["14155551234","14155551235"]}"#,
            r#"{"inbox_id":101,"user_id":55,"chat_id":9920,"target":"14155551234","targets":["14155551234","14155551235"]}"#,
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
            (r#"{"inboxId":101,"userId":55,"targets":[]}"#, "targets"),
            (r#"{"inboxId":101,"userId":55,"chatId":1,"targets":[]}"#, "targets"),
            (r#"{"inboxId":101,"userId":55,"chatId":1,"target":"555-1234"}"#, "target"),
            (r#"{"inboxId":101,"userId":55,"targets":["12345",2]}"#, "targets[1]"),
            (r#"{"inboxId":101,"userId":55,"targets":["12345","5"]}"#, "targets[1]"),
            (r#"{"inboxId":101,"userId":55,"target":""}"#, "target"),
            (r#"{"inboxId":101,"userId":55,"conversationId":1}"#, "conversationId"),
        ],
    );
}

/// The conversation is named by its target, by its targets, or by both; its id is not documented here.
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
        (
            r#"{"inboxId":101,"userId":55,"target":"+1 415 555 1234","targets":["14155551234","14155551235","+1 (415) 555-1234"]}"#,
            r#"{"inbox_id":101,"user_id":55,"target":"14155551234","targets":["14155551234","14155551235"]}"#,
        ),
        (
            r#"{"inboxId":101,"userId":55,"targets":["x\"a","a","b","a,\"b\"","b "]}"#,
            r#"{"inbox_id":101,"user_id":55,"targets":["x\"a","a","b","a,\"b\""]}"#,
        ),
    ] {
        sends(operation, input, target, body);
    }
    refuses(
        operation,
        &[
            (r#"{"userId":55,"target":"12345"}"#, "inboxId"),
            (r#"{"inboxId":101,"target":"12345"}"#, "userId"),
            (r#"{"inboxId":101,"userId":55}"#, ""),
            (r#"{"inboxId":101,"userId":55,"chatId":9920}"#, "chatId"),
        ],
    );
}
