//! What the service rejects becomes the right kind of error, with its words.

use crate::client::encode;
use serde_json::{Value, json};
use threadline::http::{Error, ErrorKind};
use threadline_fakes::qlara::Options;

use super::client::{Client, calls, operation};
use crate::samples::samples;

fn rejected(client: &mut Client, name: &'static str, given: &Value) -> Error {
    let error = client.ask(operation(name), given).unwrap_err();
    assert_eq!(error.operation(), Some(name));
    assert!(error.request_id().unwrap().starts_with("fake-"), "{error:?}");
    error
}

fn input(json: &str) -> Value {
    serde_json::from_str(json).unwrap()
}

#[test]
fn each_success_has_the_status_and_the_body_that_the_documents_name() {
    let mut client = Client::new(Options::default());
    for (operation, sample) in samples("qlara") {
        let name = operation.name;
        let reply = client.exchange(&encode(operation, sample.input.get()).unwrap());
        let has_body = sample.response.body.is_some();
        assert_eq!(Some(reply.status), sample.response.status, "{name}");
        assert_eq!(reply.body.is_empty(), !has_body, "{name}");
        assert_eq!(reply.header("content-type").is_none(), !has_body, "{name}");
    }
}

#[test]
fn without_the_right_key_every_operation_is_an_authentication_error() {
    for key in
        [None, Some(""), Some("demo-key"), Some("DEMO-QLARA-KEY"), Some("Bearer demo-qlara-key")]
    {
        let mut client = Client::new(Options::default());
        client.credential = key.map(str::to_owned);
        for (name, json) in calls() {
            let error = rejected(&mut client, name, &input(&json));
            assert_eq!((error.kind(), error.status()), (ErrorKind::Authentication, Some(401)));
        }
    }
}

#[test]
fn a_conversation_that_is_not_there_is_not_found() {
    for chat in [json!(7), json!("810006x"), json!("0810006"), json!("9007199254740994")] {
        let mut client = Client::new(Options::default());
        for (name, json) in calls() {
            let mut given = input(&json);
            if given.get("chatId").is_none() {
                continue;
            }
            given["chatId"] = chat.clone();
            let error = rejected(&mut client, name, &given);
            assert_eq!((error.kind(), error.status()), (ErrorKind::NotFound, Some(404)), "{name}");
            assert!(error.message().contains("no such conversation"), "{error}");
        }
    }
}

#[test]
fn users_that_cannot_be_listed_are_a_server_error_until_they_can() {
    let mut client = Client::new(Options { users_unavailable: true, ..Options::default() });
    let error = rejected(&mut client, "listAssignableUsers", &json!({}));
    assert_eq!((error.kind(), error.status()), (ErrorKind::Server, Some(502)));
    assert!(client.ask(operation("listConversations"), &json!({})).is_ok());
    client.fake.set_options(Options::default());
    assert!(client.ask(operation("listAssignableUsers"), &json!({})).is_ok());
}

#[test]
fn what_the_service_does_not_take_is_an_invalid_request_with_its_words() {
    let mut client = Client::new(Options::default());
    for (name, given, words) in [
        ("listConversations", json!({ "orderBy": "contact" }), "orderBy must be lastMessageDate"),
        ("listMessages", json!({ "chatId": 810006, "idFrom": "x" }), "idFrom is not a message id"),
        ("assignConversation", json!({ "chatId": 810006, "userId": 7 }), "userId is nobody"),
        ("reply", json!({ "body": { "chatId": 810006 } }), "message is required"),
    ] {
        let error = rejected(&mut client, name, &given);
        assert_eq!((error.kind(), error.status()), (ErrorKind::InvalidRequest, Some(400)));
        assert!(error.message().contains(words), "{error}");
        assert!(error.body().unwrap().starts_with(r#"{"error":"bad_data""#), "{error:?}");
    }
}
