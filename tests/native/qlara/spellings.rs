//! However responses are written, one thing comes out.

use crate::client::encode;
use std::collections::BTreeSet;

use serde_json::{Value, json};
use threadline_fakes::qlara::{Options, Spelling};

use super::client::{Client, every_way, operation};

/// What a text or an id in the place of an object cannot say is left out; an archived flag that is
/// not written means no. A contact's id is the same everywhere where it is in the place of a number.
fn comparable(mut value: Value) -> Value {
    let list = match &mut value {
        Value::Array(list) => list.as_mut_slice(),
        one => std::slice::from_mut(one),
    };
    for conversation in list.iter_mut().filter(|one| one.get("assignee").is_some()) {
        if conversation["contact"]["phoneNumber"].is_null() {
            conversation["contact id"] = conversation["contact"]["id"].take();
        }
        for (object, key) in
            [("assignee", "id"), ("contact", "phoneNumber"), ("channel", "type"), ("channel", "id")]
        {
            let only = conversation[object][key].take();
            conversation[format!("{object} {key}")] = only;
        }
        for object in ["assignee", "contact", "channel"] {
            conversation[object] = Value::Null;
        }
        if conversation["archived"].is_null() {
            conversation["archived"] = json!(false);
        }
    }
    value
}

/// What a page may do in an hour's work.
fn script() -> Vec<(&'static str, Value)> {
    let free = json!({ "chatId": "810006" });
    vec![
        ("listConversations", json!({})),
        ("listConversations", json!({ "orderBy": "+lastMessageDate", "unreadOnly": true })),
        ("listConversations", json!({ "channelIds": ["9", "8"] })),
        ("listConversations", json!({ "dateFrom": "2026-03-01T00:00:00Z" })),
        ("getConversation", free.clone()),
        ("getConversation", json!({ "chatId": "9007199254740993" })),
        ("getConversation", json!({ "chatId": "grp:7/ü 1" })),
        ("getConversation", json!({ "chatId": "7" })),
        ("getConversation", json!({ "chatId": "810019" })),
        ("getConversation", json!({ "chatId": "810020" })),
        ("getConversation", json!({ "chatId": "810021" })),
        ("getConversation", json!({ "chatId": "810022" })),
        ("listMessages", free.clone()),
        ("listMessages", json!({ "chatId": "9007199254740993" })),
        ("listMessages", json!({ "chatId": 810001, "idFrom": 700100 })),
        ("listMessages", json!({ "chatId": 810015 })),
        ("listMessages", json!({ "chatId": 810017 })),
        ("reply", json!({ "chatId": 810006, "message": "Ciao 👋" })),
        ("listMessages", free.clone()),
        ("listMessages", free.clone()),
        ("markRead", free.clone()),
        ("archiveConversation", free.clone()),
        ("getConversation", free.clone()),
        ("listConversations", json!({})),
        ("unarchiveConversation", free.clone()),
        ("listAssignableUsers", json!({})),
        ("assignConversation", json!({ "chatId": 810006, "userId": "9007199254740999" })),
        ("assignConversation", json!({ "chatId": 810006, "userId": "nobody" })),
        ("getConversation", free.clone()),
        ("unassignConversation", free.clone()),
        ("getConversation", free),
    ]
}

#[test]
fn whatever_is_requested_the_responses_are_the_same() {
    let mut clients: Vec<Client> = every_way().into_iter().map(Client::new).collect();
    for (name, input) in script() {
        let ask = |client: &mut Client| client.ask(operation(name), &input).map(comparable);
        let answers: Vec<_> = clients.iter_mut().map(ask).collect();
        for (client, answer) in clients.iter().zip(&answers) {
            assert_eq!(*answer, answers[0], "{name} {input} {:?}", client.fake.options());
        }
    }
}

#[test]
fn spellings_that_write_objects_say_the_same_to_the_last_letter() {
    let both = [Spelling::Nested, Spelling::Renamed];
    let mut clients = both.map(|spelling| Client::new(Options { spelling, ..Options::default() }));
    for (name, input) in script() {
        let [one, other] = clients.each_mut().map(|client| client.ask(operation(name), &input));
        assert_eq!(one, other, "{name} {input}");
    }
}

#[test]
fn a_conversation_comes_out_with_all_that_is_known_of_it() {
    let options = Options { spelling: Spelling::Nested, ..Options::default() };
    let mut client = Client::new(options);
    let got = client.ask(operation("getConversation"), &json!({ "chatId": 810003 })).unwrap();
    let message = client.ask(operation("listMessages"), &json!({ "chatId": 810003 })).unwrap();
    assert_eq!(
        got,
        json!({
            "id": "810003",
            "lastMessageDate": message[0]["timestamp"],
            "lastMessage": message[0]["text"],
            "unreadCount": 0,
            "channel": { "id": "7", "type": "WHATSAPP", "name": "WhatsApp Italia" },
            "assignee": {
                "id": "55",
                "displayName": "Zoë",
                "avatarUrl": "https://example.com/avatars/zoe.png",
            },
            "contact": {
                "id": "40010",
                "name": got["contact"]["name"],
                "username": null,
                "phoneNumber": "+15555553010",
            },
            "archived": false,
        })
    );
    assert!(got["contact"]["name"].is_string());
}

#[test]
fn everything_has_every_field_however_it_is_written() {
    for options in every_way() {
        let mut client = Client::new(options);
        for (name, input, keys) in [
            (
                "listConversations",
                json!({}),
                &[
                    "id",
                    "lastMessageDate",
                    "lastMessage",
                    "unreadCount",
                    "channel",
                    "assignee",
                    "contact",
                    "archived",
                ][..],
            ),
            (
                "listMessages",
                json!({ "chatId": "810017" }),
                &["id", "direction", "timestamp", "text", "status"],
            ),
            ("listAssignableUsers", json!({}), &["id", "displayName", "avatarUrl"]),
        ] {
            let list = client.ask(operation(name), &input).unwrap();
            assert!(list.as_array().is_some_and(|list| !list.is_empty()));
            for one in list.as_array().unwrap() {
                let given: BTreeSet<&str> =
                    one.as_object().unwrap().keys().map(String::as_str).collect();
                assert_eq!(given, keys.iter().copied().collect(), "{name} {options:?}");
                assert!(one["id"].is_string());
            }
        }
    }
}

#[test]
fn the_spellings_use_every_key_that_a_client_must_know() {
    let mut written = BTreeSet::new();
    for options in every_way() {
        let mut client = Client::new(options);
        for (name, input) in script() {
            let request = encode(operation(name), &input.to_string()).unwrap();
            if let Ok(body) = serde_json::from_slice::<Value>(&client.send(&request).body) {
                keys(&body, &mut written);
            }
        }
    }
    for key in [
        "chatId",
        "id",
        "lastMessageDate",
        "lastMessage",
        "unread",
        "unreadCount",
        "unreadCounter",
        "unreadMessages",
        "channel",
        "channelId",
        "assignee",
        "assignedUser",
        "contact",
        "contactNumber",
        "phoneNumber",
        "bsuid",
        "username",
        "userName",
        "archived",
        "messageId",
        "direction",
        "timestamp",
        "date",
        "createdAt",
        "content",
        "text",
        "message",
        "body",
        "status",
        "deliveryStatus",
        "userId",
        "displayName",
        "name",
        "avatarUrl",
        "avatar",
        "items",
        "data",
        "conversations",
        "messages",
        "users",
    ] {
        assert!(written.contains(key), "{key}");
    }
}

fn keys(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| keys(item, into)),
        Value::Object(members) => {
            for (key, value) in members {
                into.insert(key.clone());
                keys(value, into);
            }
        }
        _ => {}
    }
}
