//! What `fetch` is called with, beside the URL: method, headers, body, signal, redirects not followed, and no cache.

use js_sys::{Reflect, global};
use wasm_bindgen::JsValue;

use super::js::{Record, member};
use super::streamed::streamed;
use crate::client::transport::HttpRequest;

/// The headers of a request, each name once.
pub(crate) fn headers(request: &HttpRequest) -> Vec<(&str, String)> {
    let known = request.headers.iter().map(|(name, value)| (*name, value));
    let own = request.own_headers.iter().map(|(name, value)| (name.as_str(), value));
    let mut all: Vec<(&str, String)> = Vec::new();
    for (name, value) in known.chain(own) {
        if let Some((_, before)) = all.iter_mut().find(|(known, _)| *known == name) {
            before.push_str(if name == "cookie" { "; " } else { ", " });
            before.push_str(value);
        } else {
            all.push((name, value.clone()));
        }
    }
    all
}

/// Workers of an older compatibility date throw where they see it.
pub(crate) fn takes_cache() -> bool {
    let prototype = member(&member(&global(), "Request"), "prototype");
    Reflect::has(&prototype, &JsValue::from_str("cache")).unwrap_or(false)
}

/// A plain object: what wraps `fetch` often reads headers as one, and in no other form.
pub(crate) fn init(request: &HttpRequest, signal: &JsValue) -> JsValue {
    let init = Record::new();
    let set = |key, value: &str| init.set(key, &JsValue::from_str(value));
    let map = Record::new();
    for (name, value) in headers(request) {
        map.set(name, &JsValue::from_str(&value));
    }
    set("method", request.method.as_str());
    init.set("headers", &map);
    if let Some(stream) = streamed(request) {
        init.set("body", &stream);
        set("duplex", "half");
    } else if let Some(body) = &request.body {
        set("body", body);
    }
    init.set("signal", signal);
    set("redirect", "manual");
    if takes_cache() {
        set("cache", "no-store");
    }
    init.into()
}
