//! The head of a response, taken by what it can do and not by its class.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::abort::Abort;
use super::body::Body;
use super::cause::{no_response, words};
use super::js::{self, Foreign, has, member, text};
use super::place::public_place;
use super::streamed;
use crate::client::local;
use crate::client::transport::{BoxFuture, HttpResponse, SendError};

/// What a promise gives, or what is in place of one.
pub(super) fn settled(given: Result<JsValue, JsValue>) -> JsFuture {
    JsFuture::from(match given {
        Ok(given) => Promise::resolve(&given),
        Err(thrown) => Promise::reject(&thrown),
    })
}

/// Sends a request, whole or as a URL and what comes beside it; the head of its response.
pub(crate) fn respond(
    request: &JsValue,
    init: &JsValue,
    abort: Abort,
    most: usize,
) -> BoxFuture<Result<HttpResponse, SendError>> {
    let is_streamed = !member(init, "duplex").is_undefined();
    let response = settled(js::fetch(request, init));
    local::boxed(async move {
        match response.await {
            Ok(response) => head(response, abort, most),
            Err(thrown) => {
                abort.end();
                if is_streamed {
                    streamed::stop();
                }
                Err(no_response(&thrown))
            }
        }
    })
}

fn head(response: JsValue, abort: Abort, most: usize) -> Result<HttpResponse, SendError> {
    let headers: Foreign = member(&response, "headers").unchecked_into();
    let status = member(&response, "status").as_f64();
    let (Some(status), true) = (status, headers.is_object()) else {
        return Err(SendError::Invalid(words("fetch did not resolve with a Response")));
    };
    // Logging may have read it: the status of an error says enough.
    let is_used = has(&response, "bodyUsed");
    if is_used && (200.0..300.0).contains(&status) {
        return Err(SendError::Invalid(words("the body of the response was read already")));
    }
    let header = |name: &str| headers.get(name).ok()?.as_string();
    let kind = text(&response, "type").unwrap_or_default();
    // A browser hides a redirect that it did not follow behind the status 0.
    let status = if kind == "opaqueredirect" { 302 } else { status as u16 };
    let is_encoded = header("content-encoding").is_some();
    let length = header("content-length").and_then(|length| length.parse().ok());
    // Of another origin, a page sees the length as it was sent, but not how it was encoded. And what has no address
    // was made by hand, perhaps of another response.
    let is_exact = !is_encoded
        && text(&response, "url").is_some_and(|url| !url.is_empty())
        && (kind == "basic" || public_place().is_none());
    // A browser on the page's own origin makes one of a head that broke off, or of nothing.
    let may_be_invented = status == 200 && kind == "basic" && !has_any(&headers);
    let redirected = has(&response, "redirected");
    let body = Body { response, length, is_encoded, is_used, may_be_invented, most };
    let mut head = HttpResponse::new(status, header, local::boxed(body.read(abort)));
    // The reader of the head compares the body with its length.
    head.headers.retain(|(name, _)| *name != "content-length" || is_exact || length == Some(0));
    head.redirected = redirected;
    Ok(head)
}

/// Whether there is any header.
fn has_any(headers: &Foreign) -> bool {
    let first = headers.keys().and_then(|keys| keys.next());
    first.is_ok_and(|first| !has(&first, "done"))
}
