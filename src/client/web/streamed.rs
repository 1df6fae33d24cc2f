//! A body that a browser cannot send twice.
//!
//! When a kept-alive connection breaks before the response, browsers send a request again by themselves, a message too,
//! and nothing can prevent that: except with a body that is a stream, which they read only once. Chromium sends streams
//! only over HTTP/2 and HTTP/3, other browsers never. The rules are those of `pkg-template/call/streamed-body.ts`.

use std::sync::atomic::{AtomicBool, Ordering};

use js_sys::{Reflect, global};
use wasm_bindgen::JsValue;

use super::js::{self, Response, member, text};
use super::place::public_place;
use crate::client::transport::HttpRequest;

/// Whether a stream has failed: the protocol may have changed.
static HAS_FAILED: AtomicBool = AtomicBool::new(false);

/// From now on bodies are sent as text.
pub(super) fn stop() {
    HAS_FAILED.store(true, Ordering::Relaxed);
}

/// The body as a stream, if it must not be sent twice and a stream can be sent there.
pub(super) fn streamed(request: &HttpRequest) -> Option<JsValue> {
    let body = request.body.as_ref().filter(|_| request.once)?;
    let is_possible = !HAS_FAILED.load(Ordering::Relaxed)
        && public_place().is_some()
        && takes_streams()
        && matches!(protocol_to(&request.url)?.as_str(), "h2" | "h3");
    is_possible.then(|| member(&Response::new(body), "body"))
}

/// Whether the browser reads a stream as a body, and not as its text.
fn takes_streams() -> bool {
    let prototype = member(&member(&global(), "Request"), "prototype");
    Reflect::has(&prototype, &JsValue::from_str("duplex")).unwrap_or(false)
}

/// The protocol of the endpoint's last response to this page; of other origins the browser gives it only if they allow
/// it.
fn protocol_to(url: &str) -> Option<String> {
    let mut slashes = url.bytes().enumerate().filter(|(_, byte)| *byte == b'/');
    let (slash, _) = slashes.nth(2)?;
    let origin = url.get(..=slash)?;
    let mut protocol = None;
    for kind in ["navigation", "resource"] {
        for entry in js::entries(kind).ok()? {
            let is_there = text(&entry, "name").is_some_and(|name| name.starts_with(origin));
            let named = text(&entry, "nextHopProtocol").filter(|name| is_there && !name.is_empty());
            protocol = named.or(protocol);
        }
    }
    protocol
}
