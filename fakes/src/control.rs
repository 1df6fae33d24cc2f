//! What tests do to the services from outside: over HTTP below `/__fake/`, in process by [`handle`].
//! No key is needed, and bodies are JSON whatever their content type says.
//!
//! | | |
//! |---|---|
//! | `POST reset` | forget all that was done since the beginning, scripted and noted; the options stay → 204 |
//! | `POST options` | how the services behave, see [`options`] → 200 with all options as they are then |
//! | `POST inbound` | contacts write: the message is in the history, the conversation unread and in front; and the webhook is posted, if it is known where to → 200 `{"ids", "deliveries"}` |
//! | `POST webhooks` | post webhooks; nothing of what they say happens → 200 `{"deliveries"}` |
//! | `POST heymarket/webhook` | `{"url"}`: where Heymarket posts to, until the next reset → 204. Qlara has operations for it |
//! | `DELETE heymarket/webhook` | to nobody → 204 |
//! | `POST faults` | what goes wrong, see [`faults`](crate::faults) → 204 |
//! | `DELETE faults` | nothing any more → 204 |
//! | `GET requests` | what arrived, and what became of the responses → 200 |
//! | `DELETE requests` | forget it → 204 |
//!
//! `inbound` and `webhooks` take what [`webhooks`](crate::webhooks) describes. An unknown
//! path is a 404, a wrong method a 405, a wrong body a 400, and a conversation that is not there
//! a 404: with `{"error"}` in words.

use serde_json::{Value, json};

use crate::faults::Script;
use crate::webhooks::{Asked, Plan};
use crate::{Arrived, Ended, FakeReply, FakeServices, options};

/// What comes of a test's request.
#[derive(Debug, Clone, PartialEq)]
pub enum Done {
    /// It is done, and this is the response.
    Reply(FakeReply),
    /// Webhooks are to be posted; what becomes of them is the response, by [`posted`].
    Post {
        /// Of the messages that came in, if any did.
        ids: Option<Vec<String>>,
        /// What to post.
        plan: Plan,
    },
}

/// Does what a test asks for: `action` is what follows `/__fake/`.
pub fn handle(services: &mut FakeServices, method: &str, action: &str, body: &[u8]) -> Done {
    let done = match (method, action) {
        ("POST", "webhooks") => webhooks(services, body),
        ("POST", "inbound") => inbound(services, body),
        _ => Ok(Done::Reply(at_once(services, method, action, body))),
    };
    done.unwrap_or_else(Done::Reply)
}

/// What needs nothing posted.
fn at_once(services: &mut FakeServices, method: &str, action: &str, body: &[u8]) -> FakeReply {
    match (method, action) {
        ("POST", "reset") => {
            services.reset();
            FakeReply::empty(204)
        }
        ("POST", "options") => set_options(services, body),
        ("POST", "heymarket/webhook") => set_webhook(services, body),
        ("DELETE", "heymarket/webhook") => {
            services.heymarket.set_webhook_url(None);
            FakeReply::empty(204)
        }
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
        (_, "reset" | "options" | "webhooks" | "inbound") => problem(405, "POST it"),
        (_, "faults" | "heymarket/webhook") => problem(405, "POST or DELETE it"),
        (_, "requests") => problem(405, "GET or DELETE it"),
        _ => {
            let known = "reset, options, inbound, webhooks, heymarket/webhook, faults and requests";
            problem(404, &format!("there are {known}"))
        }
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

fn webhooks(services: &mut FakeServices, body: &[u8]) -> Result<Done, FakeReply> {
    let asked = Asked::parse(body).map_err(|words| problem(400, &words))?;
    let plan = services.webhooks(&asked).map_err(|(status, words)| problem(status, &words))?;
    Ok(Done::Post { ids: None, plan })
}

fn inbound(services: &mut FakeServices, body: &[u8]) -> Result<Done, FakeReply> {
    let asked = Asked::parse(body).map_err(|words| problem(400, &words))?;
    let inbound = services.inbound(&asked);
    let (ids, plan) = inbound.map_err(|(status, words)| problem(status, &words))?;
    Ok(Done::Post { ids: Some(ids), plan })
}

/// Where Heymarket posts to: `{"url": "…"}`.
fn set_webhook(services: &mut FakeServices, body: &[u8]) -> FakeReply {
    let body = serde_json::from_slice(body).unwrap_or(Value::Null);
    match (body.get("url").and_then(Value::as_str), body.as_object()) {
        (Some(url), Some(members)) if members.len() == 1 => {
            services.heymarket.set_webhook_url(Some(url.to_owned()));
            FakeReply::empty(204)
        }
        _ => problem(400, "the body must be {\"url\": …}"),
    }
}

/// What came of webhooks: the ids of the messages that came in, if any did, and a list of what
/// became of each delivery.
pub fn posted(ids: Option<Vec<String>>, deliveries: Vec<Value>) -> FakeReply {
    match ids {
        Some(ids) => FakeReply::json(200, &json!({ "ids": ids, "deliveries": deliveries })),
        None => FakeReply::json(200, &json!({ "deliveries": deliveries })),
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
    use crate::{heymarket, qlara};

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
            ("POST", "inbound", r#"{"service":"qlara","conversation":"7"}"#, 404),
            ("POST", "inbound", r#"{"service":"heymarket","conversation":7}"#, 404),
            ("POST", "inbound", r#"{"service":"heymarket","conversation":"wa-39-7f3c"}"#, 404),
            ("POST", "inbound", r#"{"service":"heymarket","event":"chat_closed"}"#, 400),
            ("POST", "inbound", r#"{"service":"heymarket","data":null}"#, 400),
            ("POST", "inbound", r#"{"service":"heymarket","body":""}"#, 400),
            ("POST", "inbound", r#"{"service":"qlara","status":"READ"}"#, 400),
            ("POST", "inbound", "Ciao", 400),
            ("GET", "inbound", "", 405),
            ("POST", "webhooks", r#"{"service":"heymarket"}"#, 400),
            ("POST", "webhooks", r#"{"service":"qlara"}"#, 400),
            ("POST", "webhooks", r#"{"service":"qlara","url":"x","conversation":7}"#, 404),
            ("POST", "webhooks", "", 400),
            ("GET", "webhooks", "", 405),
            ("POST", "heymarket/webhook", r#"{"url":"http://localhost:1/"}"#, 204),
            ("POST", "heymarket/webhook", r#"{"url":"http://localhost:1/","token":""}"#, 400),
            ("POST", "heymarket/webhook", "{}", 400),
            ("DELETE", "heymarket/webhook", "", 204),
            ("GET", "heymarket/webhook", "", 405),
            ("POST", "faults", r#"{"*":[{"status":500}]}"#, 204),
            ("POST", "faults", r#"{"*":[{"state":500}]}"#, 400),
            ("DELETE", "faults", "", 204),
            ("GET", "faults", "", 405),
            ("GET", "requests", "", 200),
            ("DELETE", "requests", "", 204),
            ("POST", "requests", "", 405),
        ] {
            let done = handle(&mut services, method, action, body.as_bytes());
            let Done::Reply(reply) = done else { panic!("{method} {action} {body}: {done:?}") };
            assert_eq!(reply.status, status, "{method} {action} {body}");
        }
    }
}
