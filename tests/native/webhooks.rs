//! What the services post, in every way in which they write, and what it does to them.

use serde_json::{Value, json};
use threadline::heymarket::conversations as of_heymarket;
use threadline::qlara::conversations as of_qlara;
use threadline_fakes::control::{self, Done};
use threadline_fakes::webhooks::Plan;
use threadline_fakes::{FakeServices, heymarket, qlara};

use crate::heymarket::{Client as HeymarketClient, SPELLINGS};
use crate::qlara::{Client as QlaraClient, every_way};

const URL: &str = "http://localhost:1/hook";

fn services() -> FakeServices {
    FakeServices::new(heymarket::Options::default(), qlara::Options::default())
}

/// What is to be posted, and the ids of what came in.
fn planned(services: &mut FakeServices, action: &str, asked: &Value) -> (Vec<String>, Plan) {
    match control::handle(services, "POST", action, asked.to_string().as_bytes()) {
        Done::Post { ids, plan } => (ids.unwrap_or_default(), plan),
        Done::Reply(reply) => panic!("{asked}: {}", String::from_utf8_lossy(&reply.body)),
    }
}

fn bodies(plan: &Plan) -> Vec<Value> {
    plan.deliveries.iter().map(|one| serde_json::from_slice(&one.body).unwrap()).collect()
}

fn posted(asked: Value) -> Value {
    bodies(&planned(&mut services(), "webhooks", &asked).1).remove(0)
}

#[test]
fn a_webhook_of_heymarkets_has_its_name_its_own_id_its_token_and_what_happened() {
    for event in ["message_sent", "chat_closed", "incoming_call", "whatever", ""] {
        let asked = json!({ "service": "heymarket", "url": URL, "event": event });
        let body = posted(asked);
        assert_eq!(body.as_object().unwrap().len(), 4);
        assert_eq!((&body["type"], &body["id"]), (&json!(event), &json!(4711)));
        assert_eq!(body["token"], heymarket::WEBHOOK_TOKEN);
        assert!(body["event_data"]["id"].is_i64(), "{body}");
    }
}

#[test]
fn older_pages_and_other_clients_know_other_names() {
    for (spelling, key, name, id) in [
        ("documented", "type", "message_recieved", json!(4711)),
        ("observed", "event", "message_received", json!("4711")),
    ] {
        let mut services = services();
        let options = json!({ "spelling": spelling }).to_string();
        control::handle(&mut services, "POST", "options", options.as_bytes());
        let asked = json!({ "service": "heymarket", "url": URL });
        let body = bodies(&planned(&mut services, "webhooks", &asked).1).remove(0);
        assert_eq!((&body[key], &body["id"]), (&json!(name), &id));
        let conversation = &body["event_data"]["conversation"];
        assert_eq!(conversation.is_object(), spelling == "documented", "{conversation}");
    }
}

#[test]
fn what_happens_to_a_conversation_shows_in_the_conversation_that_is_posted() {
    for (event, status) in [
        ("chat_closed", "closed"),
        ("chat_opened", "open"),
        ("chat_pending", "pending"),
        ("chat_reassigned", "open"),
        ("chat_transferred", "open"),
    ] {
        let asked = json!({ "service": "heymarket", "url": URL, "event": event });
        let data = &posted(asked)["event_data"];
        assert_eq!((&data["id"], &data["status"]), (&json!(610_018), &json!(status)));
    }
}

#[test]
fn several_events_are_of_different_messages_or_times() {
    for (service, event, path) in [
        ("heymarket", "message_recieved", "/event_data/id"),
        ("heymarket", "chat_closed", "/event_data/updated"),
        ("qlara", "INBOUND", "/messageId"),
        ("qlara", "DELIVERY", "/messageId"),
    ] {
        let asked = json!({ "service": service, "url": URL, "event": event, "count": 100 });
        let (_, plan) = planned(&mut services(), "webhooks", &asked);
        let mut seen: Vec<String> =
            bodies(&plan).iter().map(|body| body.pointer(path).unwrap().to_string()).collect();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 100, "{service} {event}");
    }
}

#[test]
fn a_repeat_is_exactly_the_same() {
    for service in ["heymarket", "qlara"] {
        let asked = json!({ "service": service, "url": URL, "count": 3, "repeats": 2,
            "order": "shuffled", "seed": 5 });
        let (_, plan) = planned(&mut services(), "webhooks", &asked);
        assert_eq!(plan.deliveries.len(), 9);
        for one in &plan.deliveries {
            let same = plan.deliveries.iter().filter(|other| other.number == one.number);
            assert!(same.clone().all(|other| other.body == one.body));
            assert_eq!(same.count(), 3);
        }
        // The same request to the same service gives the same plan.
        assert_eq!(planned(&mut services(), "webhooks", &asked).1, plan);
    }
}

#[test]
fn a_token_can_be_wrong_or_missing() {
    for (token, seen) in [(json!("wrong"), json!("wrong")), (json!(""), json!(""))] {
        let asked = json!({ "service": "heymarket", "url": URL, "token": token });
        assert_eq!(posted(asked)["token"], seen);
    }
    let asked = json!({ "service": "heymarket", "url": URL, "token": null });
    assert!(posted(asked).get("token").is_none());
}

#[test]
fn what_an_event_holds_and_the_whole_body_can_be_anything() {
    for data in [json!(null), json!([]), json!("x"), json!({ "deep": [[[]]] })] {
        let asked = json!({ "service": "heymarket", "url": URL, "data": data });
        assert_eq!(posted(asked)["event_data"], data);
        let asked = json!({ "service": "qlara", "url": URL, "data": data });
        assert_eq!(posted(asked), data);
    }
    for service in ["heymarket", "qlara"] {
        let asked = json!({ "service": service, "url": URL, "body": "{not json",
            "contentType": "text/plain" });
        let (_, plan) = planned(&mut services(), "webhooks", &asked);
        assert_eq!(plan.deliveries[0].body, b"{not json");
        assert_eq!(plan.deliveries[0].content_type, "text/plain");
    }
}

#[test]
fn what_is_only_posted_does_not_happen() {
    let mut services = services();
    for service in ["heymarket", "qlara"] {
        for event in ["message_recieved", "chat_closed", "INBOUND"] {
            let asked = json!({ "service": service, "url": URL, "event": event, "count": 3 });
            planned(&mut services, "webhooks", &asked);
        }
    }
    let mut heymarket = HeymarketClient::of(services.heymarket);
    let mut fresh = HeymarketClient::spelling(SPELLINGS[0]);
    assert_eq!(heymarket.get(610_018), fresh.get(610_018));
    let mut qlara = QlaraClient::of(services.qlara);
    assert_eq!(qlara.get("810006"), QlaraClient::new(qlara::Options::default()).get("810006"));
}

#[test]
fn what_a_contact_of_heymarkets_writes_makes_the_conversation_unread_and_the_first() {
    for spelling in SPELLINGS {
        let mut services = FakeServices::new(
            heymarket::Options { spelling, ..heymarket::Options::default() },
            qlara::Options::default(),
        );
        services.heymarket.set_webhook_url(Some(URL.into()));
        let asked =
            json!({ "service": "heymarket", "conversation": 610_012, "text": "Still there?" });
        let (ids, plan) = planned(&mut services, "inbound", &asked);
        let body = bodies(&plan).remove(0);
        let data = &body["event_data"];
        assert_eq!((&data["id"].to_string(), &data["text"]), (&ids[0], &json!("Still there?")));
        assert!(data.get("user").is_none_or(Value::is_null));
        assert_eq!(plan.deliveries[0].url, URL);
        let mut client = HeymarketClient::of(services.heymarket);
        let conversation = client.get(610_012);
        assert_eq!(conversation.last_msg.as_deref(), Some("Still there?"));
        assert_eq!(conversation.read, Some(false));
        assert_eq!(conversation.updated.unwrap().0, data["date"].as_str().unwrap());
        let list = of_heymarket::ListConversations::new(1111);
        assert_eq!(client.call(&list).unwrap()[0].id.get(), 610_012);
    }
}

#[test]
fn what_a_contact_of_qlaras_writes_is_in_the_conversation_and_in_the_payload() {
    for options in every_way() {
        let mut services = FakeServices::new(heymarket::Options::default(), options);
        let asked = json!({ "service": "qlara", "conversation": "810004", "text": "Ciao", "url": URL,
            "count": 2 });
        let (ids, plan) = planned(&mut services, "inbound", &asked);
        let payloads = bodies(&plan);
        for ((payload, id), text) in payloads.iter().zip(&ids).zip(["Ciao 1", "Ciao 2"]) {
            assert_eq!(payload["eventType"], "INBOUND");
            assert_eq!(payload["messageId"].to_string().trim_matches('"'), id);
            assert_eq!(payload["text"], text);
            assert!(payload.get("chatId").is_none());
        }
        let mut client = QlaraClient::of(services.qlara);
        let call = of_qlara::ListMessages::new("810004");
        let messages = client.call(&call).unwrap();
        assert_eq!(messages.last().unwrap().text.as_deref(), Some("Ciao 2"));
        assert_eq!(messages.last().unwrap().id.as_str(), ids[1]);
        let conversation = client.get("810004");
        // It was archived, and some spellings leave out what is false.
        assert_ne!(conversation.archived, Some(true));
        let contact = conversation.contact.unwrap();
        let from = payloads[0].get("source").or(payloads[0].get("from")).unwrap();
        assert!(contact.phone_number.is_none_or(|phone| *from == phone));
    }
}

#[test]
fn a_contact_without_a_phone_number_is_named_in_every_way() {
    let id = "US.13491208655302741918";
    let mut written = std::collections::BTreeSet::new();
    for options in every_way() {
        for (event, side) in [("INBOUND", "source"), ("DELIVERY", "destination"), ("READ", "to")] {
            let mut services = FakeServices::new(heymarket::Options::default(), options);
            let asked = json!({ "service": "qlara", "url": URL, "event": event,
                "contact": { "id": id, "username": "jo" } });
            let body = bodies(&planned(&mut services, "webhooks", &asked).1).remove(0);
            assert!(body.to_string().contains(id), "{body}");
            assert!(body.get(side).is_none_or(|value| value == id), "{body}");
            written.extend(body.as_object().unwrap().keys().cloned());
            let both = json!({ "service": "qlara", "url": URL, "event": event,
                "contact": { "id": id, "phoneNumber": "393331234567" } });
            let body = bodies(&planned(&mut services, "webhooks", &both).1).remove(0);
            assert!(body.to_string().contains(id), "{body}");
            assert!(body.to_string().contains("\"393331234567\""), "{body}");
            written.extend(body.as_object().unwrap().keys().cloned());
        }
    }
    for key in ["userId", "bsuid", "waId", "contact", "username", "userName"] {
        assert!(written.contains(key), "{key}");
    }
    let mine = json!({ "service": "qlara", "conversation": "810006", "contact": {} });
    match control::handle(&mut services(), "POST", "inbound", mine.to_string().as_bytes()) {
        Done::Reply(reply) => assert_eq!(reply.status, 400),
        Done::Post { .. } => panic!("a message came in from somebody else"),
    }
}

#[test]
fn what_nobody_listens_to_happens_all_the_same() {
    let mut services = services();
    for asked in [
        json!({ "service": "heymarket", "conversation": [610_018, "610012"], "count": 3 }),
        json!({ "service": "qlara", "conversation": ["wa-39-7f3c"], "count": 3 }),
    ] {
        let (ids, plan) = planned(&mut services, "inbound", &asked);
        assert_eq!((ids.len(), plan.deliveries.len()), (3, 0));
    }
    let mut client = HeymarketClient::of(services.heymarket);
    for (id, text) in [(610_018, "Hello? 3"), (610_012, "Hello? 2")] {
        assert_eq!(client.get(id).last_msg.as_deref(), Some(text));
    }
}

#[test]
fn the_spellings_use_every_key_of_a_payload_that_a_client_must_know() {
    let mut written = std::collections::BTreeSet::new();
    for options in every_way() {
        for (event, status) in
            [("INBOUND", "-"), ("DELIVERY", "DELIVERED"), ("DELIVERY", "ERROR"), ("READ", "-")]
        {
            let mut services = FakeServices::new(heymarket::Options::default(), options);
            let asked = json!({ "service": "qlara", "url": URL, "event": event, "status": status });
            let (_, plan) = planned(&mut services, "webhooks", &asked);
            written.extend(bodies(&plan)[0].as_object().unwrap().keys().cloned());
        }
    }
    for key in [
        "eventType",
        "messageId",
        "destination",
        "to",
        "phoneNumber",
        "source",
        "from",
        "statusCode",
        "status",
        "description",
        "statusDescription",
        "error",
        "timestamp",
        "eventDate",
        "receivedDate",
        "channel",
        "text",
        "messageType",
        "content",
    ] {
        assert!(written.contains(key), "{key}");
    }
}

#[test]
fn a_user_id_is_posted_in_the_place_of_the_number_or_beside_it_with_the_user_name() {
    use qlara::Spelling::{Flat, Nested, Renamed, Sparse};
    let (id, name) = ("US.13491208655302741918", "jo.by.name");
    let (both, other) = ("IT.20817734519006628354", "both_of_them");
    for (spelling, expected, with_number) in [
        (
            Flat,
            json!({ "source": id, "userId": null, "username": name }),
            json!({ "userId": both, "username": other }),
        ),
        (
            Nested,
            json!({ "from": null, "contact": { "user_id": id, "user_name": name } }),
            json!({ "contact": { "user_id": both, "user_name": other } }),
        ),
        (
            Renamed,
            json!({ "from": id, "bsuid": null, "userName": name }),
            json!({ "bsuid": both, "userName": other }),
        ),
        // This one does not tell the user name.
        (Sparse, json!({ "source": null, "waId": id }), json!({ "waId": both })),
    ] {
        let options = qlara::Options { spelling, ..qlara::Options::default() };
        let mut services = FakeServices::new(heymarket::Options::default(), options);
        let asked = json!({ "service": "qlara", "url": URL, "conversation": ["810019", "810022"],
            "count": 2 });
        let payloads = bodies(&planned(&mut services, "inbound", &asked).1);
        for (payload, expected) in payloads.iter().zip([expected, with_number]) {
            for (key, value) in expected.as_object().unwrap() {
                assert_eq!(payload[key], *value, "{spelling:?} {key}");
            }
        }
        let from = payloads[1].get("source").or(payloads[1].get("from")).unwrap();
        assert!(from.as_str().unwrap().starts_with("+1555555"), "{from}");
    }
}

#[test]
fn what_became_of_a_message_names_a_contact_without_a_number_by_the_user_id() {
    for options in every_way() {
        let mut services = FakeServices::new(heymarket::Options::default(), options);
        let asked = json!({ "service": "qlara", "url": URL, "event": "DELIVERY",
            "conversation": "810021" });
        let mut payload = bodies(&planned(&mut services, "webhooks", &asked).1).remove(0);
        if let Some(Value::Object(contact)) = payload.get_mut("contact").map(Value::take) {
            payload.as_object_mut().unwrap().extend(contact);
        }
        let keys: Vec<&str> = payload
            .as_object()
            .unwrap()
            .iter()
            .filter(|(_, value)| **value == "BR.7Kq2Vx9TzL0aMw4RcN8e")
            .map(|(key, _)| key.as_str())
            .collect();
        let key = match options.spelling {
            qlara::Spelling::Flat => "destination",
            qlara::Spelling::Nested => "user_id",
            qlara::Spelling::Renamed => "phoneNumber",
            qlara::Spelling::Sparse => "waId",
        };
        assert_eq!(keys, [key]);
    }
}
