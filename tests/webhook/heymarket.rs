//! Heymarket: `{type, id, token, event_data}`.

use serde_json::{Value, json};
use threadline::heymarket::webhook::FORM;
use threadline::http::{Error, ErrorKind};
use threadline::webhook;

use crate::{SECRET, nested, rejection, value};

fn read(body: &str) -> Result<Value, Error> {
    webhook::read(FORM, body.as_bytes(), None, &[SECRET.to_owned()]).map(|event| value(&event))
}

fn posted(name: &str, data: &str) -> String {
    format!(r#"{{"type":"{name}","id":4711,"token":"{SECRET}","event_data":{data}}}"#)
}

const MESSAGE: &str = r#"{"id":88012,"text":"Hi 👋","date":"2026-03-01T10:00:00.123456Z",
    "conversation":{"id":9920,"channel":"sms"},"new":9007199254740993}"#;

#[test]
fn both_spellings_of_a_received_message_and_both_keys_of_its_name_are_one_event() {
    let expected = read(&posted("message_received", MESSAGE)).unwrap();
    assert_eq!(expected["type"], "message_received");
    assert_eq!(expected["message"]["conversation"]["id"], 9920);
    let key = expected["deduplicationKey"].as_str().unwrap();
    let rest = key.strip_prefix("heymarket:message_received:88012::2026-03-01T10:00:00.123456Z:");
    assert_eq!(rest.map(str::len), Some(32), "{key}");
    for name in ["message_received", "message_recieved"] {
        for body in [
            posted(name, MESSAGE),
            format!(r#"{{"event_data":{MESSAGE},"token":"{SECRET}","id":4711,"event":"{name}"}}"#),
            format!(
                r#"{{"event":"x","type":"{name}","token":"{SECRET}","id":4711,"event_data":{MESSAGE}}}"#
            ),
            format!("\u{feff} {}", posted(name, MESSAGE)),
        ] {
            let mut event = read(&body).unwrap();
            assert_eq!(event["name"], name);
            event["name"] = expected["name"].clone();
            assert_eq!(event, expected, "{body}");
        }
    }
}

#[test]
fn every_documented_type_is_an_event_of_its_own_kind() {
    let data = r#"{"id":7,"updated":"2026-03-01T10:00:00Z","more":[1,{"a":null}]}"#;
    for (name, holds) in [
        ("message_sent", Some("message")),
        ("chat_opened", Some("conversation")),
        ("chat_closed", Some("conversation")),
        ("chat_pending", Some("conversation")),
        ("chat_reassigned", Some("conversation")),
        ("chat_transferred", Some("conversation")),
        ("target_opt_out", None),
        ("target_opt_in", None),
        ("target_double_opt_in", None),
        ("target_double_opt_restricted", None),
        ("incoming_call", None),
    ] {
        let event = read(&posted(name, data)).unwrap();
        assert_eq!((&event["type"], &event["name"]), (&json!(name), &json!(name)));
        assert_eq!(event["webhookId"], "4711");
        assert_eq!(event["data"], serde_json::from_str::<Value>(data).unwrap());
        let key = event["deduplicationKey"].as_str().unwrap();
        assert!(key.starts_with(&format!("heymarket:{name}:7::2026-03-01T10:00:00Z:")), "{key}");
        for kind in ["message", "conversation"] {
            let id = event.get(kind).map(|held| held["id"].clone());
            assert_eq!(id, (holds == Some(kind)).then(|| json!(7)), "{name}");
        }
    }
}

#[test]
fn an_unknown_or_missing_type_is_an_event_too() {
    for (members, name) in [
        (r#""type":"moon_landed","#, json!("moon_landed")),
        (r#""type":7,"event":"moon_landed","#, json!("moon_landed")),
        (r#""type":"\u00e9\"","#, json!("é\"")),
        (r#""type":null,"#, Value::Null),
        (r#""type":["chat_closed"],"#, Value::Null),
        ("", Value::Null),
    ] {
        for (data, expected) in [("null", json!(null)), ("[1,\"x\"]", json!([1, "x"]))] {
            let event =
                read(&format!(r#"{{{members}"token":"{SECRET}","event_data":{data}}}"#)).unwrap();
            assert_eq!(event["type"], "unknown");
            assert_eq!((&event["name"], &event["data"]), (&name, &expected));
        }
        let event = read(&format!(r#"{{{members}"token":"{SECRET}"}}"#)).unwrap();
        assert_eq!(event["data"], Value::Null);
    }
}

#[test]
fn what_is_not_json_is_not_verified() {
    for body in [
        "",
        " ",
        "<html>",
        "null",
        "7",
        "\"x\"",
        "[]",
        "{",
        "\u{feff}",
        &posted("chat_closed", "{\"id\":1}x"),
        &posted("chat_closed", "{'id':1}"),
        &posted("chat_closed", "\"\u{0}\""),
        &format!("{}x", posted("chat_closed", "{\"id\":1}")),
        &posted("chat_closed", "{\"id\":1}")[..40],
    ] {
        assert_eq!(rejection(read(body)).0, ErrorKind::WebhookVerification, "{body}");
    }
    let mut bytes = posted("chat_closed", "{\"id\":1}").into_bytes();
    bytes.push(0xff);
    let outcome = webhook::read(FORM, &bytes, None, &[SECRET.to_owned()]);
    assert_eq!(outcome.unwrap_err().kind(), ErrorKind::WebhookVerification);
}

#[test]
fn without_a_token_or_with_one_of_another_length_type_or_account_nothing_is_read() {
    let longer = format!("\"{SECRET}x\"");
    let shorter = format!("\"{}\"", &SECRET[1..]);
    let first = format!("\"T{}\"", &SECRET[1..]);
    let last = format!("\"{}e\"", &SECRET[..SECRET.len() - 1]);
    let long = format!("\"{}\"", "x".repeat(100_000));
    let nul = format!("\"{SECRET}\\u0000\"");
    let listed = format!("[\"{SECRET}\"]");
    let deep = nested(100_000);
    for token in [
        "\"\"",
        "null",
        "7",
        "true",
        "{}",
        "[]",
        "\"\\ud800\"",
        &longer,
        &shorter,
        &first,
        &last,
        &long,
        &nul,
        &listed,
        &deep,
    ] {
        let body = format!(r#"{{"type":"chat_closed","token":{token},"event_data":{{"id":1}}}}"#);
        assert_eq!(rejection(read(&body)).0, ErrorKind::WebhookVerification, "{token}");
    }
    let body = r#"{"type":"chat_closed","event_data":{"id":1}}"#;
    assert_eq!(rejection(read(body)), (ErrorKind::WebhookVerification, None));
    // Elsewhere it proves nothing.
    let body = format!(r#"{{"type":"chat_closed","event_data":{{"id":1,"token":"{SECRET}"}}}}"#);
    assert_eq!(rejection(read(&body)), (ErrorKind::WebhookVerification, None));
}

#[test]
fn a_token_that_is_given_twice_says_two_things() {
    let body = format!(
        r#"{{"token":"{SECRET}","type":"chat_closed","event_data":{{"id":1}},"token":"{SECRET}"}}"#
    );
    let path = Some("$.token".to_owned());
    assert_eq!(rejection(read(&body)), (ErrorKind::WebhookVerification, path));
}

#[test]
fn a_token_is_what_its_letters_say_however_they_are_written() {
    let escaped: String = SECRET.bytes().map(|byte| format!("\\u{byte:04x}")).collect();
    let body = format!(r#"{{"type":"chat_closed","token":"{escaped}","event_data":{{"id":1}}}}"#);
    assert_eq!(read(&body).unwrap()["type"], "chat_closed");
}

#[test]
fn an_empty_token_is_rejected_whatever_is_posted() {
    for body in ["", r#"{"token":""}"#, r#"{"token":null}"#, &posted("chat_closed", "{\"id\":1}")] {
        for tokens in [vec![], vec![String::new()], vec![SECRET.to_owned(), String::new()]] {
            let error = webhook::read(FORM, body.as_bytes(), None, &tokens).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidArgument, "{body}");
        }
    }
}

#[test]
fn what_is_verified_but_does_not_hold_what_its_type_says_is_an_error_with_the_path() {
    for (data, path) in [
        ("null", "$.event_data"),
        ("[]", "$.event_data"),
        ("7", "$.event_data"),
        ("\"x\"", "$.event_data"),
        ("{}", "$.event_data.id"),
        (r#"{"id":null}"#, "$.event_data.id"),
        (r#"{"id":"x"}"#, "$.event_data.id"),
    ] {
        for name in ["message_recieved", "message_sent", "chat_closed"] {
            let rejected = rejection(read(&posted(name, data)));
            assert_eq!(rejected, (ErrorKind::Decode, Some(path.to_owned())), "{name} {data}");
        }
    }
    let without = format!(r#"{{"type":"chat_closed","token":"{SECRET}"}}"#);
    assert_eq!(rejection(read(&without)), (ErrorKind::Decode, Some("$.event_data".into())));
}

#[test]
fn nesting_takes_no_stack_wherever_it_is_and_127_levels_are_read() {
    for name in ["message_recieved", "chat_closed", "incoming_call", "moon_landed"] {
        for depth in [128, 100_000, 1_000_000] {
            for data in [nested(depth), format!(r#"{{"id":1,"x":{}}}"#, nested(depth))] {
                let rejected = rejection(read(&posted(name, &data)));
                assert_eq!(rejected.0, ErrorKind::WebhookVerification, "{name} {depth}");
            }
        }
        let data = format!(r#"{{"id":1,"x":{}}}"#, nested(126));
        let body = posted(name, &data);
        let event = webhook::read(FORM, body.as_bytes(), None, &[SECRET.to_owned()]).unwrap();
        assert!(event.to_json().contains(&nested(126)), "{name}");
    }
}

#[test]
fn ten_megabytes_are_read_where_they_are_let_in() {
    let data = format!(r#"{{"id":1,"text":"{}"}}"#, "x".repeat(10_000_000));
    let event = read(&posted("message_recieved", &data)).unwrap();
    assert_eq!(event["message"]["text"].as_str().map(str::len), Some(10_000_000));
}

#[test]
fn ids_of_any_size_are_distinguished_in_raw_data() {
    let event = |id: &str| {
        let data = format!(r#"{{"id":{id},"updated":"2026-03-01T10:00:00Z","price":1e400}}"#);
        read(&posted("incoming_call", &data)).unwrap()
    };
    let (one, other) = (event("9007199254740992"), event("9007199254740993"));
    assert_eq!(one["data"]["id"], "9007199254740992");
    assert_eq!(other["data"]["id"], "9007199254740993");
    assert_eq!(other["data"]["price"], "1e400");
    assert_ne!(one["deduplicationKey"], other["deduplicationKey"]);
}

#[test]
fn keys_that_javascript_has_a_meaning_for_stay_members() {
    let data = r#"{"__proto__":{"a":1},"constructor":2,"id":1}"#;
    let event = read(&posted("incoming_call", data)).unwrap();
    assert_eq!(event["data"], serde_json::from_str::<Value>(data).unwrap());
}

#[test]
fn an_empty_key_is_left_out_of_an_event() {
    for made in ["\"x\"", "7", "{}"] {
        // However often it occurs: some are made one after the other.
        for count in 1..6 {
            let members = format!("\"\":{made},").repeat(count);
            let event = read(&format!(r#"{{{members}"token":"{SECRET}"}}"#)).unwrap();
            assert_eq!((&event["type"], &event["name"]), (&json!("unknown"), &Value::Null));
        }
    }
}

#[test]
fn the_same_delivery_has_the_same_key_and_another_event_another() {
    let key = |name: &str, data: &str| {
        read(&posted(name, data)).unwrap()["deduplicationKey"].as_str().unwrap().to_owned()
    };
    let closed = r#"{"id":7,"status":"closed","updated":"2026-03-01T10:00:00Z"}"#;
    assert_eq!(key("chat_closed", closed), key("chat_closed", closed));
    let reordered = r#"{ "updated":"2026-03-01T10:00:00Z" , "status":"closed", "id":7 }"#;
    assert_eq!(key("chat_closed", closed), key("chat_closed", reordered));
    // Without a time, two different states are two events, and without an id they are, too.
    for (one, other) in [
        (r#"{"id":7,"status":"closed"}"#, r#"{"id":7,"status":"open"}"#),
        (
            r#"{"id":7,"updated":"2026-03-01T10:00:00Z"}"#,
            r#"{"id":7,"updated":"2026-03-01T10:00:01Z"}"#,
        ),
    ] {
        assert_ne!(key("chat_closed", one), key("chat_closed", other));
        assert_ne!(key("chat_closed", one), key("chat_opened", one));
    }
    for (one, other) in [(r#"{"target":"1"}"#, r#"{"target":"2"}"#), ("null", "[]")] {
        assert_ne!(key("target_opt_out", one), key("target_opt_out", other));
        assert_ne!(key("moon_landed", one), key("moon_left", one));
    }
    let (one, other) = (r#"{"a":1,"b":[{"c":"\u00e9"}]}"#, r#"{"b":[{"c":"é"}],"a":1}"#);
    assert_eq!(key("target_opt_out", one), key("target_opt_out", other));
    assert_eq!(key("moon_landed", one), key("moon_landed", other));
    let long = format!(r#"{{"id":7,"updated":"{}"}}"#, "x".repeat(10_000));
    assert!(key("chat_closed", &long).len() < 256);
}
