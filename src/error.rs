//! What every layer says when a call fails: the layers above add what they know of it.

use alloc::boxed::Box;
use alloc::string::String;
use core::fmt;
use core::ops::{Deref, DerefMut};
use core::time::Duration;

/// What went wrong. JavaScript has one error class for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
#[derive(Clone)]
pub struct Error(Box<Details>);

/// What is known of a call that failed. It lies on the heap, so that results which are good stay small.
#[doc(hidden)]
#[derive(Clone)]
pub struct Details {
    pub(crate) kind: ErrorKind,
    pub(crate) message: String,
    pub(crate) operation: &'static str,
    pub(crate) path: Option<String>,
    pub(crate) status: Option<u16>,
    pub(crate) request_id: Option<String>,
    pub(crate) body: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) retry_after_ms: Option<f64>,
    /// The operation must not be sent twice: a failure that may pass must still not be retried.
    pub(crate) once: bool,
    #[cfg(feature = "client")]
    pub(crate) source: Option<alloc::sync::Arc<dyn core::error::Error + Send + Sync>>,
}

impl Error {
    /// An error that knows its kind and its words.
    #[doc(hidden)]
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
            #[cfg(feature = "client")]
            source: None,
        }))
    }

    /// What went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What went wrong, in words.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The operation's name; `None` when the error arose outside of one.
    pub fn operation(&self) -> Option<&'static str> {
        Some(self.operation).filter(|name| !name.is_empty())
    }

    /// Where in the input (`filters.inboxes[2]`) or in the response (`$[3].inbox.id`), in the names that the packages
    /// for JavaScript and for Rust share: those of JavaScript.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The HTTP status, where there was a response.
    pub fn status(&self) -> Option<u16> {
        self.status
    }

    /// The service's `X-Request-Id`, where there was a response.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The beginning of an error's body, control characters escaped.
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// How many requests were sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// How long the service asks to wait before the call is made again, where that is known.
    pub fn retry_after(&self) -> Option<Duration> {
        // Hints are at most a day, and never negative.
        self.retry_after_ms.map(|ms| Duration::from_millis(ms.max(0.0) as u64))
    }

    /// Whether the same call may succeed when it is made again later, without doing anything twice.
    pub fn is_retryable(&self) -> bool {
        self.kind.is_retryable() && (!self.once || self.kind == ErrorKind::RateLimit)
    }

    /// Whether the call ran out of time.
    pub fn is_timeout(&self) -> bool {
        self.kind == ErrorKind::Timeout
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

/// By all but the cause.
impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        let parts = |error: &Error| {
            let Details { kind, operation, status, attempts, once, .. } = *error.0;
            (kind, operation, status, attempts, once)
        };
        let texts = |error: &Error| {
            let Details { message, path, request_id, body, .. } = &*error.0;
            [Some(message.clone()), path.clone(), request_id.clone(), body.clone()]
        };
        parts(self) == parts(other)
            && texts(self) == texts(other)
            && self.retry_after_ms == other.retry_after_ms
    }
}

/// Without the body, which may hold what a contact wrote.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Error(")?;
        f.write_str(self.kind.as_str())?;
        f.write_str(": ")?;
        fmt::Display::fmt(self, f)?;
        if let Some(status) = self.status {
            write!(f, ", status {status}")?;
        }
        if let Some(id) = &self.request_id {
            write!(f, ", request {id}")?;
        }
        f.write_str(")")
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

impl core::error::Error for Error {
    #[cfg(feature = "client")]
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
