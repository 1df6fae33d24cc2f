//! `GET /v1/messages`: the messages exchanged with a number, at most 50.
//!
//! Source: the vendor's pages, which have `timestamp` once as the latest time to search, once as one before
//! which the messages were sent. The order is not stated. To go back: the second behind the oldest message's;
//! those of that message's second come again.

use alloc::vec::Vec;

use crate::heymarket::Message;
use crate::schema::{Id, Phone, UnixSeconds, operation};

/// Lists the messages exchanged with a phone number in an inbox: at most 50, up to a time.
#[operation(
    name = "listMessages",
    get = "/v1/messages",
    repeat = Read,
    output = Vec<Message>
)]
pub struct ListMessages {
    /// The contact's phone number, with its country code: `14155551234`, `+1 (415) 555-1234`.
    #[field(wire = "phoneNumber")]
    pub phone_number: Phone,
    /// The inbox's id.
    #[field(wire = "inboxID")]
    pub inbox_id: Id,
    /// Only messages up to this time: whole seconds since 1970 (not the milliseconds of `Date.now()`), or a `Date`,
    /// which is rounded up.
    pub timestamp: Option<UnixSeconds>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = ListMessages::OPERATION;

    #[test]
    fn everything_travels_in_the_query() {
        for (timestamp, sent) in [
            ("", ""),
            (r#","timestamp":1772366400"#, "&timestamp=1772366400"),
            (r#","timestamp":"2026-03-01T12:00:00.000Z""#, "&timestamp=1772366400"),
            (r#","timestamp":"2026-03-01T13:00:00.001+01:00""#, "&timestamp=1772366401"),
            (r#","timestamp":0"#, "&timestamp=0"),
            // The last second that RFC 3339 knows.
            (r#","timestamp":"9999-12-31T23:59:59.9Z""#, "&timestamp=253402300800"),
            (r#","timestamp":253402300800"#, "&timestamp=253402300800"),
        ] {
            sends(
                TABLE,
                &format!(r#"{{"phoneNumber":"+1 415-555-1234","inboxId":2222{timestamp}}}"#),
                &format!("GET /v1/messages?phoneNumber=14155551234&inboxID=2222{sent}"),
                "",
            );
        }
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                (r#"{"inboxId":1}"#, "phoneNumber"),
                (r#"{"phoneNumber":"14155551234"}"#, "inboxId"),
                (r#"{"phoneNumber":"jo@example.com","inboxId":1}"#, "phoneNumber"),
                (r#"{"phoneNumber":"14155551234","inboxId":1,"timestamp":-1}"#, "timestamp"),
                (r#"{"phoneNumber":"14155551234","inboxId":1,"timestamp":1.5}"#, "timestamp"),
                (
                    r#"{"phoneNumber":"14155551234","inboxId":1,"timestamp":"1772366400"}"#,
                    "timestamp",
                ),
            ],
        );
    }

    #[test]
    fn milliseconds_where_seconds_are_due_are_refused_with_a_hint() {
        for timestamp in
            ["253402300801", "1772366400000", "1.7723664e12", "99999999999999", "9007199254740993"]
        {
            let input =
                format!(r#"{{"phoneNumber":"14155551234","inboxId":1,"timestamp":{timestamp}}}"#);
            let error = crate::codec::encode(TABLE, &input, crate::testing::NOW_MS).unwrap_err();
            assert_eq!(error.path.as_deref(), Some("timestamp"));
            assert_eq!(
                error.message,
                "expected a time (whole seconds since 1970, or RFC 3339 with its offset, Z or +01:00), found milliseconds; divide by 1000 and round, or give a Date",
            );
        }
    }

    #[test]
    fn a_message_comes_out_with_every_field_and_its_conversation_in_every_form() {
        let bare = |conversation: &str| {
            format!(
                r#"[{{"id":7,"text":null,"type":null,"status":null,"date":null,"updated":null,"target":null,"targets":[],"phone":null,"user":null,"author":null,"conversation":{conversation},"broadcastId":null,"media":null,"linkUrl":null,"flagged":null,"hidden":null,"channel":null,"localId":null,"rawError":null}}]"#
            )
        };
        // Of a part nothing is said that did not come.
        let conversation = r#"{"id":9920}"#;
        for body in [
            r#"[{"id":7,"conversation":{"id":9920}}]"#,
            r#"[{"id":7,"conversation_id":9920}]"#,
            r#"[{"convo_id":9920,"id":7,"target_errors":{"1415":"no"},"conversation":null}]"#,
        ] {
            gives(TABLE, body, &bare(conversation));
        }
        gives(TABLE, r#"[{"id":7,"user":{},"flagged":"x"}]"#, &bare("null"));
        gives(
            TABLE,
            r#"[{"id":7,"text":"Hi","type":"text","status":"sent","date":"2026-03-01T12:00:00.123456Z","updated":"2026-03-01T12:00:01Z","target":"14155551234","targets":["14155551234"],"phone":"15550001111","user":1111,"author":"Maya","broadcast_id":3,"media":"https://example.com/a","link_url":"https://example.com/b","flagged":0,"hidden":true,"channel":"sms","local_id":"a-1","raw_error":"30003"}]"#,
            r#"[{"id":7,"text":"Hi","type":"text","status":"sent","date":"2026-03-01T12:00:00.123456Z","updated":"2026-03-01T12:00:01Z","target":"14155551234","targets":["14155551234"],"phone":"15550001111","user":1111,"author":"Maya","conversation":null,"broadcastId":3,"media":"https://example.com/a","linkUrl":"https://example.com/b","flagged":false,"hidden":true,"channel":"sms","localId":"a-1","rawError":"30003"}]"#,
        );
    }
}
