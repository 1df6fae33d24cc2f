//! What tests do to the service from outside.

use axum::http::response::Builder;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};
use threadline::fake::{FakeHeymarket, Options, Spelling};

pub(crate) fn handle(
    service: &mut FakeHeymarket,
    method: &Method,
    action: &str,
    body: &[u8],
) -> (Builder, Vec<u8>) {
    if method != Method::POST {
        return problem(StatusCode::METHOD_NOT_ALLOWED, "POST it");
    }
    match action {
        "reset" => {
            service.reset();
            (Response::builder().status(StatusCode::NO_CONTENT), Vec::new())
        }
        "options" => match changed(service.options(), body) {
            Ok(options) => {
                service.set_options(options);
                say(StatusCode::OK, &written(options))
            }
            Err(words) => problem(StatusCode::BAD_REQUEST, &words),
        },
        _ => problem(StatusCode::NOT_FOUND, "there are reset and options"),
    }
}

/// The options with what the body says.
fn changed(mut options: Options, body: &[u8]) -> Result<Options, String> {
    let Ok(Value::Object(changes)) = serde_json::from_slice(body) else {
        return Err("the body must be a JSON object".into());
    };
    for (key, value) in &changes {
        let wrong = || format!("{key} cannot be {value}");
        match (key.as_str(), value) {
            ("spelling", Value::String(name)) => {
                options.spelling = match name.as_str() {
                    "documented" => Spelling::Documented,
                    "observed" => Spelling::Observed,
                    _ => return Err(wrong()),
                }
            }
            ("inclusive", Value::Bool(inclusive)) => options.inclusive = *inclusive,
            ("pageSize", Value::Number(size)) => {
                let size = size.as_u64().and_then(|size| usize::try_from(size).ok());
                options.page_size = size.filter(|size| *size > 0).ok_or_else(wrong)?;
            }
            ("spelling" | "inclusive" | "pageSize", _) => return Err(wrong()),
            _ => return Err(format!("there is no option {key}")),
        }
    }
    Ok(options)
}

fn written(options: Options) -> Value {
    let spelling = match options.spelling {
        Spelling::Documented => "documented",
        Spelling::Observed => "observed",
    };
    json!({
        "spelling": spelling,
        "inclusive": options.inclusive,
        "pageSize": options.page_size,
    })
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

    #[test]
    fn options_change_one_by_one_and_the_rest_stays() {
        let first = changed(Options::default(), br#"{"spelling":"observed"}"#).unwrap();
        let then = changed(first, br#"{"inclusive":true,"pageSize":3}"#).unwrap();
        let all = Options { spelling: Spelling::Observed, inclusive: true, page_size: 3 };
        assert_eq!(then, all);
        assert_eq!(
            changed(all, written(Options::default()).to_string().as_bytes()),
            Ok(Options::default())
        );
    }

    #[test]
    fn a_body_that_says_anything_else_is_refused() {
        for body in [
            "",
            "[]",
            r#"{"page_size":3}"#,
            r#"{"pageSize":0}"#,
            r#"{"pageSize":-1}"#,
            r#"{"pageSize":"3"}"#,
            r#"{"spelling":"old"}"#,
            r#"{"inclusive":1}"#,
        ] {
            assert!(changed(Options::default(), body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn a_reset_needs_no_key_but_the_right_method() {
        let mut service = FakeHeymarket::new(Options::default());
        let mut status = |method, action| {
            let (reply, _) = handle(&mut service, &method, action, b"{}");
            reply.body(()).unwrap().status().as_u16()
        };
        assert_eq!(status(Method::POST, "reset"), 204);
        assert_eq!(status(Method::POST, "options"), 200);
        assert_eq!(status(Method::GET, "reset"), 405);
        assert_eq!(status(Method::POST, "restart"), 404);
    }
}
