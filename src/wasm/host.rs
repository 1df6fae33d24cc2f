//! What JavaScript does for the module while it is being called (`pkg-template/module/imports.ts`).
//!
//! Values are left there, by `outline`, `build` and `refusal`, and never returned: V8 ends the process
//! when it gives up optimised code during a call of WebAssembly that returns a reference (Node 20
//! and 22).

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use crate::codec::{self, Reading, Tape};
use crate::error::{Error, ErrorKind};
use crate::protocol::reading;

#[wasm_bindgen]
extern "C" {
    /// A request, as JavaScript keeps it, from its text: method, blank, target, line break, body.
    pub(super) fn outline(request: &str, repeat: u32);

    /// A value, from its tape and its text.
    fn build(tape: &[u32], text: &[u8], head: u32, payload: u32);

    /// An error, from its JSON; and the wait that the service asks for, in milliseconds, if it does.
    fn refusal(error: &str, asked_ms: f64);

    /// What a response held that is not documented: lines of path, what was expected, what was found.
    fn drifted(drift: &str);

    /// Copies the body that is being read to where there is room for it.
    fn fill(body: &mut [u8]);

    /// A header of the response that is being read; empty when it has none of that name.
    fn header(name: &str) -> String;

    /// The time of the day, in milliseconds since 1970. Frameworks that render pages ahead reject those that ask for
    /// it before their first I/O.
    #[wasm_bindgen(js_name = nowMs)]
    pub(super) fn now_ms() -> f64;

    /// How many milliseconds lie ahead until this date of HTTP, or not a number.
    #[wasm_bindgen(js_name = msUntil)]
    pub(super) fn ms_until(date: &str) -> f64;

    /// Keeps what the client whose call this is has spent on retries.
    pub(super) fn remember(spent: f64);

    /// The texts that must be in no error, within any JSON text.
    pub(super) fn secrets() -> String;

    /// Keeps a text without what was sent.
    pub(super) fn redacted(text: &str);

    /// Keeps a panic's words and place for the error that the trap becomes.
    #[cfg(feature = "module")]
    pub(super) fn panicked(message: &str, file: &str, line: u32);
}

/// The value on a tape.
pub(super) fn built(tape: Tape, text: &[u8]) {
    if !tape.drift.is_empty() {
        drifted(&codec::drift_lines(&tape.drift));
    }
    build(&tape.words, text, tape.root.head, tape.root.payload);
}

/// How strictly a body is read.
pub(super) fn reading(number: u32) -> Reading {
    match number {
        reading::LENIENT => Reading::Lenient,
        reading::OBSERVED => Reading::Observed,
        _ => Reading::Strict,
    }
}

/// What went wrong, in place of a value.
pub(super) fn refused(error: &Error) {
    refusal(&error.to_json(), error.retry_after_ms.unwrap_or(f64::NAN));
}

/// A header of the response, if it has it.
pub(super) fn hint(name: &str) -> Option<String> {
    Some(header(name)).filter(|value| !value.is_empty())
}

/// A body of so many bytes.
///
/// # Errors
/// `ReplyTooLarge` when there is no room: memory that runs out would be a trap.
pub(super) fn body(length: u32) -> Result<Vec<u8>, Error> {
    let length = length as usize;
    let mut body = Vec::new();
    if body.try_reserve_exact(length).is_err() {
        let message = "the response does not fit into what is left of the memory";
        return Err(Error::new(ErrorKind::ReplyTooLarge, message));
    }
    body.resize(length, 0);
    fill(&mut body);
    Ok(body)
}
