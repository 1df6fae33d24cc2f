//! What the service rejects becomes the right kind of error, with its words.

use crate::client::encode;
use serde_json::{Value, json};
use threadline::http::{Error, ErrorKind, Reply, Request};
use threadline::schema::Method;

use crate::heymarket::client::{Client, SPELLINGS, calls, operation};

fn input(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

fn rejected(client: &mut Client, name: &'static str, given: &Value) -> Error {
    let error = client.ask(operation(name), given).unwrap_err();
    assert_eq!(error.operation(), Some(name));
    assert!(error.request_id().unwrap().starts_with("fake-"), "{error:?}");
    assert!(error.body().is_some());
    error
}

#[test]
fn without_the_right_key_every_operation_is_an_authentication_error() {
    let wrong = [
        None,
        Some(""),
        Some("Bearer"),
        Some("Bearer "),
        Some("Bearer  demo-key"),
        Some("Bearer demo-keys"),
        Some("Bearer DEMO-KEY"),
        Some("Basic demo-key"),
        Some("demo-key"),
    ];
    for spelling in SPELLINGS {
        for authorization in wrong {
            let mut client = Client::spelling(spelling);
            client.credential = authorization.map(str::to_owned);
            for (name, json) in calls() {
                let error = rejected(&mut client, name, &input(&json));
                assert_eq!((error.kind(), error.status()), (ErrorKind::Authentication, Some(401)));
            }
        }
    }
}

#[test]
fn anyone_who_does_not_belong_to_the_inbox_is_denied() {
    let mut client = Client::spelling(SPELLINGS[0]);
    for (name, json) in calls() {
        let mut given = input(&json);
        let acting = match name {
            "listConversations" => "id",
            "sendMessage" | "sendEmail" => "creatorId",
            _ => "userId",
        };
        if given.get(acting).is_none() {
            continue;
        }
        if acting == "id" {
            given["filters"]["inboxes"] = json!([2223, 2222]);
        }
        // A member of other inboxes, nobody of the team, and inboxes that do not exist.
        for stranger in [1117, 4242, 0] {
            given[acting] = json!(stranger);
            let error = rejected(&mut client, name, &given);
            assert_eq!((error.kind(), error.status()), (ErrorKind::PermissionDenied, Some(403)));
            if acting != "id" {
                let mut nowhere = input(&json);
                let inbox = if name == "sendEmail" { "inbox" } else { "inboxId" };
                nowhere[inbox] = json!(stranger);
                let error = rejected(&mut client, name, &nowhere);
                assert_eq!(error.kind(), ErrorKind::PermissionDenied);
            }
        }
    }
}

#[test]
fn a_conversation_that_is_not_there_is_not_found() {
    let mut client = Client::spelling(SPELLINGS[0]);
    for (name, json) in calls() {
        let mut given = input(&json);
        for (key, unknown) in [
            ("chatId", json!(7)),
            ("chatId", json!("9223372036854775807")),
            // One of another inbox.
            ("chatId", json!(610_017)),
            ("conversationId", json!(7)),
            ("target", json!("15555559999")),
            ("target", json!("jo@example.com")),
        ] {
            if given.get(key).is_some() {
                given[key] = unknown;
                let error = rejected(&mut client, name, &given);
                assert_eq!((error.kind(), error.status()), (ErrorKind::NotFound, Some(404)));
            }
        }
    }
    let error = rejected(&mut client, "getConversation", &json!({ "id": 7 }));
    assert_eq!(error.kind(), ErrorKind::NotFound);
}

#[test]
fn a_request_that_the_table_forbids_is_an_invalid_request_with_the_services_words() {
    let mut client = Client::spelling(SPELLINGS[0]);
    let close = operation("closeConversation");
    let body = Some(r#"{"inbox_id":2222,"user_id":"1111","chat_id":7}"#.into());
    let request =
        Request { method: Method::Post, target: close.path.into(), body, repeat: close.repeat };
    let error = client.send(&request).read(close).unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidRequest, Some(400)));
    assert!(error.message().ends_with("bad_data: user_id must be a whole number"), "{error}");
    assert!(error.body().unwrap().starts_with(r#"{"error":"bad_data""#));
}

#[test]
fn a_success_that_the_operation_does_not_have_is_a_decode_error() {
    let mut client = Client::spelling(SPELLINGS[0]);
    // Those on conversations have responses that cannot be mistaken for each other's.
    let on_conversations =
        |(name, _): &(&'static str, String)| operation(name).path.starts_with("/v1/conversations");
    let replies: Vec<(&str, Reply)> = calls()
        .into_iter()
        .filter(on_conversations)
        .map(|(name, json)| (name, client.send(&encode(operation(name), &json).unwrap())))
        .collect();
    assert!(!replies.is_empty());
    let kind = |name: &str| match name {
        "listConversations" | "countConversations" | "getConversation" => name.to_owned(),
        _ => "action".to_owned(),
    };
    for (name, reply) in &replies {
        for (other, _) in &replies {
            let outcome = reply.read(operation(other));
            assert_eq!(outcome.is_ok(), kind(name) == kind(other), "{name} as {other}");
            if let Err(error) = outcome {
                assert_eq!((error.kind(), error.status()), (ErrorKind::Decode, Some(200)));
            }
        }
    }
}

#[test]
fn every_response_has_a_request_id_of_its_own() {
    let mut client = Client::spelling(SPELLINGS[0]);
    let mut ids: Vec<Option<String>> = Vec::new();
    for (name, json) in calls() {
        ids.push(client.send(&encode(operation(name), &json).unwrap()).request_id);
    }
    client.credential = None;
    for (name, json) in calls() {
        ids.push(client.send(&encode(operation(name), &json).unwrap()).request_id);
    }
    let count = ids.len();
    assert!(ids.iter().all(Option::is_some));
    ids.dedup();
    assert_eq!(ids.len(), count);
}
