//! What tests do to the services from outside: over HTTP below `/__fake/`, in process by `handle`.

use serde_json::{Value, json};

use crate::fake::faults::Script;
use crate::fake::{Arrived, Ended, FakeQlara, FakeReply, FakeServices, options};

/// Does what a test asks for: `action` is what stands behind `/__fake/`.
pub fn handle(services: &mut FakeServices, method: &str, action: &str, body: &[u8]) -> FakeReply {
    match (method, action) {
        ("POST", "reset") => {
            services.reset();
            FakeReply::empty(204)
        }
        ("POST", "options") => set_options(services, body),
        ("POST", "qlara/inbound") => inbound(&mut services.qlara, body),
        ("POST", "faults") => match Script::parse(body) {
            Ok(script) => {
                services.faults.extend(script);
                FakeReply::empty(204)
            }
            Err(words) => problem(400, &words),
        },
        ("DELETE", "faults") => {
            services.faults = Script::default();
            FakeReply::empty(204)
        }
        ("GET", "requests") => {
            FakeReply::json(200, &services.arrivals.list().map(written).collect())
        }
        ("DELETE", "requests") => {
            services.arrivals.clear();
            FakeReply::empty(204)
        }
        (_, "reset" | "options" | "qlara/inbound") => problem(405, "POST it"),
        (_, "faults") => problem(405, "POST or DELETE it"),
        (_, "requests") => problem(405, "GET or DELETE it"),
        _ => problem(404, "there are reset, options, qlara/inbound, faults and requests"),
    }
}

fn set_options(services: &mut FakeServices, body: &[u8]) -> FakeReply {
    let FakeServices { heymarket, qlara, .. } = services;
    match options::changed((heymarket.options(), qlara.options()), body) {
        Ok(both) => {
            heymarket.set_options(both.0);
            qlara.set_options(both.1);
            FakeReply::json(200, &options::written(&both))
        }
        Err(words) => problem(400, &words),
    }
}

/// A contact writes: `{"chatId": "…", "text": "…"}`.
fn inbound(qlara: &mut FakeQlara, body: &[u8]) -> FakeReply {
    let body = serde_json::from_slice(body).unwrap_or(Value::Null);
    let chat_id = match body.get("chatId") {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let text = body.get("text").and_then(Value::as_str);
    let Some((chat_id, text)) = chat_id.zip(text) else {
        return problem(400, "the body must be {\"chatId\": …, \"text\": …}");
    };
    match qlara.inbound(&chat_id, text) {
        Some(id) => FakeReply::json(200, &json!({ "id": id.to_string() })),
        None => problem(404, "there is no such conversation"),
    }
}

fn written(arrived: &Arrived) -> Value {
    json!({
        "number": arrived.number,
        "atMs": arrived.at_ms,
        "service": arrived.service,
        "operation": arrived.operation,
        "method": arrived.method,
        "target": arrived.target,
        "complete": arrived.complete,
        "answer": arrived.answer.map(|answer| json!({
            "ended": match answer.ended {
                Ended::Sent => "sent",
                Ended::Reset => "reset",
                Ended::ClientGone => "clientGone",
                Ended::GaveUp => "gaveUp",
            },
            "bytes": answer.bytes,
        })),
    })
}

fn problem(status: u16, words: &str) -> FakeReply {
    FakeReply::json(status, &json!({ "error": words }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::{heymarket, qlara};

    #[test]
    fn what_tests_ask_for_needs_no_key_but_the_right_method_and_words() {
        let mut services =
            FakeServices::new(heymarket::Options::default(), qlara::Options::default());
        for (method, action, body, status) in [
            ("POST", "reset", "{}", 204),
            ("POST", "options", "{}", 200),
            ("POST", "options", r#"{"pageSize":0}"#, 400),
            ("GET", "reset", "{}", 405),
            ("POST", "restart", "{}", 404),
            ("POST", "qlara/inbound", r#"{"chatId":810004,"text":"Ciao"}"#, 200),
            ("POST", "qlara/inbound", r#"{"chatId":"wa-39-7f3c","text":""}"#, 200),
            ("POST", "qlara/inbound", r#"{"chatId":"7","text":"Ciao"}"#, 404),
            ("POST", "qlara/inbound", r#"{"chatId":"7"}"#, 400),
            ("POST", "qlara/inbound", "Ciao", 400),
            ("POST", "faults", r#"{"*":[{"status":500}]}"#, 204),
            ("POST", "faults", r#"{"*":[{"state":500}]}"#, 400),
            ("DELETE", "faults", "", 204),
            ("GET", "faults", "", 405),
            ("GET", "requests", "", 200),
            ("DELETE", "requests", "", 204),
            ("POST", "requests", "", 405),
        ] {
            let reply = handle(&mut services, method, action, body.as_bytes());
            assert_eq!(reply.status, status, "{method} {action} {body}");
        }
    }
}
