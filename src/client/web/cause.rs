//! What JavaScript threw, in words, with what caused it: a copy, since values of JavaScript stay on their thread.

use std::error::Error as StdError;
use std::fmt;

use wasm_bindgen::JsValue;

use super::js::{member, text};
use super::unsent::was_never_sent;
use crate::client::transport::{Cause, SendError};

/// So many causes are kept: an error may be its own.
const DEEPEST: u32 = 10;

/// Something that was thrown: its name, message and code.
struct Thrown {
    words: String,
    source: Option<Box<Thrown>>,
}

impl fmt::Display for Thrown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl fmt::Debug for Thrown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words)
    }
}

impl StdError for Thrown {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

fn thrown(value: &JsValue, depth: u32) -> Option<Thrown> {
    if let Some(words) = value.as_string() {
        return Some(Thrown { words, source: None });
    }
    if !value.is_object() || depth > DEEPEST {
        return None;
    }
    let mut words = text(value, "name").unwrap_or_else(|| "Error".into());
    for (before, key, behind) in [(": ", "message", ""), (" (", "code", ")")] {
        if let Some(more) = text(value, key).filter(|more| !more.is_empty()) {
            words.push_str(before);
            words.push_str(&more);
            words.push_str(behind);
        }
    }
    let source = thrown(&member(value, "cause"), depth.saturating_add(1)).map(Box::new);
    Some(Thrown { words, source })
}

/// What was thrown.
pub(super) fn cause(value: &JsValue) -> Cause {
    thrown(value, 0).map(|thrown| Box::new(thrown) as _)
}

/// Words of our own.
pub(crate) fn words(words: &str) -> Cause {
    Some(Box::new(Thrown { words: words.into(), source: None }))
}

/// Why `fetch` gave no response.
pub(super) fn no_response(value: &JsValue) -> SendError {
    let cause = cause(value);
    if was_never_sent(value) { SendError::Unsent(cause) } else { SendError::Lost(cause) }
}

/// Why the rest of a response did not come.
pub(super) fn broken(value: &JsValue) -> SendError {
    SendError::Lost(cause(value))
}
