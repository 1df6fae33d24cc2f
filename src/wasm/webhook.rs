//! The second way in: a webhook's body.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use super::host;
use crate::codec;
use crate::protocol::service;
use crate::webhook::{self, Event};
use crate::{heymarket, qlara};

/// Whether a webhook of Qlara's proves who sent it, before its body is read: `given` is the secret in the URL, as it is
/// written there, and the accepted ones are in lines. Leaves an error if it does not.
#[wasm_bindgen]
pub fn prove(given: Option<String>, accepted: &str) {
    if let Err(error) = webhook::prove(qlara::webhook::FORM, given.as_deref(), &lines(accepted)) {
        host::refused(&error);
    }
}

/// The event in a webhook's body, verified and decoded, or its error. The body is as long as `length`
/// says and is fetched by `fill`; `given` is the secret in the URL, and the accepted ones are
/// in lines. `reading` is that of `read`.
#[wasm_bindgen]
pub fn webhook(whose: u32, length: u32, given: Option<String>, accepted: &str, reading: u32) {
    let form =
        if whose == service::HEYMARKET { &heymarket::webhook::FORM } else { &qlara::webhook::FORM };
    let (accepted, reading) = (lines(accepted), host::reading(reading));
    let event = host::body(length)
        .and_then(|body| webhook::read_as(form, &body, given.as_deref(), &accepted, reading));
    match event {
        Ok(Event { tape, text, .. }) => host::built(tape, text.as_bytes()),
        Err(error) => host::refused(&error),
    }
}

fn lines(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some((line, behind)) = codec::parted(rest, "\n") {
        lines.push(line.strip_suffix('\r').unwrap_or(line).to_owned());
        rest = behind;
    }
    if !rest.is_empty() {
        lines.push(rest.to_owned());
    }
    lines
}
