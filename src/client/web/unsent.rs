//! Whether the platform says of a request that failed that it was never sent: there was no connection to send it over.
//! The rules are those of `pkg-template/call/never-sent.ts`.

use wasm_bindgen::JsValue;

use super::js::{member, text};
use super::place::holds;
use crate::codec::decimal;

/// Of the sockets, resolvers and TLS of Node and Bun.
const CODES: [&str; 9] = [
    "ECONNREFUSED",
    "ConnectionRefused",
    "ENOTFOUND",
    "ENETUNREACH",
    "EHOSTUNREACH",
    "EADDRNOTAVAIL",
    "UND_ERR_CONNECT_TIMEOUT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
];

/// What further codes begin with.
const FAMILIES: [&str; 5] =
    ["EAI_", "CERT_", "SELF_SIGNED_CERT_IN_CHAIN", "UNABLE_TO_GET_", "UNABLE_TO_VERIFY_"];

/// Deno's, which has no codes.
const WORDS: &str = "client error (Connect)";

/// Whether an error says it, or what caused it does.
pub(super) fn was_never_sent(error: &JsValue) -> bool {
    says(error, 0)
}

fn says(error: &JsValue, depth: u32) -> bool {
    if !error.is_object() || depth > 5 {
        return false;
    }
    let deeper = depth.saturating_add(1);
    // One for each of several addresses.
    let errors = member(error, "errors");
    let count = member(&errors, "length").as_f64().unwrap_or(0.0) as u32;
    if count > 0 {
        return (0..count).all(|at| says(&member(&errors, &decimal(at.into())), deeper));
    }
    let code = text(error, "code").unwrap_or_default();
    if CODES.contains(&code.as_str()) || FAMILIES.iter().any(|start| code.starts_with(start)) {
        // An established connection may end with the same codes.
        return text(error, "syscall")
            .is_none_or(|call| call.starts_with("connect") || call.starts_with("getaddrinfo"));
    }
    text(error, "message").is_some_and(|message| holds(&message, WORDS))
        || says(&member(error, "cause"), deeper)
}
