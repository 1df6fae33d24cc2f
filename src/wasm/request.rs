//! From a caller's input to a request.

use wasm_bindgen::prelude::*;

use super::{host, operation};
use crate::codec;
use crate::schema::Repeat;

/// What to send for an operation and an input, given as JSON text; or the error of an input that breaks
/// the operation's table. `now_ms` is the time of the day.
#[wasm_bindgen]
pub fn encode(place: u32, input: &str, now_ms: f64) -> JsValue {
    match operation(place).and_then(|operation| codec::encode(operation, input, now_ms)) {
        Ok(request) => host::outline(
            request.method.as_str(),
            &request.target,
            request.body.as_deref().unwrap_or_default(),
            match request.repeat {
                Repeat::Read => 0,
                Repeat::SetsState => 1,
                Repeat::Once | Repeat::OnceUnless(_) => super::retries::ONCE,
            },
        ),
        Err(error) => host::refused(&error),
    }
}
