//! What an observer of a client is shown.

use std::time::Duration;

use super::attempts::duration;
use crate::codec::{Drift, Tape};
use crate::error::ErrorKind;
use crate::schema::Method;

/// Something that happened during a call. It holds nothing that was sent, and no credential.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Event {
    /// A request is sent.
    Request {
        /// The operation, as JavaScript calls it: `listConversations`.
        operation: &'static str,
        /// Counts from 1.
        attempt: u32,
        /// The HTTP method.
        method: Method,
    },
    /// The head of a response has come.
    Response {
        /// The operation, as JavaScript calls it.
        operation: &'static str,
        /// Counts from 1.
        attempt: u32,
        /// The HTTP status.
        status: u16,
        /// The service's id of the request (`X-Request-Id`).
        request_id: Option<String>,
        /// Since the request was sent.
        duration: Duration,
    },
    /// A call will be retried.
    Retry {
        /// The operation, as JavaScript calls it.
        operation: &'static str,
        /// The attempt that failed; counts from 1.
        attempt: u32,
        /// Until the next one.
        delay: Duration,
        /// Why: the kind of the error that the call would have ended with.
        kind: ErrorKind,
    },
    /// A response holds a value of a form that is not documented.
    Drift {
        /// The operation, as JavaScript calls it.
        operation: &'static str,
        /// Where, with `[*]` for the items of a list: `$[*].assigned`.
        path: String,
        /// What is documented, in words.
        expected: String,
        /// What was found, in words: never the value.
        found: String,
    },
}

/// Who is shown it. A client without an observer carries nothing that makes events.
pub(crate) trait Observer: Send + Sync {
    fn request(&self, operation: &'static str, attempt: u32, method: Method);
    fn response(
        &self,
        operation: &'static str,
        attempt: u32,
        status: u16,
        request_id: Option<String>,
        ms: f64,
    );
    fn retry(&self, operation: &'static str, attempt: u32, delay_ms: f64, kind: ErrorKind);
    fn drift(&self, operation: &'static str, tape: &Tape);
}

/// A function that is shown it.
pub(super) struct Shown<F>(pub(super) F);

impl<F: Fn(&Event) + Send + Sync> Observer for Shown<F> {
    fn request(&self, operation: &'static str, attempt: u32, method: Method) {
        (self.0)(&Event::Request { operation, attempt, method });
    }

    fn response(
        &self,
        operation: &'static str,
        attempt: u32,
        status: u16,
        request_id: Option<String>,
        ms: f64,
    ) {
        let duration = duration(ms);
        (self.0)(&Event::Response { operation, attempt, status, request_id, duration });
    }

    fn retry(&self, operation: &'static str, attempt: u32, delay_ms: f64, kind: ErrorKind) {
        (self.0)(&Event::Retry { operation, attempt, delay: duration(delay_ms), kind });
    }

    fn drift(&self, operation: &'static str, tape: &Tape) {
        for Drift { path, expected, found } in tape.drift() {
            (self.0)(&Event::Drift { operation, path, expected, found: found.into() });
        }
    }
}
