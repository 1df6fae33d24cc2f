//! What the fake services post, in all their spellings.

use serde_json::{Value, json};
use threadline::{heymarket, webhook};
use threadline_fakes::control::{self, Done};
use threadline_fakes::heymarket::{Options, Spelling, WEBHOOK_TOKEN};
use threadline_fakes::{FakeServices, qlara};

const SECRET: &str = "t0ken-SECRET-4f1d";
const URL: &str = "http://localhost:1/hook";

fn value(event: &webhook::Event) -> Value {
    serde_json::from_str(&event.to_json()).unwrap()
}

/// The bodies that are posted for a test's request.
fn bodies(services: &mut FakeServices, asked: &Value) -> Vec<Vec<u8>> {
    match control::handle(services, "POST", "webhooks", asked.to_string().as_bytes()) {
        Done::Post { plan, .. } => plan.deliveries.into_iter().map(|one| one.body).collect(),
        Done::Reply(reply) => panic!("{asked}: {}", String::from_utf8_lossy(&reply.body)),
    }
}

fn services(spelling: Spelling, qlara: qlara::Spelling) -> FakeServices {
    FakeServices::new(
        Options { spelling, ..Options::default() },
        qlara::Options { spelling: qlara, ..qlara::Options::default() },
    )
}

const QLARAS: [qlara::Spelling; 4] = [
    qlara::Spelling::Flat,
    qlara::Spelling::Nested,
    qlara::Spelling::Renamed,
    qlara::Spelling::Sparse,
];

#[test]
fn both_spellings_of_heymarkets_webhooks_are_read_and_retries_recognised() {
    for spelling in [Spelling::Documented, Spelling::Observed] {
        for (event, holds) in [
            ("message_recieved", "message"),
            ("message_received", "message"),
            ("message_sent", "message"),
            ("chat_closed", "conversation"),
            ("incoming_call", "data"),
            ("whatever", "data"),
        ] {
            let mut services = services(spelling, QLARAS[0]);
            let asked = json!({ "service": "heymarket", "url": URL, "event": event, "count": 5,
                "repeats": 2, "order": "shuffled" });
            let mut keys = std::collections::BTreeMap::new();
            for body in bodies(&mut services, &asked) {
                let tokens = ["other".to_owned(), WEBHOOK_TOKEN.to_owned()];
                let parsed = value(&heymarket::webhook::read(&body, &tokens).unwrap());
                assert!(parsed[holds]["id"].is_i64(), "{parsed}");
                let key = parsed["deduplicationKey"].as_str().unwrap().to_owned();
                *keys.entry(key).or_insert(0) += 1;
                assert!(heymarket::webhook::read(&body, &tokens[..1]).is_err());
            }
            assert_eq!(keys.into_values().collect::<Vec<_>>(), [3; 5], "{event}");
        }
    }
}

#[test]
fn every_spelling_of_qlaras_says_the_same() {
    let secrets = [SECRET.to_owned()];
    for (event, status, kind, expected) in [
        ("INBOUND", "-", "inbound", Value::Null),
        ("DELIVERY", "DELIVERED", "delivery", json!("DELIVERED")),
        ("DELIVERY", "ERROR", "delivery", json!("ERROR")),
        ("READ", "-", "read", Value::Null),
    ] {
        for spelling in QLARAS {
            let mut services = services(Spelling::Documented, spelling);
            let asked = json!({ "service": "qlara", "url": URL, "event": event, "status": status,
                "text": "Ciao", "count": 3, "repeats": 1 });
            let mut keys = std::collections::BTreeSet::new();
            for body in bodies(&mut services, &asked) {
                let parsed =
                    threadline::qlara::webhook::read(&body, Some(SECRET), &secrets).unwrap();
                let parsed = value(&parsed);
                assert_eq!(parsed["type"], kind);
                assert_eq!(*parsed.get("status").unwrap_or(&Value::Null), expected);
                let contact = if kind == "inbound" { "source" } else { "destination" };
                assert!(parsed[contact].is_string(), "{parsed}");
                assert_eq!(parsed["contact"]["phoneNumber"], parsed[contact]);
                if kind == "inbound" {
                    assert!(parsed["text"].as_str().unwrap().starts_with("Ciao "));
                    let channel = parsed["channel"].as_str().unwrap();
                    assert_eq!(channel, channel.to_uppercase());
                }
                keys.insert(parsed["deduplicationKey"].as_str().unwrap().to_owned());
            }
            assert_eq!(keys.len(), 3, "{event} {spelling:?}");
        }
    }
}

#[test]
fn every_spelling_of_qlaras_names_the_contact_by_whatever_the_service_knows() {
    let secrets = [SECRET.to_owned()];
    for (conversation, id, username, has_number) in [
        ("810019", Some("US.13491208655302741918"), Some("jo.by.name"), false),
        ("810020", Some("US.ENT.11815799212886844830"), Some("two_portfolios"), false),
        ("810021", Some("BR.7Kq2Vx9TzL0aMw4RcN8e"), None, false),
        ("810022", Some("IT.20817734519006628354"), Some("both_of_them"), true),
        ("810006", None, None, true),
    ] {
        for spelling in QLARAS {
            for event in ["INBOUND", "DELIVERY", "READ"] {
                let mut services = services(Spelling::Documented, spelling);
                let asked = json!({ "service": "qlara", "url": URL, "event": event,
                    "conversation": conversation });
                let body = bodies(&mut services, &asked).remove(0);
                let parsed =
                    threadline::qlara::webhook::read(&body, Some(SECRET), &secrets).unwrap();
                let contact = &value(&parsed)["contact"];
                // That spelling has no user name.
                let username = username.filter(|_| spelling != qlara::Spelling::Sparse);
                assert_eq!(contact["id"], json!(id), "{spelling:?} {event} {contact}");
                assert_eq!(contact["username"], json!(username), "{spelling:?} {event} {contact}");
                assert_eq!(contact["phoneNumber"].is_string(), has_number, "{spelling:?} {event}");
            }
        }
    }
}

#[test]
fn a_contact_without_a_phone_number_is_the_same_in_every_spelling() {
    let secrets = [SECRET.to_owned()];
    let id = "US.ENT.13491208655302741918";
    for event in ["INBOUND", "DELIVERY", "READ"] {
        for spelling in QLARAS {
            let mut services = services(Spelling::Documented, spelling);
            let asked = json!({ "service": "qlara", "url": URL, "event": event,
                "contact": { "id": id, "username": "jo" } });
            let body = bodies(&mut services, &asked).remove(0);
            let parsed = threadline::qlara::webhook::read(&body, Some(SECRET), &secrets).unwrap();
            let contact = value(&parsed)["contact"].clone();
            assert_eq!((&contact["id"], &contact["phoneNumber"]), (&json!(id), &Value::Null));
            let sparse = spelling == qlara::Spelling::Sparse;
            assert_eq!(contact["username"], if sparse { Value::Null } else { json!("jo") });
        }
    }
}

#[test]
fn a_wrong_or_missing_token_and_any_data_and_body_are_judged() {
    let mut services = services(Spelling::Documented, QLARAS[0]);
    let mut outcome = |more: Value| {
        let mut asked = json!({ "service": "heymarket", "url": URL, "event": "chat_closed" });
        asked.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let body = bodies(&mut services, &asked).remove(0);
        let form = heymarket::webhook::FORM;
        let outcome = webhook::read(form, &body, None, &[WEBHOOK_TOKEN.to_owned()]);
        outcome.map_or_else(|error| error.kind().as_str(), |_| "read")
    };
    assert_eq!(outcome(json!({})), "read");
    assert_eq!(outcome(json!({ "token": "" })), "webhook_verification");
    assert_eq!(outcome(json!({ "token": null })), "webhook_verification");
    assert_eq!(outcome(json!({ "body": "{not json" })), "webhook_verification");
    for data in [json!(null), json!([]), json!("x")] {
        assert_eq!(outcome(json!({ "data": data })), "decode");
    }
}
