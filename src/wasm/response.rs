//! Sending, and the reply's head. Replies are taken by what they can do, not by their class: an
//! injected `fetch` may give one of another realm, or its own.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::body;
use super::call::Call;
use super::failure::Failure;
use super::request;
use super::token;
use crate::http::{Error, ErrorKind, Reply, Request};

#[wasm_bindgen]
extern "C" {
    type Response;

    #[wasm_bindgen(method, getter, catch)]
    fn status(this: &Response) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch, js_name = type)]
    fn kind(this: &Response) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, getter, catch)]
    fn headers(this: &Response) -> Result<Headers, JsValue>;

    type Headers;

    #[wasm_bindgen(method, catch)]
    fn get(this: &Headers, name: &str) -> Result<JsValue, JsValue>;
}

/// A reply, and what its head says of the service's limits.
pub(super) struct Answer {
    pub(super) reply: Reply,
    /// With what the request proved itself.
    pub(super) credential: String,
    pub(super) limit: Option<f64>,
    pub(super) remaining: Option<f64>,
}

/// Sends one request and reads its reply to the end.
pub(super) async fn exchange(call: &Call, outline: &Request) -> Result<Answer, Failure> {
    token::make(call);
    let credential = JsFuture::from(call.race(&call.authorization())).await;
    let credential = credential.map_err(Failure::Ready)?.as_string().unwrap_or_default();
    let request = request::build(call, outline, &credential)?;
    if call.stopped() != 0 {
        return Err(Failure::Aborted);
    }
    let response = match call.send(&request) {
        Ok(promise) => JsFuture::from(call.race(&promise)).await,
        Err(thrown) => Err(thrown),
    };
    let response = response.map_err(|cause| {
        Failure::connection("no reply came: the service could not be reached", cause)
    })?;
    let mut answer = head(response.unchecked_ref(), credential).ok_or_else(|| {
        let message = "fetch resolved with something that is no Response";
        Error::new(ErrorKind::Connection, message)
    })?;
    call.received(&response);
    // What a redirect says is of no use, and a browser shows nothing of it.
    if (300..400).contains(&answer.reply.status) {
        call.cancel(&response);
    } else {
        let body = body::read(call, &response).await;
        answer.reply.body =
            body.map_err(|failure| failure.map(|error| error.after(&answer.reply)))?;
        call.end(true);
    }
    Ok(answer)
}

/// The head of a reply, if this is one at all.
fn head(response: &Response, credential: String) -> Option<Answer> {
    if response.is_null() || response.is_undefined() {
        return None;
    }
    let status = response.status().ok()?.as_f64()?;
    let opaque = response.kind().ok()?.as_string().as_deref() == Some("opaqueredirect");
    // A browser hides a redirect that it did not follow behind the status 0.
    let status = if opaque { 302 } else { status as u16 };
    let headers = response.headers().ok()?;
    let request_id = headers.get("x-request-id").ok()?.as_string();
    let text = |name: &str| headers.get(name).ok()?.as_string();
    let number = |name: &str| text(name)?.parse::<u32>().ok().map(f64::from);
    // Most replies are good ones, and reading a header takes its time.
    let failed = status >= 400;
    let reply = Reply {
        status,
        request_id,
        retry_after_ms: if failed { text("retry-after-ms") } else { None },
        retry_after: if failed { text("retry-after") } else { None },
        body: Vec::new(),
    };
    Some(Answer {
        reply,
        credential,
        limit: number("x-ratelimit-limit"),
        remaining: number("x-ratelimit-remaining"),
    })
}
