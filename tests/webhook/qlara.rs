//! Qlara: many spellings of one payload, and a secret in the URL.

use serde_json::{Value, json};
use threadline::http::ErrorKind;
use threadline::qlara::webhook::FORM;
use threadline::webhook;

use crate::{SECRET, nested, read as read_form, rejection, value};

const OLDER: &str = "an-older-secret-7b1d";

fn read(body: &str) -> Result<Value, threadline::http::Error> {
    read_form(FORM, body)
}

#[test]
fn every_alias_of_a_status_gives_the_same_event() {
    let expected = json!({
        "messageId": "9007199254740993",
        "destination": "390123",
        "source": "39555",
        "channel": "WHATSAPP",
        "timestamp": "2026-03-01T12:00:00Z",
        "status": "DELIVERED",
        "description": "ok",
    });
    let mut keys = std::collections::BTreeSet::new();
    for id in [
        "\"messageId\":9007199254740993",
        "\"messageId\":\"9007199254740993\"",
        "\"id\":9007199254740993",
    ] {
        for to in ["\"destination\":\"390123\"", "\"to\":390123", "\"phoneNumber\":\"390123\""] {
            for from in ["\"source\":\"39555\"", "\"from\":39555"] {
                for status in [
                    "\"statusCode\":3",
                    "\"statusCode\":\"3\"",
                    "\"statusCode\":3,\"status\":\"delivered\"",
                    "\"status\":\"Delivered\"",
                    "\"status\":\"DELIVERED\"",
                ] {
                    for words in ["description", "statusDescription", "error"] {
                        for time in ["timestamp", "eventDate", "receivedDate"] {
                            let body = format!(
                                r#"{{"channel":"whatsapp",{id},"{words}":"ok",{to},{status},"{time}":"2026-03-01T12:00:00Z",{from},"eventType":"Delivery"}}"#
                            );
                            let event = read(&body).unwrap();
                            assert_eq!(event["type"], "delivery");
                            for (key, value) in expected.as_object().unwrap() {
                                assert_eq!(event[key], *value, "{key} of {body}");
                            }
                            keys.insert(event["deduplicationKey"].as_str().unwrap().to_owned());
                        }
                    }
                }
            }
        }
    }
    let keys: Vec<String> = keys.into_iter().collect();
    assert_eq!(keys.len(), 1, "{keys:?}");
    let said = "qlara:delivery:9007199254740993:DELIVERED:2026-03-01T12:00:00Z:";
    assert_eq!(keys[0].strip_prefix(said).map(str::len), Some(32), "{keys:?}");
}

#[test]
fn a_status_is_in_capitals_and_by_the_number_where_that_is_known() {
    for (members, status, code) in [
        (r#""statusCode":3"#, json!("DELIVERED"), json!(3)),
        (r#""statusCode":6"#, json!("ERROR"), json!(6)),
        (r#""status":"x","statusCode":6"#, json!("ERROR"), json!(6)),
        (r#""statusCode":5,"status":"expired""#, json!("EXPIRED"), json!(5)),
        (r#""statusCode":5"#, json!(null), json!(5)),
        (r#""statusCode":[3],"status":{"a":1}"#, json!(null), json!(null)),
        (r#""status":null"#, json!(null), json!(null)),
        (r#""status":"sPeDiTo è""#, json!("SPEDITO è"), json!(null)),
    ] {
        let event = read(&format!(r#"{{"eventType":"DELIVERY",{members}}}"#)).unwrap();
        assert_eq!((&event["status"], &event["statusCode"]), (&status, &code), "{members}");
    }
}

#[test]
fn an_inbound_message_has_its_text_or_what_was_attached() {
    let body = r#"{"eventType":"INBOUND","messageId":"7","from":"39555","to":"390123","channel":"rcs",
        "messageType":"image","receivedDate":"2026-03-01T12:00:00Z",
        "content":{"type":"image","mimeType":"image/png","caption":"Ciao 👋"},"mediaKey":"k"}"#;
    let event = read(body).unwrap();
    assert_eq!(event["type"], "inbound");
    assert_eq!((&event["source"], &event["destination"]), (&json!("39555"), &json!("390123")));
    assert_eq!((&event["channel"], &event["messageType"]), (&json!("RCS"), &json!("IMAGE")));
    assert_eq!(
        event["media"],
        json!({ "mediaKey": "k", "type": "image", "mimeType": "image/png", "caption": "Ciao 👋" })
    );
    assert_eq!(event["data"]["messageType"], "image");
    assert_eq!(event["deduplicationKey"], "qlara:inbound:7:RCS:");
    let event =
        read(r#"{"eventType":"inbound","text":"a\"é","content":"x","mediaKey":null}"#).unwrap();
    assert_eq!((&event["text"], &event["media"]), (&json!("a\"é"), &Value::Null));
    let event = read(r#"{"eventType":"inbound","mediaKey":"k"}"#).unwrap();
    assert_eq!(event["media"]["mediaKey"], "k");
}

#[test]
fn an_event_says_who_the_contact_is_with_or_without_a_phone_number() {
    let contact = |id: Value, name: Value, username: Value, phone: Value| json!({ "id": id, "name": name, "username": username, "phoneNumber": phone });
    let (id, none) = ("US.13491208655302741918", Value::Null);
    for (kind, side, own) in
        [("INBOUND", "from", "to"), ("DELIVERY", "to", "from"), ("READ", "phoneNumber", "source")]
    {
        for (members, expected) in [
            (
                format!(r#""{side}":"+39 333 1234567","{own}":"390123456""#),
                contact(json!(null), none.clone(), none.clone(), json!("+39 333 1234567")),
            ),
            (
                format!(r#""{side}":"{id}","username":"jo.\u00e9","profileName":"Jo 👋""#),
                contact(json!(id), json!("Jo 👋"), json!("jo.é"), none.clone()),
            ),
            (
                format!(r#""bsuid":"{id}","{side}":393331234567"#),
                contact(json!(id), none.clone(), none.clone(), json!("393331234567")),
            ),
            (
                format!(r#""contact":{{"user_id":"{id}","userName":"jo"}},"{side}":null"#),
                contact(json!(id), none.clone(), json!("jo"), none.clone()),
            ),
            (format!(r#""{own}":"390123456","name":"Campaign""#), none.clone()),
        ] {
            let event = read(&format!(r#"{{"eventType":"{kind}","id":7,{members}}}"#)).unwrap();
            assert_eq!(event["contact"], expected, "{kind} {members}");
        }
    }
    // What the service wrote stays as it is.
    let event = read(&format!(r#"{{"eventType":"INBOUND","source":"{id}"}}"#)).unwrap();
    assert_eq!((&event["source"], &event["contact"]["id"]), (&json!(id), &json!(id)));
}

#[test]
fn whatever_happened_is_an_event() {
    for (body, kind, name) in [
        (r#"{"eventType":"READ"}"#, "read", json!("READ")),
        (r#"{"eventType":"rEaD"}"#, "read", json!("rEaD")),
        (r#"{"eventType":"TYPING","messageId":1}"#, "unknown", json!("TYPING")),
        (r#"{"eventType":7}"#, "unknown", json!(null)),
        (r#"{"eventType":null}"#, "unknown", json!(null)),
        ("{}", "unknown", json!(null)),
    ] {
        let event = read(body).unwrap();
        assert_eq!((&event["type"], &event["name"]), (&json!(kind), &name), "{body}");
        assert_eq!(event["data"], serde_json::from_str::<Value>(body).unwrap());
    }
}

#[test]
fn values_of_an_unlikely_form_are_null_and_still_in_the_data() {
    let body = r#"{"eventType":"INBOUND","messageId":[1],"source":{"a":1},"destination":true,
        "channel":7,"timestamp":1700000000,"messageType":[],"text":{},"content":[]}"#;
    let event = read(body).unwrap();
    for key in
        ["messageId", "source", "destination", "channel", "messageType", "text", "media", "contact"]
    {
        assert_eq!(event[key], Value::Null, "{key}");
    }
    assert_eq!(event["timestamp"], "2023-11-14T22:13:20.000Z");
    assert_eq!(event["data"]["timestamp"], 1_700_000_000);
}

#[test]
fn what_is_verified_but_not_an_object_is_an_error_with_the_path() {
    for body in ["", " ", "null", "[]", "7", "\"x\"", "<html>", "{", "{}x", "{\"a\":\"\u{0}\"}"] {
        assert_eq!(rejection(read(body)).0, ErrorKind::Decode, "{body}");
    }
    for depth in [128, 100_000] {
        let body = format!(r#"{{"eventType":"INBOUND","content":{}}}"#, nested(depth));
        assert_eq!(rejection(read(&body)).0, ErrorKind::Decode);
    }
    let twice = r#"{"eventType":"READ","eventType":"INBOUND"}"#;
    assert_eq!(rejection(read(twice)), (ErrorKind::Decode, Some("$.eventType".into())));
}

#[test]
fn without_the_secret_or_with_one_of_another_length_nothing_is_read() {
    let accepted = [OLDER.to_owned(), SECRET.to_owned()];
    let longer = format!("{SECRET}x");
    for given in
        [None, Some(""), Some(&SECRET[1..]), Some(&*longer), Some(&OLDER[1..]), Some("T0KEN")]
    {
        // Not even that it is not JSON is said.
        for body in [&b"{}"[..], b"<html>", b"\xff"] {
            let error = webhook::read(FORM, body, given, &accepted).unwrap_err();
            assert_eq!((error.kind(), &error.path()), (ErrorKind::WebhookVerification, &None));
        }
    }
    for given in [OLDER, SECRET] {
        assert!(webhook::read(FORM, b"{}", Some(given), &accepted).is_ok());
    }
    // A body proves nothing here.
    let body = format!(r#"{{"token":"{SECRET}","secret":"{SECRET}"}}"#);
    assert!(webhook::read(FORM, body.as_bytes(), None, &accepted).is_err());
}

#[test]
fn the_key_does_not_depend_on_the_order_even_where_several_times_are_given() {
    let key = |body: &str| {
        let event = webhook::read(FORM, body.as_bytes(), Some(SECRET), &[SECRET.to_owned()]);
        value(&event.unwrap())["deduplicationKey"].clone()
    };
    let one = r#"{"eventType":"READ","messageId":7,"eventDate":"2026-03-01T12:00:00Z","receivedDate":"2026-03-01T13:00:00Z","id":8}"#;
    let other = r#"{"id":8,"receivedDate":"2026-03-01T13:00:00Z","eventDate":"2026-03-01T12:00:00Z","messageId":7,"eventType":"READ"}"#;
    assert!(key(one).as_str().unwrap().starts_with("qlara:read:7::2026-03-01T12:00:00Z:"));
    assert_eq!(key(one), key(other));
    assert_ne!(
        key(r#"{"eventType":"READ","messageId":7}"#),
        key(r#"{"eventType":"READ","messageId":8}"#)
    );
    assert_ne!(
        key(r#"{"eventType":"DELIVERY","messageId":7,"statusCode":3}"#),
        key(r#"{"eventType":"DELIVERY","messageId":7,"statusCode":6}"#)
    );
    assert_ne!(
        key(r#"{"eventType":"INBOUND","text":"a"}"#),
        key(r#"{"eventType":"INBOUND","text":"b"}"#)
    );
}
