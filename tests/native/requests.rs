//! What the codec writes and what the services take are the same.

use proptest::prelude::*;
use serde_json::Value;
use threadline::http::{ErrorKind, Request};
use threadline::schema::{Operation, Place};

use crate::client::{encode, fresh};
use crate::inputs::{Side, broken, valid_calls};
use crate::property::cases;

/// Reasons that no table holds: they depend on what the service knows.
const OF_THE_DATA: [&str; 14] = [
    "reassign_id is not a member of inbox",
    "transfer_inbox_id has the conversation already",
    "transfer_inbox_id has a conversation with the contact already",
    "conversation_id is not an SMS conversation",
    "userId is nobody to whom conversations can be assigned",
    "orderBy must be lastMessageDate behind - or +",
    "idFrom is not a message id",
    "idTo is not a message id",
    "order must be created_at or updated_at",
    "targets cannot be written to from a toll-free number",
    "name different conversations",
    "targets must have an address behind to:",
    "convo_id is not an e-mail conversation",
    "callbackUrl must be a URL of http or https",
];

/// Whether a rejection means a fault in the request's form.
fn is_for_its_form(status: u16, body: &[u8]) -> bool {
    let body = String::from_utf8_lossy(body);
    match status {
        200..=299 | 403 => false,
        404 => body.contains("no such route"),
        400 => !OF_THE_DATA.iter().any(|reason| body.contains(reason)),
        _ => true,
    }
}

/// A request as the table has it, written without the codec.
fn on_the_wire(operation: &Operation, input: &Value) -> Request {
    let mut target = operation.path.to_owned();
    let mut query = Vec::new();
    for field in operation.input.fields {
        let Some(value) = input.get(field.wire) else { continue };
        let text = match value {
            Value::Array(items) => items.iter().map(escaped).collect::<Vec<_>>().join(","),
            value => escaped(value),
        };
        match field.place {
            Place::Path => target = target.replace(&format!("{{{}}}", field.name), &text),
            Place::Query if !text.is_empty() => query.push(format!("{}={text}", field.wire)),
            _ => {}
        }
    }
    if !query.is_empty() {
        target = format!("{target}?{}", query.join("&"));
    }
    let has_body = operation.input.fields.iter().any(|field| field.place == Place::Body);
    let body = has_body.then(|| body_of(operation, input).to_string());
    Request { method: operation.method, target, body, repeat: operation.repeat }
}

/// What of an input travels in the body.
fn body_of(operation: &Operation, input: &Value) -> Value {
    let mut body = input.clone();
    for field in operation.input.fields.iter().filter(|field| field.place == Place::Path) {
        if let Some(members) = body.as_object_mut() {
            members.remove(field.wire);
        }
    }
    body
}

/// A value as a URL has it; all but what never needs it is percent-encoded.
fn escaped(value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    let escape = |byte| if plain(byte) { char::from(byte).into() } else { format!("%{byte:02x}") };
    text.bytes().map(escape).collect()
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn what_is_written_from_a_valid_input_is_never_rejected_for_its_form(
        (operation, input) in valid_calls(Side::Caller),
    ) {
        let request = encode(operation, &input.to_string()).unwrap();
        let reply = fresh(&request);
        prop_assert!(
            !is_for_its_form(reply.status, &reply.body),
            "{} {}: {request:?}: {}", operation.name, input, String::from_utf8_lossy(&reply.body),
        );
    }

    #[test]
    fn a_request_as_the_table_has_it_is_never_rejected_for_its_form(
        (operation, input) in valid_calls(Side::Wire),
    ) {
        let request = on_the_wire(operation, &input);
        let reply = fresh(&request);
        prop_assert!(
            !is_for_its_form(reply.status, &reply.body),
            "{request:?}: {}", String::from_utf8_lossy(&reply.body),
        );
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn an_input_that_breaks_its_table_in_one_place_is_rejected_with_the_path_to_it(
        (operation, input) in valid_calls(Side::Caller),
    ) {
        for (input, path) in broken(operation.input, &input, Side::Caller) {
            let error = match encode(operation, &input.to_string()) {
                Ok(request) => panic!("{} {input} became {request:?}", operation.name),
                Err(error) => error,
            };
            prop_assert_eq!(error.kind(), ErrorKind::InvalidArgument);
            prop_assert_eq!(error.operation(), Some(operation.name));
            prop_assert_eq!(error.path().unwrap_or_default(), path, "{} of {}", error.message(), input);
        }
    }

    #[test]
    fn a_body_that_breaks_the_table_in_one_place_is_bad_data_and_the_place_is_named(
        (operation, input) in valid_calls(Side::Wire),
    ) {
        let whole = on_the_wire(operation, &input);
        for (broken, path) in broken(operation.input, &input, Side::Wire) {
            if whole.body.is_none() {
                continue;
            }
            let body = body_of(operation, &broken);
            let request = Request { body: Some(body.to_string()), ..whole.clone() };
            let reply = fresh(&request);
            let words: Value = serde_json::from_slice(&reply.body).unwrap();
            let words = words["message"].as_str().unwrap();
            prop_assert_eq!(reply.status, 400, "{} {}: {}", operation.name, body, words);
            let named = words.strip_prefix("bad_data: ").unwrap_or(words);
            prop_assert!(
                named.starts_with(&path) && !OF_THE_DATA.contains(&named),
                "{path} of {body}: {words}",
            );
        }
    }
}
