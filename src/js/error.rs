//! Errors as JavaScript has them.

use std::error::Error as StdError;

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::error::Error;
use crate::schema::to_camel;

/// So many causes are given.
const DEEPEST: u32 = 10;

/// The error as an `Error` of JavaScript, with the members that the npm package's errors have: `code` (`NOT_FOUND`),
/// `operation`, `path`, `status`, `requestId`, `attempts`, `retryAfterMs`, `retryable`, and `cause`.
///
/// The beginning of the response's body, which may be private, is in [`Error::body`] alone.
pub fn to_error(error: &Error) -> JsValue {
    let made: JsValue = js_sys::Error::new(&error.to_string()).into();
    let kind = error.kind().as_str();
    let code = kind.to_ascii_uppercase();
    for (key, text) in [
        ("name", Some(class(kind).as_str())),
        ("code", Some(&code)),
        ("operation", error.operation()),
        ("path", error.path()),
        ("requestId", error.request_id()),
    ] {
        if let Some(text) = text {
            set(&made, key, &text.into());
        }
    }
    for (key, number) in [
        ("attempts", Some(error.attempts().into())),
        ("status", error.status().map(f64::from)),
        ("retryAfterMs", error.retry_after_ms.map(f64::ceil)),
    ] {
        if let Some(number) = number {
            set(&made, key, &number.into());
        }
    }
    set(&made, "retryable", &error.is_retryable().into());
    if let Some(cause) = error.source() {
        set(&made, "cause", &cause_of(cause, 0));
    }
    made
}

/// `not_found` as `NotFoundError`.
fn class(kind: &str) -> String {
    let mut name = to_camel(kind);
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name.push_str("Error");
    name
}

fn cause_of(cause: &(dyn StdError + 'static), depth: u32) -> JsValue {
    let made = js_sys::Error::new(&cause.to_string());
    if let Some(next) = cause.source().filter(|_| depth < DEEPEST) {
        set(&made, "cause", &cause_of(next, depth.saturating_add(1)));
    }
    made.into()
}

fn set(of: &JsValue, key: &str, value: &JsValue) {
    drop(Reflect::set(of, &key.into(), value));
}
