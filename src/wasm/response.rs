//! Sending, and the reply's head. Replies are taken by what they can do, not by their class: an
//! injected `fetch` may give one of another realm, or its own.

use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::body;
use super::call::Call;
use super::failure::Failure;
use super::request;
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

/// Sends one request and reads its reply to the end.
pub(super) async fn exchange(call: &Call, outline: Request) -> Result<Reply, Failure> {
    let credential = JsFuture::from(call.race(&call.authorization())).await;
    let credential = credential.map_err(Failure::Ready)?.as_string().unwrap_or_default();
    let request = request::build(call, &outline, &credential)?;
    if call.stopped() != 0 {
        return Err(Failure::Aborted);
    }
    let fetch: Function = call.fetch();
    let response = match fetch.call1(&JsValue::UNDEFINED, &request) {
        Ok(promise) => JsFuture::from(call.race(&promise)).await,
        Err(thrown) => Err(thrown),
    };
    let response = response.map_err(|cause| {
        Failure::connection("no reply came: the service could not be reached", cause)
    })?;
    read(call, response).await
}

async fn read(call: &Call, response: JsValue) -> Result<Reply, Failure> {
    let head = head(response.unchecked_ref()).ok_or_else(|| {
        let message = "fetch resolved with something that is no Response";
        Error::new(ErrorKind::Connection, message)
    })?;
    call.received(&response);
    let reply = Reply { body: Vec::new(), ..head };
    // What a redirect says is of no use, and a browser shows nothing of it.
    if (300..400).contains(&reply.status) {
        call.end(false);
        return Ok(reply);
    }
    let body = body::read(call, &response).await;
    let body = body.map_err(|failure| failure.map(|error| error.after(&reply)))?;
    call.end(true);
    Ok(Reply { body, ..reply })
}

/// Status and request id, if this is a response at all.
fn head(response: &Response) -> Option<Reply> {
    if response.is_null() || response.is_undefined() {
        return None;
    }
    let status = response.status().ok()?.as_f64()?;
    let opaque = response.kind().ok()?.as_string().as_deref() == Some("opaqueredirect");
    let request_id = response.headers().ok()?.get("x-request-id").ok()?.as_string();
    // A browser hides a redirect that it did not follow behind the status 0.
    let status = if opaque { 302 } else { status as u16 };
    Some(Reply { status, request_id, body: Vec::new() })
}
