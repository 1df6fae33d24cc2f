//! A good status proves nothing by itself: what a response says, or does not say, counts as well.

use threadline::heymarket::messages::{SendEmail, SendMessage};
use threadline::http::retry::{Outcome, Situation, Verdict, decide};
use threadline::http::{Error, ErrorKind, Reply};
use threadline::operations;
use threadline::qlara::callback::GetCallback;
use threadline::schema::{Kind, Operation, Repeat};
use threadline::typed;

use crate::client::encode;
use crate::heymarket::operation as of_heymarket;

/// What gateways and functions respond with 200 when they have failed.
const BAD_NEWS: [&str; 8] = [
    r#"{"errorMessage":"2026-04-12T15:30:00Z 1f0c Task timed out after 3.00 seconds"}"#,
    r#"{"status":404,"error":"Not Found","message":"no such conversation"}"#,
    r#"{"ok":false,"error":"channel_not_found"}"#,
    r#"{"success":false}"#,
    r#"{"error":{"code":131047,"message":"Re-engagement message"}}"#,
    r#"{"errors":[{"detail":"window closed"}]}"#,
    r#"{"code":500}"#,
    r#"{"message":"Endpoint request timed out"}"#,
];

/// What says nothing of the kind.
const FINE: [&str; 9] = [
    "",
    "{}",
    "null",
    "[]",
    "\"ok\"",
    r#"{"id":5}"#,
    r#"{"status":"queued"}"#,
    r#"{"status":202,"message":"Accepted"}"#,
    r#"{"success":true,"error":null}"#,
];

fn good(body: &str) -> Reply {
    Reply { status: 200, body: body.into(), ..Reply::default() }
}

fn read(operation: &'static Operation, body: &str) -> Result<(), Error> {
    good(body).read(operation).map(drop)
}

#[test]
fn every_operation_that_responds_by_its_status_has_failed_if_its_body_says_so() {
    let by_status: Vec<_> =
        operations().filter(|operation| matches!(operation.reply, Kind::Nothing)).collect();
    assert_eq!(by_status.len(), 10);
    for operation in by_status {
        for body in BAD_NEWS {
            let error = read(operation, body).unwrap_err();
            assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(200)), "{body}");
            assert_eq!(error.body(), Some(body));
        }
        for body in FINE {
            assert_eq!(read(operation, body), Ok(()), "{} {body}", operation.name);
        }
    }
}

#[test]
fn no_operation_takes_a_report_of_failure_for_a_value() {
    for operation in operations() {
        for body in BAD_NEWS {
            assert!(read(operation, body).is_err(), "{} {body}", operation.name);
        }
    }
}

#[test]
fn a_message_that_nothing_shows_is_not_known_to_be_sent_whatever_makes_it_safe_to_retry() {
    let email = r#"{"inbox":1,"creatorId":2,"convoId":3,"rawText":"Hi""#;
    let message = r#"{"inboxId":1,"creatorId":2,"chatId":3,"text":"Hi""#;
    for (name, input) in [
        ("sendMessage", format!("{message}}}")),
        ("sendMessage", format!(r#"{message},"localId":"a-1"}}"#)),
        ("sendEmail", format!("{email}}}")),
        ("sendEmail", format!(r#"{email},"localId":"a-1"}}"#)),
    ] {
        let operation = of_heymarket(name);
        for body in BAD_NEWS.into_iter().chain(["{}", "null", "[]", r#"{"id":null}"#, "<html>"]) {
            assert_eq!(read(operation, body).unwrap_err().kind(), ErrorKind::Decode, "{body}");
        }
        let now = Situation {
            repeat: encode(operation, &input).unwrap().repeat,
            repeated: 0,
            in_doubt: false,
            max_retries: 2,
            remaining_ms: 60_000.0,
            asked_ms: None,
        };
        assert_ne!(now.repeat, Repeat::SetsState);
        assert_eq!(decide(Outcome::Garbled, now, 0.5, &mut 0.0), Verdict::Unknown, "{name}");
    }
}

#[test]
fn a_message_of_which_any_documented_field_is_shown_was_sent() {
    for body in [
        r#"{"id":77}"#,
        r#"{"id":"msg_1"}"#,
        r#"{"date":"2026-04-12T15:30:00Z"}"#,
        r#"{"convo_id":9920,"error":null}"#,
        r#"{"queued":true,"ok":true}"#,
    ] {
        assert!(typed::read::<SendMessage>(&good(body)).is_ok(), "{body}");
        assert!(typed::read::<SendEmail>(&good(body)).is_ok(), "{body}");
    }
}

#[test]
fn an_address_that_is_missing_is_not_an_address() {
    for body in ["{}", r#"{"callbackUrl":null}"#].into_iter().chain(BAD_NEWS) {
        let error = typed::read::<GetCallback>(&good(body)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
    }
    let known = typed::read::<GetCallback>(&good(r#"{"url":"https://example.com/hook"}"#)).unwrap();
    assert_eq!(known.callback_url.as_deref(), Some("https://example.com/hook"));
}
