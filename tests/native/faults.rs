//! Faults on demand, in one process: what the script says is what becomes of a call.

use crate::client::encode;
use serde_json::{Value, json};
use threadline::http::{ErrorKind, Reply};
use threadline::schema::Operation;
use threadline_fakes::faults::{Exchange, Script, Sending};
use threadline_fakes::{FakeRequest, FakeServices, heymarket, qlara};

use crate::{heymarket::operation as of_heymarket, qlara::operation as of_qlara};

struct Faulty(FakeServices);

impl Faulty {
    fn new(script: &Value) -> Self {
        let mut services =
            FakeServices::new(heymarket::Options::default(), qlara::Options::default());
        services.faults.extend(Script::parse(script.to_string().as_bytes()).unwrap());
        Faulty(services)
    }

    fn exchange(&mut self, operation: &'static Operation, input: &Value) -> Exchange {
        let request = encode(operation, &input.to_string()).unwrap();
        let headers = [
            ("authorization", "Bearer demo-key"),
            ("x-api-key", "demo-qlara-key"),
            ("content-type", "application/json"),
        ];
        let request = FakeRequest {
            method: request.method.as_str(),
            target: &request.target,
            headers: &headers,
            body: request.body.as_deref().unwrap_or_default().as_bytes(),
        };
        self.0.exchange(&request, 0)
    }

    fn list(&mut self) -> Exchange {
        self.exchange(of_qlara("listConversations"), &json!({}))
    }

    fn reply(&mut self, text: &str) -> Exchange {
        self.exchange(of_qlara("reply"), &json!({ "chatId": 810006, "message": text }))
    }

    fn last_message(&mut self) -> Value {
        let got = self.exchange(of_qlara("getConversation"), &json!({ "chatId": 810006 }));
        let body: Value = serde_json::from_slice(&got.reply.body).unwrap();
        body["lastMessage"].clone()
    }
}

fn read(operation: &'static Operation, exchange: Exchange) -> Result<(), ErrorKind> {
    let reply = exchange.reply;
    let header = |name| reply.header(name).map(str::to_owned);
    let reply = Reply {
        status: reply.status,
        request_id: header("x-request-id"),
        retry_after: header("retry-after"),
        retry_after_ms: header("retry-after-ms"),
        body: reply.body.clone(),
    };
    reply.read(operation).map(drop).map_err(|error| error.kind())
}

#[test]
fn without_a_script_nothing_goes_wrong() {
    let mut faulty = Faulty::new(&json!({}));
    let list = faulty.list();
    assert_eq!((list.delay_ms, list.endless, list.sending), (0, 0, Sending::Whole));
    assert_eq!(read(of_qlara("listConversations"), list), Ok(()));
}

#[test]
fn an_operation_of_one_service_is_not_that_of_the_other() {
    let mut faulty = Faulty::new(&json!({ "qlara.markRead": [{ "status": 500, "repeat": true }] }));
    let of_qlara = faulty.exchange(of_qlara("markRead"), &json!({ "chatId": 810006 }));
    assert_eq!(of_qlara.reply.status, 500);
    let named = json!({ "inboxId": 2222, "userId": 1111, "target": "15555550118" });
    assert_eq!(faulty.exchange(of_heymarket("markRead"), &named).reply.status, 200);
}

#[test]
fn what_was_applied_stays_applied_even_if_the_response_is_lost() {
    for (fault, applied) in [
        (json!({ "sending": "resetBefore" }), false),
        (json!({ "sending": "resetAfter" }), true),
        (json!({ "sending": "resetHalfway" }), true),
        (json!({ "sending": "stall" }), true),
        (json!({ "sending": "notHttp" }), true),
        (json!({ "body": "html" }), true),
        (json!({ "status": 204 }), true),
        (json!({ "status": 302 }), false),
        (json!({ "status": 429 }), false),
        (json!({ "status": 503 }), false),
        (json!({ "status": 503, "applied": true }), true),
        (json!({ "sending": "resetAfter", "applied": false }), false),
        (json!({ "status": 200, "applied": false }), false),
    ] {
        let mut faulty = Faulty::new(&json!({ "qlara.reply": [fault] }));
        faulty.reply("Ciao");
        assert_eq!(faulty.last_message() == "Ciao", applied, "{fault}");
        // The next one goes through as ever.
        assert_eq!(faulty.reply("Ciao ciao").reply.status, 202);
        assert_eq!(faulty.last_message(), "Ciao ciao");
    }
}

#[test]
fn every_fault_of_a_response_is_an_error_of_its_kind() {
    for (fault, kind) in [
        (json!({ "status": 400 }), ErrorKind::InvalidRequest),
        (json!({ "status": 401, "body": { "text": "null" } }), ErrorKind::Authentication),
        (json!({ "status": 403, "body": "html" }), ErrorKind::PermissionDenied),
        (json!({ "status": 404, "body": { "json": "nope" } }), ErrorKind::NotFound),
        (json!({ "status": 408 }), ErrorKind::Timeout),
        (json!({ "status": 425 }), ErrorKind::RateLimit),
        (json!({ "status": 499 }), ErrorKind::Server),
        (json!({ "status": 524 }), ErrorKind::Server),
        (json!({ "status": 429 }), ErrorKind::RateLimit),
        (json!({ "status": 502, "body": "garbage" }), ErrorKind::Server),
        (json!({ "status": 301, "headers": [["location", "/"]] }), ErrorKind::Redirect),
        (json!({ "status": 304 }), ErrorKind::Redirect),
        (json!({ "status": 0 }), ErrorKind::Decode),
        (json!({ "status": 999 }), ErrorKind::Decode),
        (json!({ "body": "empty" }), ErrorKind::Decode),
        (json!({ "body": "html" }), ErrorKind::Decode),
        (json!({ "body": "garbage" }), ErrorKind::Decode),
        (json!({ "body": "truncated" }), ErrorKind::Connection),
        (json!({ "body": { "bytes": [91, 255, 93] } }), ErrorKind::Decode),
        (json!({ "body": { "gzipBomb": 1000 } }), ErrorKind::Decode),
    ] {
        let mut faulty = Faulty::new(&json!({ "qlara.*": [fault] }));
        let outcome = faulty.list();
        assert_eq!(read(of_qlara("listConversations"), outcome), Err(kind), "{fault}");
        let again = faulty.list();
        assert_eq!(read(of_qlara("listConversations"), again), Ok(()));
    }
}

#[test]
fn a_fault_comes_on_top_of_the_services_own_response() {
    let script = json!({ "qlara.listConversations": [
        { "delayMs": 7, "headers": [["X-One", "1"], ["x-one", "2"], ["content-type", null]] },
        { "sending": { "drip": 3 } },
        { "body": { "endless": 99 } },
    ] });
    let mut faulty = Faulty::new(&script);
    let (first, second, third) = (faulty.list(), faulty.list(), faulty.list());
    let plain = faulty.list();
    assert_eq!(first.reply.body, plain.reply.body);
    assert_eq!(first.delay_ms, 7);
    let ones = first.reply.headers.iter().filter(|(name, _)| name == "x-one");
    assert_eq!(ones.map(|(_, value)| value.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    assert_eq!(first.reply.header("content-type"), None);
    assert_eq!((second.sending, second.reply.body), (Sending::Drip(3), plain.reply.body));
    assert_eq!((third.endless, third.reply.body.len()), (99, 0));
}

#[test]
fn what_arrives_is_noted_with_what_it_means() {
    let mut faulty = Faulty::new(&json!({ "qlara.reply": [{ "sending": "resetBefore" }] }));
    faulty.reply("Ciao");
    faulty.exchange(of_heymarket("countConversations"), &json!({}));
    let nowhere = FakeRequest { method: "GET", target: "/nowhere?x", headers: &[], body: b"" };
    faulty.0.exchange(&nowhere, 5);
    let noted: Vec<_> = faulty
        .0
        .arrivals
        .list()
        .map(|one| (one.number, one.at_ms, one.service, one.operation, one.complete))
        .collect();
    assert_eq!(
        noted,
        [
            (1, 0, "qlara", Some("reply"), false),
            (2, 0, "heymarket", Some("countConversations"), true),
            (3, 5, "heymarket", None, true),
        ]
    );
    for _ in 0..10_001 {
        faulty.0.exchange(&nowhere, 6);
    }
    assert_eq!(faulty.0.arrivals.list().count(), 10_000);
    assert_eq!(faulty.0.arrivals.list().last().unwrap().number, 10_004);
    faulty.0.reset();
    assert_eq!(faulty.0.arrivals.list().count(), 0);
}

#[test]
fn the_wait_that_the_service_asks_for_is_understood_in_every_form() {
    let fault = |header: &str, value: &str| json!({ "status": 429, "headers": [[header, value]] });
    for (fault, wait) in [
        (fault("Retry-After", "2"), Some(2000.0)),
        (fault("retry-after-ms", "20"), Some(20.0)),
        (fault("Retry-After", "NaN"), None),
        (fault("Retry-After", "-5"), Some(0.0)),
        (fault("Retry-After", "1e308"), Some(86_400_000.0)),
        (json!({ "status": 429, "body": { "json": { "retryAfter": 3 } } }), Some(3000.0)),
        (json!({ "status": 429 }), None),
    ] {
        let mut faulty = Faulty::new(&json!({ "*": [fault] }));
        let reply = faulty.list().reply;
        let header = |name| reply.header(name).map(str::to_owned);
        let reply = Reply {
            status: reply.status,
            retry_after: header("retry-after"),
            retry_after_ms: header("retry-after-ms"),
            body: reply.body.clone(),
            ..Reply::default()
        };
        assert_eq!(reply.wait_ms(0.0, |_| None), wait, "{fault}");
    }
}
