//! From a caller's input to a request.

use alloc::string::String;

use wasm_bindgen::prelude::*;

use super::{host, operation};
use crate::codec;
use crate::protocol::repeat;
use crate::schema::Repeat;

/// What to send for an operation and an input, given as JSON text; or the error of an input that breaks
/// the operation's table.
#[wasm_bindgen]
pub fn encode(place: u32, input: &str) {
    let now_ms: &dyn Fn() -> f64 = &host::now_ms;
    match operation(place).and_then(|operation| codec::encode_by(operation, input, now_ms)) {
        Ok(request) => {
            // One text: each one that is handed over takes its time.
            let mut text = String::from(request.method.as_str());
            let body = request.body.as_deref().unwrap_or_default();
            for part in [" ", &request.target, "\n", body] {
                text.push_str(part);
            }
            let repeat = match request.repeat {
                Repeat::Read => repeat::READ,
                Repeat::SetsState => repeat::SETS_STATE,
                Repeat::Once | Repeat::OnceUnless(_) => repeat::ONCE,
                Repeat::Deletes => repeat::DELETES,
                Repeat::OnceByKey => repeat::ONCE_BY_KEY,
            };
            host::outline(&text, repeat)
        }
        Err(error) => host::refused(&error),
    }
}
