//! A program of somebody else's: it has an allocator of its own, a transport of its own, and tasks that may move
//! between threads.

use std::alloc::System;
use std::future::{Future, IntoFuture, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use threadline::client::{
    BoxFuture, Credential, Heymarket, HttpRequest, HttpResponse, Qlara, SendError, Transport,
};
use threadline::{Error, ErrorKind};
use zeroize::Zeroize;

#[global_allocator]
static ALLOCATOR: System = System;

/// Sends nothing.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: HttpRequest) -> BoxFuture<Result<HttpResponse, SendError>> {
        Box::pin(ready(Err(SendError::Unsent(None))))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<()> {
        Box::pin(ready(()))
    }

    fn now_ms(&self) -> f64 {
        0.0
    }

    fn unix_ms(&self) -> f64 {
        0.0
    }

    fn random(&self) -> f64 {
        0.0
    }

    fn date_ms(&self, _: &str) -> Option<f64> {
        None
    }
}

/// What `tokio::spawn`, an axum handler and a Leptos resource take.
fn sent<F: Future + Send + 'static>(future: F) -> F {
    future
}

/// What a `static` takes.
fn shared<T: Clone + Send + Sync + 'static>(value: T) -> T {
    value
}

fn now<F: Future>(future: F) -> Option<F::Output> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

async fn handler(heymarket: Heymarket, qlara: Qlara) -> Result<usize, Error> {
    let mut all = heymarket.list_conversations(1).items();
    while let Some(conversation) = all.next().await {
        let target = conversation?.id;
        heymarket.send_message(1, 2).chat_id(target).text("Hi").await?;
    }
    let users = heymarket.assignable_users(1).await?;
    let mut messages = qlara.list_messages("1").newer();
    while let Some(message) = messages.next().await {
        drop(message?);
    }
    Ok(users.len())
}

fn main() {
    let mut key = "key".to_owned();
    let token = Credential::token(async || Ok::<_, Error>("token".to_owned()));
    let heymarket = Heymarket::builder(token).transport(Nowhere).max_retries(0).build();
    let qlara = Qlara::builder(Credential::api_key(&*key)).transport(Nowhere).build();
    key.zeroize();
    let (Ok(heymarket), Ok(qlara)) = (heymarket.map(shared), qlara.map(shared)) else {
        return assert!(cfg!(target_arch = "wasm32"), "the settings were rejected");
    };
    drop(sent(heymarket.get_conversation(1).into_future()));
    let error = now(sent(handler(heymarket, qlara))).and_then(Result::err).map(shared);
    assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Connection));
}
