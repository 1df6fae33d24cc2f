//! From a reply to what it means.

use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::*;

use super::{host, operation};
use crate::codec;
use crate::http::{Error, Reply};

/// The value of a reply to an operation, or its error. The body is as long as `length` says and is
/// fetched by `fill`; what had a form that is not documented is left by `drifted`. `reading` is 0 for a
/// lenient one, 1 for an observed one, 2 for a strict one.
#[wasm_bindgen]
pub fn read(place: u32, status: f64, length: u32, reading: u32) {
    let answer = || -> Result<(), Error> {
        let operation = operation(place)?;
        let reading = host::reading(reading);
        let body = host::body(length)?;
        let mut reply = Reply { status: status as u16, body, ..Reply::default() };
        // Most replies are good, and what is private need not be gathered for them.
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

/// A longer text is a message, and goes out as it is.
const LONGEST_RECIPIENTS: usize = 4096;

/// All that was sent and must be in no error, longest first.
fn private() -> Vec<String> {
    let mut given = codec::texts(&host::secrets());
    // A service quotes what reached it, and recipients do so as they were cleaned.
    for at in 0..given.len() {
        let Some(text) = given.get(at) else { break };
        if text.len() > LONGEST_RECIPIENTS {
            continue;
        }
        let cleaned = [codec::target(text), codec::addressees(text)];
        given.extend(cleaned.into_iter().flatten());
    }
    let mut private: Vec<String> = Vec::new();
    for text in given {
        let place = private.iter().position(|other| other.len() <= text.len());
        if !private.contains(&text) {
            private.insert(place.unwrap_or(private.len()), text);
        }
    }
    private
}
