//! A transport for tests, in memory: each request is answered at once, and the clock jumps over every wait.

#![allow(clippy::arithmetic_side_effects, reason = "counts and times that stay far from any bound")]

use std::future::{Future, pending, poll_fn, ready};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use serde_json::Value;

use super::core::lock;
use super::{
    BoxFuture, Builder, Credential, Heymarket, HttpRequest, HttpResponse, Qlara, SendError,
    Transport,
};

/// What comes of a request.
pub(crate) enum Answer {
    Status(u16, String),
    /// The same, once [`Double::release`] lets it come; until then no time passes.
    Held(String),
    /// Nothing, for ever.
    Never,
}

impl Answer {
    /// A response of status 200.
    pub(crate) fn json(body: &Value) -> Self {
        Answer::Status(200, body.to_string())
    }

    pub(crate) fn status(status: u16) -> Self {
        Answer::Status(status, "{}".into())
    }
}

/// Answers a request, which is the last one of those that were sent.
type Handler = dyn FnMut(&HttpRequest, usize) -> Answer + Send;

/// A transport whose clones are the same one.
#[derive(Clone)]
pub(crate) struct Double {
    handler: Arc<Mutex<Handler>>,
    sent: Arc<Mutex<Vec<HttpRequest>>>,
    now_ms: Arc<Mutex<f64>>,
    /// How many requests wait for their answers.
    held: Arc<Mutex<usize>>,
    aborted: Arc<Mutex<usize>>,
}

impl Double {
    /// Answers each request with what a function makes of it and of its number, which counts from 1.
    pub(crate) fn new(handler: impl FnMut(&HttpRequest, usize) -> Answer + Send + 'static) -> Self {
        Double {
            handler: Arc::new(Mutex::new(handler)),
            sent: Arc::default(),
            now_ms: Arc::default(),
            held: Arc::default(),
            aborted: Arc::default(),
        }
    }

    /// A client of it that makes one attempt for each call, without a rate limit.
    pub(crate) fn heymarket(&self) -> Heymarket {
        single(Heymarket::builder(Credential::api_key("key")), self).build().unwrap()
    }

    /// A client of it that makes one attempt for each call, without a rate limit.
    pub(crate) fn qlara(&self) -> Qlara {
        single(Qlara::builder(Credential::api_key("key")), self).build().unwrap()
    }

    /// What was sent.
    pub(crate) fn sent(&self) -> Vec<HttpRequest> {
        lock(&self.sent).clone()
    }

    /// How many requests were sent.
    pub(crate) fn count(&self) -> usize {
        lock(&self.sent).len()
    }

    /// How much time was waited for.
    pub(crate) fn elapsed_ms(&self) -> f64 {
        *lock(&self.now_ms)
    }

    /// Lets all answers come that are held.
    pub(crate) fn release(&self) {
        *lock(&self.held) = 0;
    }

    /// How many requests were aborted while their answers were held.
    pub(crate) fn aborted(&self) -> usize {
        *lock(&self.aborted)
    }

    async fn held(self, body: String) -> Result<HttpResponse, SendError> {
        *lock(&self.held) += 1;
        let mut guard = Guard { double: self, is_done: false };
        poll_fn(|_| if *lock(&guard.double.held) == 0 { Poll::Ready(()) } else { Poll::Pending })
            .await;
        guard.is_done = true;
        Ok(response(200, body))
    }
}

/// Counts a request that is dropped before its answer has come.
struct Guard {
    double: Double,
    is_done: bool,
}

impl Drop for Guard {
    fn drop(&mut self) {
        if !self.is_done {
            *lock(&self.double.aborted) += 1;
        }
    }
}

fn response(status: u16, body: String) -> HttpResponse {
    let length = body.len().to_string();
    let header = |name| (name == "content-length").then(|| length.clone());
    HttpResponse::new(status, header, Box::pin(ready(Ok(body.into_bytes()))))
}

fn single<C: From<Arc<super::Core>>>(builder: Builder<C>, double: &Double) -> Builder<C> {
    builder.transport(double.clone()).max_retries(0).rate_limit(0, 0)
}

/// A member of a request's query, not decoded.
pub(crate) fn query<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let (_, query) = request.url.split_once('?')?;
    let mut members = query.split('&').filter_map(|member| member.split_once('='));
    members.find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The JSON that a request holds.
pub(crate) fn body(request: &HttpRequest) -> Value {
    serde_json::from_str(request.body.as_deref().unwrap_or("null")).unwrap()
}

impl Transport for Double {
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, SendError>> {
        lock(&self.sent).push(request.clone());
        let number = self.count();
        match self.handler.lock().unwrap()(&request, number) {
            Answer::Never => Box::pin(pending()),
            Answer::Held(body) => Box::pin(self.clone().held(body)),
            Answer::Status(status, body) => Box::pin(ready(Ok(response(status, body)))),
        }
    }

    fn sleep(&self, time: Duration) -> BoxFuture<()> {
        let double = self.clone();
        // Once it is awaited, and not before: of a race with a response, the response comes first.
        Box::pin(poll_fn(move |_| {
            if *lock(&double.held) > 0 {
                return Poll::Pending;
            }
            *lock(&double.now_ms) += time.as_secs_f64() * 1_000.0;
            Poll::Ready(())
        }))
    }

    fn now_ms(&self) -> f64 {
        *lock(&self.now_ms)
    }

    fn unix_ms(&self) -> f64 {
        crate::testing::NOW_MS + self.now_ms()
    }

    fn random(&self) -> f64 {
        0.5
    }

    fn date_ms(&self, _: &str) -> Option<f64> {
        None
    }
}

/// Awaits a future that needs nothing but this transport.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    poke(future).unwrap_or_else(|| panic!("nothing would ever wake it"))
}

/// Polls a future once, and drops it; what it gave, if it has ended.
pub(crate) fn poke<T>(future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    match future.as_mut().poll(&mut context) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
