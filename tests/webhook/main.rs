//! Webhooks as the services post them: verified, decoded, and recognised when they come twice.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test may fail loudly"
)]

mod heymarket;
#[path = "../codec/json.rs"]
#[allow(dead_code, reason = "other tests use the rest")]
mod json;
mod keys;
mod properties;
#[path = "../support/property.rs"]
mod property;
mod qlara;
mod spellings;

use serde_json::Value;
use threadline::http::{Error, ErrorKind};
use threadline::webhook::{self, Event, Form};

pub const SECRET: &str = "t0ken-SECRET-4f1d";

/// What a delivery with the right secret tells.
pub fn read(form: &'static Form, body: &str) -> Result<Value, Error> {
    webhook::read(form, body.as_bytes(), Some(SECRET), &[SECRET.to_owned()])
        .map(|event| value(&event))
}

pub fn value(event: &Event) -> Value {
    serde_json::from_str(&event.to_json()).unwrap()
}

/// The kind of error and the path, of which neither may hold the secret.
pub fn rejection(outcome: Result<Value, Error>) -> (ErrorKind, Option<String>) {
    let error = outcome.unwrap_err();
    for shown in [error.to_string(), error.to_json(), format!("{error:?}")] {
        assert!(!shown.contains("SECRET"), "{shown}");
    }
    assert_eq!(error.body(), None);
    (error.kind(), error.path().map(str::to_owned))
}

/// A value, nested so deeply.
pub fn nested(depth: usize) -> String {
    format!("{}1{}", "[".repeat(depth), "]".repeat(depth))
}
