//! The transport of WebAssembly: the platform's own `fetch`.

use std::time::Duration;

use wasm_bindgen::JsValue;

use super::transport::{BoxFuture, HttpRequest, HttpResponse, SendError, Transport};
use super::web::{self, Abort};

/// Carries requests by the global `fetch`: in pages, in Workers, in Node, Deno and Bun.
///
/// It is what a client uses that is given no other.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Fetch;

impl Fetch {
    /// The transport.
    pub const fn new() -> Self {
        Fetch
    }
}

impl Transport for Fetch {
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, SendError>> {
        let abort = Abort::new();
        let init = web::init(&request, &abort.signal());
        web::respond(&JsValue::from_str(&request.url), &init, abort, request.max_reply_bytes)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<()> {
        web::sleep(time)
    }

    fn now_ms(&self) -> f64 {
        web::now_ms()
    }

    fn unix_ms(&self) -> f64 {
        web::unix_ms()
    }

    fn random(&self) -> f64 {
        web::random()
    }

    fn date_ms(&self, date: &str) -> Option<f64> {
        web::date_ms(date)
    }

    fn public_place(&self) -> Option<&'static str> {
        web::public_place()
    }
}
