//! What carries a client's requests, and what tells it the time. threadline brings three; another one is a type that
//! implements [`Transport`].

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::schema::Method;

/// A future that can be sent between threads. In WebAssembly there is one thread, and `send_wrapper` vouches for it.
pub type BoxFuture<T> = Pin<Box<dyn Future<Output = T> + Send + 'static>>;

/// Sends requests, and waits. Dropping a future that it gave stops what the future stands for: the request is aborted,
/// the timer is cleared.
pub trait Transport: Send + Sync + 'static {
    /// Sends a request. The future gives the head of the response; redirects are not followed.
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, SendError>>;

    /// Waits.
    fn sleep(&self, time: Duration) -> BoxFuture<()>;

    /// Milliseconds by a clock that is never set.
    fn now_ms(&self) -> f64;

    /// Milliseconds since 1970.
    fn unix_ms(&self) -> f64;

    /// A random number from 0 up to 1, for the waits between attempts.
    fn random(&self) -> f64;

    /// A date as HTTP writes it, in milliseconds since 1970.
    fn date_ms(&self, date: &str) -> Option<f64>;

    /// Where the program runs, in words (`a browser`), if everybody who has it can read what is in it.
    fn public_place(&self) -> Option<&'static str> {
        None
    }
}

/// A request with all that belongs to it.
#[derive(Clone)]
#[non_exhaustive]
pub struct HttpRequest {
    /// The HTTP method.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// Names, in small letters, and values; each has been checked.
    pub headers: Vec<(&'static str, String)>,
    /// Further ones, which the caller gave.
    pub own_headers: Vec<(String, String)>,
    /// The JSON body, if there is one.
    pub body: Option<String>,
    /// A response's body is not read further than so many bytes.
    pub max_reply_bytes: usize,
    /// Whether it must not be sent a second time by whatever carries it: a message would arrive twice.
    pub once: bool,
}

/// Without what was sent, and without the credential.
impl std::fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpRequest").field("method", &self.method).finish_non_exhaustive()
    }
}

/// The head of a response, and the future of its body.
#[non_exhaustive]
pub struct HttpResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers that a client reads: [`HEADERS`].
    pub headers: Vec<(&'static str, String)>,
    /// Whether a redirect was followed, and took the credential along.
    pub redirected: bool,
    /// The body, up to the request's `max_reply_bytes`. Dropping it aborts the request.
    pub body: BoxFuture<Result<Vec<u8>, SendError>>,
}

/// The headers of a response that a client reads.
pub const HEADERS: [&str; 7] = [
    "x-request-id",
    "retry-after-ms",
    "retry-after",
    "date",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "content-length",
];

impl HttpResponse {
    /// A response with the headers that [`HEADERS`] names, as `header` gives them.
    pub fn new(
        status: u16,
        header: impl Fn(&'static str) -> Option<String>,
        body: BoxFuture<Result<Vec<u8>, SendError>>,
    ) -> Self {
        let mut headers = Vec::new();
        for name in HEADERS {
            if let Some(value) = header(name) {
                headers.push((name, value));
            }
        }
        HttpResponse { status, headers, redirected: false, body }
    }

    /// A header, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }
}

impl std::fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HttpResponse").field("status", &self.status).finish_non_exhaustive()
    }
}

/// Why there is no response, or not all of it.
#[derive(Debug)]
#[non_exhaustive]
pub enum SendError {
    /// There was no connection, so that nothing was sent: certainly.
    Unsent(Cause),
    /// The connection failed, before or after the service had the request.
    Lost(Cause),
    /// The body is larger than `max_reply_bytes`.
    TooLarge,
    /// What came is no response; sending it again would not change that.
    Invalid(Cause),
}

/// What the platform said of a failure.
pub type Cause = Option<Box<dyn StdError + Send + Sync>>;
