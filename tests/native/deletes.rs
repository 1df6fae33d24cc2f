//! What was deleted by an attempt whose response was lost is deleted, though its retry finds nothing.

use serde_json::{Value, json};
use threadline::http::retry::{Outcome, Situation, Verdict, decide};
use threadline::http::{Error, ErrorKind, Reply};
use threadline::schema::{Method, Operation, Repeat};
use threadline_fakes::faults::{Script, Sending};
use threadline_fakes::{FakeRequest, FakeServices, heymarket, qlara};

use crate::client::encode;
use crate::heymarket::operation as of_heymarket;
use crate::qlara::operation as of_qlara;

/// How a call ends, and after how many attempts.
type Ending = (Result<(), ErrorKind>, u32);

/// A caller in Rust: sends, reads, and leaves it to the core whether to continue.
fn call(services: &mut FakeServices, operation: &'static Operation, input: &Value) -> Ending {
    let request = encode(operation, &input.to_string()).unwrap();
    let mut now = Situation {
        repeat: request.repeat,
        repeated: 0,
        in_doubt: false,
        max_retries: 3,
        remaining_ms: 60_000.0,
        asked_ms: None,
    };
    loop {
        let exchange = services.exchange(
            &FakeRequest {
                method: request.method.as_str(),
                target: &request.target,
                headers: &[
                    ("authorization", "Bearer demo-key"),
                    ("x-api-key", "demo-qlara-key"),
                    ("content-type", "application/json"),
                ],
                body: request.body.as_deref().unwrap_or_default().as_bytes(),
            },
            0,
        );
        let reply = exchange.reply;
        let reply = Reply { status: reply.status, body: reply.body, ..Reply::default() };
        let (outcome, error) = match exchange.sending {
            Sending::Whole => match reply.read(operation) {
                Ok(_) => return (Ok(()), now.repeated + 1),
                Err(error) => (Outcome::Status(reply.status), error),
            },
            Sending::Stall => (Outcome::TimedOut, Error::new(ErrorKind::Timeout, "late")),
            _ => (Outcome::Lost, Error::new(ErrorKind::Connection, "lost")),
        };
        let attempts = now.repeated + 1;
        match decide(outcome, now, 0.0, &mut 0.0) {
            Verdict::Again { .. } => {
                now.repeated += 1;
                now.in_doubt |= outcome.may_have_happened();
            }
            Verdict::Done => return (Ok(()), attempts),
            Verdict::Fail => return (Err(error.kind()), attempts),
            Verdict::Unknown => return (Err(ErrorKind::OutcomeUnknown), attempts),
        }
    }
}

/// Something that can be deleted, and an operation that deletes it.
fn deleted(services: &mut FakeServices, operation: &'static Operation) -> Value {
    let (make, input) = if operation.name == "deleteCallback" {
        (of_qlara("createCallback"), json!({ "callbackUrl": "https://example.com/hook" }))
    } else {
        let later = json!({
            "inboxId": 2222, "userId": 1111, "conversationId": 610_012,
            "executeAt": "2026-03-02T10:00:00Z", "content": { "text": "Later" },
        });
        (of_heymarket("scheduleMessage"), later)
    };
    assert_eq!(call(services, make, &input), (Ok(()), 1));
    if operation.name == "deleteCallback" { json!({}) } else { json!({ "id": 900_001 }) }
}

const DELETES: [&str; 2] = ["heymarket.deleteScheduledMessage", "qlara.deleteCallback"];

fn operation(named: &str) -> &'static Operation {
    match named.split_once('.').unwrap() {
        ("qlara", name) => of_qlara(name),
        (_, name) => of_heymarket(name),
    }
}

/// How a delete ends when these faults come one after the other, of something that is there or is not.
fn ending(named: &str, faults: &[Value], is_there: bool) -> Ending {
    let mut services = FakeServices::new(heymarket::Options::default(), qlara::Options::default());
    let operation = operation(named);
    let mut input = if named.ends_with("Callback") { json!({}) } else { json!({ "id": 900_001 }) };
    if is_there {
        input = deleted(&mut services, operation);
    }
    let script = json!({ named: faults }).to_string();
    services.faults.extend(Script::parse(script.as_bytes()).unwrap());
    call(&mut services, operation, &input)
}

#[test]
fn what_a_lost_attempt_has_deleted_is_deleted() {
    let rejected = json!({ "status": 429 });
    let lost = json!({ "sending": "resetAfter" });
    for named in DELETES {
        for fault in [
            lost.clone(),
            json!({ "sending": "stall" }),
            json!({ "sending": "resetHalfway" }),
            json!({ "status": 500, "applied": true }),
            json!({ "status": 502, "applied": true }),
            json!({ "status": 503, "applied": true }),
            json!({ "status": 504, "applied": true }),
            json!({ "status": 408, "applied": true }),
            json!({ "status": 499, "applied": true }),
            json!({ "status": 524, "applied": true }),
        ] {
            assert_eq!(
                ending(named, std::slice::from_ref(&fault), true),
                (Ok(()), 2),
                "{named} {fault}"
            );
            let later = [rejected.clone(), fault.clone(), rejected.clone()];
            assert_eq!(ending(named, &later, true), (Ok(()), 4), "{named} {fault}");
        }
        // An attempt that was lost before it came, and one that then deletes.
        assert_eq!(ending(named, &[json!({ "sending": "resetBefore" })], true), (Ok(()), 2));
        assert_eq!(ending(named, &[lost.clone(), json!({ "status": 410 })], true), (Ok(()), 2));
    }
}

#[test]
fn what_was_never_there_is_not_found() {
    for named in DELETES {
        assert_eq!(ending(named, &[], false), (Err(ErrorKind::NotFound), 1));
        for status in [425, 429] {
            let rejected = json!({ "status": status });
            let expected = (Err(ErrorKind::NotFound), 2);
            assert_eq!(ending(named, &[rejected], false), expected, "{named} {status}");
        }
    }
}

#[test]
fn another_error_after_a_lost_attempt_is_that_error() {
    for named in DELETES {
        for (status, kind) in [(400, ErrorKind::InvalidRequest), (403, ErrorKind::PermissionDenied)]
        {
            let faults = [json!({ "sending": "resetAfter" }), json!({ "status": status })];
            assert_eq!(ending(named, &faults, true), (Err(kind), 2));
        }
        let silent = json!({ "sending": "resetAfter", "repeat": true });
        assert_eq!(ending(named, &[silent], true), (Err(ErrorKind::Connection), 4));
    }
}

#[test]
fn only_what_is_gone_afterwards_is_declared_as_deleting() {
    let deleting: Vec<_> = threadline::operations()
        .filter(|operation| operation.repeat == Repeat::Deletes)
        .map(|operation| (operation.name, operation.method))
        .collect();
    let expected =
        ["deleteScheduledMessage", "deleteCallback"].map(|name| (name, Method::Delete)).to_vec();
    assert_eq!(deleting, expected);
    // Taking an assignee away twice is 204 twice: a 404 means the conversation.
    assert_eq!(of_qlara("unassignConversation").repeat, Repeat::SetsState);
    let lost = json!({ "sending": "resetAfter" });
    let mut services = FakeServices::new(heymarket::Options::default(), qlara::Options::default());
    let script = json!({ "qlara.unassignConversation": [lost] }).to_string();
    services.faults.extend(Script::parse(script.as_bytes()).unwrap());
    let nobody = json!({ "chatId": 7 });
    let outcome = call(&mut services, of_qlara("unassignConversation"), &nobody);
    assert_eq!(outcome, (Err(ErrorKind::NotFound), 2));
}
