//! The two spellings of a response come out as one.

use serde_json::{Value, json};
use threadline_fakes::heymarket::Options;

use crate::heymarket::client::{ALL, Client, SPELLINGS, operation};

/// What an id in the place of an object cannot say is left out, and members, whom one of the
/// spellings mostly leaves out.
fn comparable(mut value: Value) -> Value {
    let list = if value.is_array() {
        value.as_array_mut().unwrap().as_mut_slice()
    } else {
        std::slice::from_mut(&mut value)
    };
    for one in list {
        let Some(one) = one.as_object_mut() else { continue };
        let ids: &[&str] = match (one.contains_key("assigned"), one.contains_key("broadcastId")) {
            (true, _) => {
                one.remove("members").unwrap();
                &["assigned", "inbox"]
            }
            (_, true) => &["conversation"],
            _ => &[],
        };
        for key in ids {
            let id = one[*key]["id"].take();
            one.insert((*key).into(), id);
        }
    }
    value
}

#[test]
fn whatever_is_requested_the_responses_are_the_same() {
    let named = json!({ "inboxId": 2222, "userId": 1111, "target": "15555550118" });
    let with = |key: &str, value: Value| {
        let mut input = named.clone();
        input[key] = value;
        input
    };
    let script = [
        ("listConversations", json!({ "id": 1111, "filters": {} })),
        (
            "listConversations",
            json!({ "id": 1111, "filters": { "inboxes": ["2222"], "closed": true } }),
        ),
        (
            "listConversations",
            json!({ "id": 1111, "filters": { "unread": true }, "date": "2026-02-28T12:00:00Z" }),
        ),
        (
            "listConversations",
            json!({ "id": 1111, "filters": {}, "date": "1999-12-31T23:59:59.999Z" }),
        ),
        ("countConversations", json!({})),
        ("countConversations", json!({ "date": "2026-02-28T12:00:00Z" })),
        ("getConversation", json!({ "id": "9007199254740993" })),
        ("openConversation", named.clone()),
        ("closeConversation", named.clone()),
        ("getConversation", json!({ "id": 610018 })),
        ("openConversation", named.clone()),
        ("markRead", named.clone()),
        ("getConversation", json!({ "id": 610018 })),
        ("markUnread", named.clone()),
        ("reassignConversation", with("reassignId", json!(1114))),
        ("getConversation", json!({ "id": 610018 })),
        ("transferConversation", json!({ "conversationId": 610018, "transferInboxId": 2223 })),
        ("getConversation", json!({ "id": 610018 })),
        ("listConversations", json!({ "id": 1111, "filters": {} })),
        ("getConversation", json!({ "id": 7 })),
        ("markRead", named.clone()),
        (
            "updateScheduledMessage",
            json!({ "id": 7, "inboxId": 2222, "conversationId": 610012,
                "executeAt": "2026-03-02T10:00:00Z", "content": { "text": "Later" } }),
        ),
        (
            "scheduleMessage",
            json!({ "inboxId": 2222, "phoneNumber": "15555559999", "userId": 1111,
                "executeAt": "2026-03-02T10:00:00Z", "content": { "text": "Later" } }),
        ),
        ("getScheduledMessage", json!({ "id": 900001 })),
        ("deleteScheduledMessage", json!({ "id": 900001 })),
        ("deleteScheduledMessage", json!({ "id": 900001 })),
        ("sendEmail", json!({ "inbox": 2222, "creatorId": 1111, "convoId": 7, "text": "Hi" })),
        ("listMessages", json!({ "phoneNumber": "15555550116", "inboxId": 2223 })),
        ("listMessages", json!({ "phoneNumber": "15555550116", "inboxId": 2222 })),
        ("listTeamMessages", json!({ "limit": 5000 })),
        ("countTeamMessages", json!({})),
        ("countTeamMessages", json!({ "createdAt": "2026-02-26T00:00:00Z" })),
        ("listInboxes", json!({})),
    ];
    let options = Options { page_size: ALL, ..Options::default() };
    let mut clients = SPELLINGS.map(|spelling| Client::new(Options { spelling, ..options }));
    for (name, input) in script {
        let [documented, observed] =
            clients.each_mut().map(|client| client.ask(operation(name), &input).map(comparable));
        assert_eq!(documented, observed, "{name} {input}");
    }
}

#[test]
fn every_conversation_has_every_field_in_either_spelling() {
    for spelling in SPELLINGS {
        let mut client = Client::new(Options { spelling, page_size: ALL, ..Options::default() });
        let input = json!({ "id": 1111, "filters": {} });
        let all = client.ask(operation("listConversations"), &input).unwrap();
        assert_eq!(all.as_array().unwrap().len(), ALL);
        for conversation in all.as_array().unwrap() {
            let conversation = conversation.as_object().unwrap();
            assert_eq!(conversation.len(), 17, "{conversation:?}");
            assert!(conversation["members"].is_array() && conversation["targets"].is_array());
        }
    }
}

#[test]
fn the_members_who_are_written_are_those_who_come_out() {
    for (spelling, id, members) in [
        (
            SPELLINGS[0],
            610_018,
            json!([
                { "id": 1111, "name": "Maya", "email": "maya@example.com" },
                { "id": 1112, "name": "Jonas", "email": "jonas@example.com" },
            ]),
        ),
        (
            SPELLINGS[1],
            610_017,
            json!([
                { "id": 1111, "name": "Maya", "email": null },
                { "id": 1112, "name": "Jonas", "email": null },
            ]),
        ),
        (SPELLINGS[0], 610_008, json!([])),
        (SPELLINGS[0], 610_009, json!([])),
        (SPELLINGS[1], 610_008, json!([])),
        (SPELLINGS[1], 610_009, json!([])),
    ] {
        let mut client = Client::spelling(spelling);
        let got = client.ask(operation("getConversation"), &json!({ "id": id })).unwrap();
        assert_eq!(got["members"], members, "{id}, {spelling:?}");
    }
}
