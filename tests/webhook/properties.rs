//! Any bytes, any JSON, any order.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use threadline::webhook::{self, Form};
use threadline::{heymarket, qlara};

use crate::property::cases;
use crate::{SECRET, value};

const FORMS: [&Form; 2] = [heymarket::webhook::FORM, qlara::webhook::FORM];

fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(|bool| json!(bool)),
        any::<i64>().prop_map(|number| json!(number)),
        "[a-z\"\\\\é😀]{0,6}".prop_map(|text| json!(text)),
        Just(json!("2026-03-01T10:00:00Z")),
        Just(json!("+39 333 1234567")),
        Just(json!("US.13491208655302741918")),
        (0..3_i64).prop_map(|number| json!(number)),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            vec((key(), inner), 0..5).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    let known = [
        "id",
        "updated",
        "date",
        "text",
        "conversation",
        "messageId",
        "statusCode",
        "status",
        "timestamp",
        "eventDate",
        "receivedDate",
        "channel",
        "content",
        "mediaKey",
        "contact",
        "source",
        "to",
        "userId",
        "username",
        "assigned",
        "members",
        "unread",
        "__proto__",
        "",
    ];
    prop_oneof![proptest::sample::select(known.to_vec()).prop_map(str::to_owned), "[a-z]{0,5}"]
}

fn name() -> impl Strategy<Value = Value> {
    let known = [
        "message_recieved",
        "message_sent",
        "chat_closed",
        "incoming_call",
        "INBOUND",
        "delivery",
        "READ",
        "unknown",
        "x",
        "é",
    ];
    prop_oneof![
        9 => proptest::sample::select(known.to_vec()).prop_map(|name| json!(name)),
        1 => anything(),
    ]
}

/// A delivery of either service that holds the secret.
fn delivery() -> impl Strategy<Value = Map<String, Value>> {
    (name(), anything(), vec((key(), anything()), 0..6)).prop_map(|(name, data, members)| {
        let mut body: Map<String, Value> = members.into_iter().collect();
        body.insert("type".into(), name.clone());
        body.insert("eventType".into(), name);
        body.insert("token".into(), json!(SECRET));
        body.insert("event_data".into(), data);
        body
    })
}

fn read(form: &'static Form, body: &[u8]) -> Result<Value, threadline::http::Error> {
    webhook::read(form, body, Some(SECRET), &[SECRET.to_owned()]).map(|event| value(&event))
}

/// The same with the members of every object in another order, and with blanks.
fn reversed(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let mut between = "{ ";
            for (key, value) in members.iter().rev() {
                out.push_str(between);
                between = " ,\n";
                out.push_str(&json!(key).to_string());
                out.push_str(" : ");
                reversed(value, out);
            }
            out.push_str(if members.is_empty() { "{}" } else { "}" });
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at > 0 { ", " } else { "" });
                reversed(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn the_key_of_an_event_does_not_depend_on_the_order_of_members(body in delivery()) {
        let body = Value::Object(body);
        let mut other = String::new();
        reversed(&body, &mut other);
        for form in FORMS {
            let one = read(form, body.to_string().as_bytes());
            let two = read(form, other.as_bytes());
            match (one, two) {
                (Ok(one), Ok(two)) => {
                    prop_assert_eq!(&one["deduplicationKey"], &two["deduplicationKey"]);
                    prop_assert_eq!(&one["data"], &two["data"]);
                    let key = one["deduplicationKey"].as_str().unwrap();
                    prop_assert!(key.starts_with(form.service) && key.len() < 256, "{key}");
                }
                (one, two) => prop_assert_eq!(one.is_err(), two.is_err()),
            }
        }
    }

    #[test]
    fn what_comes_raw_is_what_was_posted_but_for_numbers_that_no_float_holds(data in anything()) {
        let body = json!({ "type": "incoming_call", "token": SECRET, "event_data": data });
        let event = read(FORMS[0], body.to_string().as_bytes()).unwrap();
        prop_assert_eq!(&event["data"], &as_text(data));
    }

    #[test]
    fn one_other_letter_in_the_secret_and_nothing_is_read(
        at in 0..SECRET.len(), letter in "[!-~&&[^\"\\\\]]", body in delivery(),
    ) {
        let mut other = SECRET.to_owned();
        other.replace_range(at..=at, &letter);
        prop_assume!(other != SECRET);
        let mut body = body;
        body.insert("token".into(), json!(other));
        let body = Value::Object(body).to_string();
        for form in FORMS {
            let outcome = webhook::read(form, body.as_bytes(), Some(&other), &[SECRET.to_owned()]);
            let error = outcome.unwrap_err();
            prop_assert_eq!(error.kind().as_str(), "webhook_verification");
            prop_assert!(!error.to_json().contains("SECRET"));
        }
    }

    #[test]
    fn any_bytes_at_all_are_an_event_or_an_error_that_holds_no_secret(
        body in vec(any::<u8>(), 0..80), good in delivery(), cut: prop::sample::Index, byte: u8,
    ) {
        let mut changed = Value::Object(good).to_string().into_bytes();
        let at = cut.index(changed.len());
        changed[at] = byte;
        for form in FORMS {
            for body in [&body[..], &changed, &changed[..at]] {
                if let Err(error) = read(form, body) {
                    prop_assert!(!error.to_json().contains(SECRET), "{error}");
                }
            }
        }
    }
}

/// Whole numbers beyond 2^53 − 1 as text.
fn as_text(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_i64() {
            Some(whole) if whole.unsigned_abs() > (1 << 53) - 1 => json!(whole.to_string()),
            _ => Value::Number(number),
        },
        Value::Array(items) => items.into_iter().map(as_text).collect(),
        Value::Object(members) => {
            members.into_iter().map(|(key, value)| (key, as_text(value))).collect()
        }
        other => other,
    }
}
