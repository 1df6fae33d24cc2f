//! What an observer of a client is shown.

use std::time::Duration;

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
