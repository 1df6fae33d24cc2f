//! What every layer says when a call fails: the layers above add what they know of it.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::ops::{Deref, DerefMut};

/// What went wrong. JavaScript has one error class for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// The caller's input breaks a rule of the operation's table; nothing was sent.
    InvalidArgument,
    /// 401: the credential is missing, wrong or expired; or a token could not be had.
    Authentication,
    /// 403: the credential does not reach this.
    PermissionDenied,
    /// 404.
    NotFound,
    /// 400, 409, 422 and the other 4xx: the service rejected the request.
    InvalidRequest,
    /// 429: too many requests; or 425: too early. Nothing was done.
    RateLimit,
    /// 5xx; and 444, 460 and 499, by which a gateway says that the connection was closed.
    Server,
    /// No response came, or not all of it: there was no connection, or it broke.
    Connection,
    /// The attempt took longer than `timeoutMs`; or 408.
    Timeout,
    /// The response does not hold what it should, or reports a failure under a good status.
    Decode,
    /// 3xx: redirects are not followed, since they could carry the credential to another host.
    Redirect,
    /// The response is larger than `maxReplyBytes`.
    ReplyTooLarge,
    /// The response to something that must not happen twice was lost, cannot be read or does not confirm it:
    /// whether it happened is unknown.
    OutcomeUnknown,
    /// A webhook does not hold the secret that was agreed on.
    WebhookVerification,
    /// A fault of threadline itself.
    Internal,
}

impl ErrorKind {
    /// All of them.
    pub const ALL: [ErrorKind; 15] = [
        ErrorKind::InvalidArgument,
        ErrorKind::Authentication,
        ErrorKind::PermissionDenied,
        ErrorKind::NotFound,
        ErrorKind::InvalidRequest,
        ErrorKind::RateLimit,
        ErrorKind::Server,
        ErrorKind::Connection,
        ErrorKind::Timeout,
        ErrorKind::Decode,
        ErrorKind::Redirect,
        ErrorKind::ReplyTooLarge,
        ErrorKind::OutcomeUnknown,
        ErrorKind::WebhookVerification,
        ErrorKind::Internal,
    ];

    /// Whether a later retry of the call may succeed.
    pub const fn is_retryable(self) -> bool {
        matches!(
            self,
            ErrorKind::RateLimit | ErrorKind::Server | ErrorKind::Connection | ErrorKind::Timeout
        )
    }

    /// The kind's name in snake_case.
    pub const fn as_str(self) -> &'static str {
        match self {
            ErrorKind::InvalidArgument => "invalid_argument",
            ErrorKind::Authentication => "authentication",
            ErrorKind::PermissionDenied => "permission_denied",
            ErrorKind::NotFound => "not_found",
            ErrorKind::InvalidRequest => "invalid_request",
            ErrorKind::RateLimit => "rate_limit",
            ErrorKind::Server => "server",
            ErrorKind::Connection => "connection",
            ErrorKind::Timeout => "timeout",
            ErrorKind::Decode => "decode",
            ErrorKind::Redirect => "redirect",
            ErrorKind::ReplyTooLarge => "reply_too_large",
            ErrorKind::OutcomeUnknown => "outcome_unknown",
            ErrorKind::WebhookVerification => "webhook_verification",
            ErrorKind::Internal => "internal",
        }
    }
}

/// A call that failed. Holds no credential, and nothing of what the caller sent.
///
/// Its [`Details`] are read as its own fields: `error.kind`. They lie on the heap, so that results
/// which are good stay small.
#[derive(Debug, Clone, PartialEq)]
pub struct Error(Box<Details>);

/// What is known of a call that failed.
#[derive(Debug, Clone, PartialEq)]
pub struct Details {
    /// What went wrong.
    pub kind: ErrorKind,
    /// What went wrong, in words.
    pub message: String,
    /// The operation's name in JavaScript; empty when the error arose outside of one.
    pub operation: &'static str,
    /// Where in the input (`filters.inboxes[2]`) or in the response (`$[3].inbox.id`).
    pub path: Option<String>,
    /// The HTTP status, where there was a response.
    pub status: Option<u16>,
    /// The service's `X-Request-Id`, where there was a response.
    pub request_id: Option<String>,
    /// The beginning of an error's body, control characters escaped.
    pub body: Option<String>,
    /// How often the request was sent.
    pub attempts: u32,
    /// How long to wait before a retry, where that is known, in milliseconds.
    pub retry_after_ms: Option<f64>,
    /// The operation must not be sent twice: even after a failure that may pass it must not be retried.
    pub once: bool,
}

impl Error {
    /// An error that knows its kind and its words.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Error(Box::new(Details {
            kind,
            message: message.into(),
            operation: "",
            path: None,
            status: None,
            request_id: None,
            body: None,
            attempts: 0,
            retry_after_ms: None,
            once: false,
        }))
    }
}

impl Deref for Error {
    type Target = Details;

    fn deref(&self) -> &Details {
        &self.0
    }
}

impl DerefMut for Error {
    fn deref_mut(&mut self) -> &mut Details {
        &mut self.0
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.operation.is_empty() {
            f.write_str(self.operation)?;
            f.write_str(": ")?;
        }
        if let Some(path) = &self.path {
            f.write_str(path)?;
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}

impl core::error::Error for Error {}
