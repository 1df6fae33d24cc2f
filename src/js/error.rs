//! Errors as JavaScript has them.

use std::error::Error as StdError;

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

use super::parsed;
use crate::error::Error;
use crate::schema::to_camel;

/// So many causes are given.
const DEEPEST: u32 = 10;

/// The error as an `Error` of JavaScript, with the members that the npm package's errors have: `code` (`NOT_FOUND`),
/// `operation`, `path`, `status`, `requestId`, `attempts`, `retryAfterMs`, `retryable`, and `cause`.
///
/// The beginning of the response's body, which may be private, is in [`Error::body`] alone.
pub fn to_error(error: &Error) -> JsValue {
    let made = js_sys::Error::new(&error.to_string());
    let kind = error.kind().as_str();
    made.set_name(&class(kind));
    let members: Object = parsed(&error.to_json()).into();
    let outside = error.operation().is_none().then_some("operation");
    for hidden in ["kind", "message", "body"].into_iter().chain(outside) {
        drop(Reflect::delete_property(&members, &hidden.into()));
    }
    set(&members, "code", &kind.to_ascii_uppercase().into());
    set(&members, "retryable", &error.is_retryable().into());
    Object::assign(&made, &members);
    if let Some(cause) = error.source() {
        set(&made, "cause", &cause_of(cause, 0));
    }
    made.into()
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
