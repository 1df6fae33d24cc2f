//! The second way in: a webhook's body.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use super::host;
use crate::webhook::{self, Event};
use crate::{heymarket, qlara};

/// The event in a webhook's body, verified and decoded, or its error. The body is as long as `length`
/// says and is fetched by `fill`; `given` is the secret that stood in the URL, and the accepted ones stand
/// in lines. `reading` is that of `read`.
#[wasm_bindgen]
pub fn webhook(service: u32, length: u32, given: Option<String>, accepted: &str, reading: u32) {
    let form = if service == 0 { &heymarket::webhook::FORM } else { &qlara::webhook::FORM };
    let accepted: Vec<String> = accepted.lines().map(str::to_owned).collect();
    let reading = host::reading(reading);
    let event = host::body(length)
        .and_then(|body| webhook::read_as(form, &body, given.as_deref(), &accepted, reading));
    match event {
        Ok(Event { tape, text, .. }) => host::built(tape, text.as_bytes()),
        Err(error) => host::refused(&error),
    }
}
