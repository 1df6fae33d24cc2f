//! What tests do to the services from outside.

use axum::http::response::Builder;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};
use threadline::fake::{FakeQlara, FakeServices};

use crate::options;

pub(crate) fn handle(
    services: &mut FakeServices,
    method: &Method,
    action: &str,
    body: &[u8],
) -> (Builder, Vec<u8>) {
    if method != Method::POST {
        return problem(StatusCode::METHOD_NOT_ALLOWED, "POST it");
    }
    match action {
        "reset" => {
            services.reset();
            (Response::builder().status(StatusCode::NO_CONTENT), Vec::new())
        }
        "options" => set_options(services, body),
        "qlara/inbound" => inbound(&mut services.qlara, body),
        _ => problem(StatusCode::NOT_FOUND, "there are reset, options and qlara/inbound"),
    }
}

fn set_options(services: &mut FakeServices, body: &[u8]) -> (Builder, Vec<u8>) {
    let FakeServices { heymarket, qlara } = services;
    match options::changed((heymarket.options(), qlara.options()), body) {
        Ok(both) => {
            heymarket.set_options(both.0);
            qlara.set_options(both.1);
            say(StatusCode::OK, &options::written(&both))
        }
        Err(words) => problem(StatusCode::BAD_REQUEST, &words),
    }
}

/// A contact writes: `{"chatId": "…", "text": "…"}`.
fn inbound(qlara: &mut FakeQlara, body: &[u8]) -> (Builder, Vec<u8>) {
    let body = serde_json::from_slice(body).unwrap_or(Value::Null);
    let chat_id = match body.get("chatId") {
        Some(Value::String(id)) => Some(id.clone()),
        Some(Value::Number(id)) => Some(id.to_string()),
        _ => None,
    };
    let text = body.get("text").and_then(Value::as_str);
    let Some((chat_id, text)) = chat_id.zip(text) else {
        return problem(StatusCode::BAD_REQUEST, "the body must be {\"chatId\": …, \"text\": …}");
    };
    match qlara.inbound(&chat_id, text) {
        Some(id) => say(StatusCode::OK, &json!({ "id": id.to_string() })),
        None => problem(StatusCode::NOT_FOUND, "there is no such conversation"),
    }
}

fn problem(status: StatusCode, words: &str) -> (Builder, Vec<u8>) {
    say(status, &json!({ "error": words }))
}

fn say(status: StatusCode, body: &Value) -> (Builder, Vec<u8>) {
    let builder = Response::builder().status(status).header("content-type", "application/json");
    (builder, body.to_string().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use threadline::fake::{FakeHeymarket, heymarket, qlara};

    #[test]
    fn what_tests_ask_for_needs_no_key_but_the_right_method_and_words() {
        let mut services = FakeServices {
            heymarket: FakeHeymarket::new(heymarket::Options::default()),
            qlara: FakeQlara::new(qlara::Options::default()),
        };
        let mut status = |method, action, body: &str| {
            let (reply, _) = handle(&mut services, &method, action, body.as_bytes());
            reply.body(()).unwrap().status().as_u16()
        };
        assert_eq!(status(Method::POST, "reset", "{}"), 204);
        assert_eq!(status(Method::POST, "options", "{}"), 200);
        assert_eq!(status(Method::POST, "options", r#"{"pageSize":0}"#), 400);
        assert_eq!(status(Method::GET, "reset", "{}"), 405);
        assert_eq!(status(Method::POST, "restart", "{}"), 404);
        let inbound = "qlara/inbound";
        assert_eq!(status(Method::POST, inbound, r#"{"chatId":810004,"text":"Ciao"}"#), 200);
        assert_eq!(status(Method::POST, inbound, r#"{"chatId":"wa-39-7f3c","text":""}"#), 200);
        assert_eq!(status(Method::POST, inbound, r#"{"chatId":"7","text":"Ciao"}"#), 404);
        assert_eq!(status(Method::POST, inbound, r#"{"chatId":"7"}"#), 400);
        assert_eq!(status(Method::POST, inbound, "Ciao"), 400);
    }
}
