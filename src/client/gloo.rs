//! The transport over gloo-net, for apps that use it already.
//!
//! gloo-net puts the request together. It does not send it: where `fetch` throws something that is no error, or gives
//! a response of another realm, gloo-net would panic, and of an error it keeps no cause.

use std::future::ready;
use std::time::Duration;

use gloo_net::http::{Method, RequestBuilder};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{RequestCache, RequestRedirect};

use super::transport::{BoxFuture, HttpRequest, HttpResponse, SendError, Transport};
use super::web::{self, Abort};
use crate::schema;

/// Carries requests that gloo-net puts together, by the global `fetch`. In all else it is [`Fetch`](super::Fetch), but
/// that it cannot keep a browser from sending a message again by itself: where the connection is of HTTP/2, `Fetch` can.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Gloo;

impl Gloo {
    /// The transport.
    pub const fn new() -> Self {
        Gloo
    }
}

fn method(method: schema::Method) -> Method {
    match method {
        schema::Method::Get => Method::GET,
        schema::Method::Post => Method::POST,
        schema::Method::Put => Method::PUT,
        schema::Method::Patch => Method::PATCH,
        schema::Method::Delete => Method::DELETE,
    }
}

/// Names and values of headers have been checked: gloo-net panics where one cannot be sent, and shows it.
fn built(request: &HttpRequest, abort: &Abort) -> Result<JsValue, gloo_net::Error> {
    let mut builder = RequestBuilder::new(&request.url)
        .method(method(request.method))
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(abort.signal().unchecked_ref()));
    for (name, value) in web::headers(request) {
        builder = builder.header(name, &value);
    }
    if web::takes_cache() {
        builder = builder.cache(RequestCache::NoStore);
    }
    let built = match &request.body {
        Some(body) => builder.body(body)?,
        None => builder.build()?,
    };
    Ok(web_sys::Request::from(built).into())
}

impl Transport for Gloo {
    fn send(&self, request: HttpRequest) -> BoxFuture<Result<HttpResponse, SendError>> {
        let abort = Abort::new();
        match built(&request, &abort) {
            Ok(built) => web::respond(&built, &JsValue::UNDEFINED, abort, request.max_reply_bytes),
            Err(error) => {
                let unsent = SendError::Unsent(web::words(&error.to_string()));
                Box::pin(ready(Err(unsent)))
            }
        }
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
