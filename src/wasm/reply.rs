//! From a response to what it means.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use super::{host, operation};
use crate::codec;
use crate::error::Error;
use crate::http::{Reply, redact};

/// The value of a response to an operation, or its error. The body is as long as `length` says and is
/// fetched by `fill`; what had a form that is not documented is left by `drifted`. `reading` is 0 for a
/// lenient one, 1 for an observed one, 2 for a strict one.
#[wasm_bindgen]
pub fn read(place: u32, status: f64, length: u32, reading: u32) {
    let answer = || -> Result<(), Error> {
        let operation = operation(place)?;
        let reading = host::reading(reading);
        let body = host::body(length)?;
        let mut reply = Reply { status: status as u16, body, ..Reply::default() };
        // Most responses are good, and what is private need not be gathered for them.
        let tape = reply.read_as(operation, reading, &[]);
        match tape.or_else(|_| reply.read_as(operation, reading, &private())) {
            Ok(tape) => {
                let text = reply.body.get(tape.text_start..).unwrap_or_default();
                host::built(tape, text);
                Ok(())
            }
            Err(mut error) => {
                if reply.status >= 300 {
                    reply.retry_after_ms = host::hint("retry-after-ms");
                    reply.retry_after = host::hint("retry-after");
                    error.retry_after_ms = reply.wait_ms(0.0, |date| Some(host::ms_until(date)));
                }
                Err(error)
            }
        }
    };
    answer().unwrap_or_else(|error| host::refused(&error));
}

/// Leaves a text without what was sent: what a failed request threw may quote it.
#[wasm_bindgen]
pub fn hide(text: &str) {
    host::redacted(&redact(text, LONGEST, &private()));
}

/// So many letters of it are kept.
const LONGEST: usize = 16_000;

/// All that was sent and must be in no error.
fn private() -> Vec<String> {
    codec::texts(&host::secrets())
}
