//! Where the program runs: everybody who opens a page or has an app can read all that is in it. The rules are those of
//! `pkg-template/client/place.ts`.

use js_sys::global;
use wasm_bindgen::JsValue;

use super::js::{has, member, text};

/// As servers name themselves.
const SERVERS: [&str; 8] =
    ["Node.js", "Deno", "Bun", "Cloudflare-Workers", "edge-runtime", "llrt", "Fastly", "WinterJS"];

fn is_server(agent: &str) -> bool {
    SERVERS.iter().any(|server| {
        let is_named =
            agent.get(..server.len()).is_some_and(|start| start.eq_ignore_ascii_case(server));
        let next = agent.as_bytes().get(server.len());
        is_named && !next.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    })
}

/// Whether a text holds another. `str::contains` weighs three kilobytes.
pub(super) fn holds(text: &str, part: &str) -> bool {
    text.as_bytes().windows(part.len()).any(|window| window == part.as_bytes())
}

fn agent(global: &JsValue) -> String {
    text(&member(global, "navigator"), "userAgent").unwrap_or_default()
}

/// What place it is, in words, if everybody who has it can read what is in it; `None` for servers.
pub(crate) fn public_place() -> Option<&'static str> {
    let global: JsValue = global().into();
    let agent = agent(&global);
    // Pages that a test makes, in Node.
    if holds(&agent, "jsdom/") || holds(&agent, "HappyDOM/") {
        return None;
    }
    if text(&member(&global, "navigator"), "product").as_deref() == Some("ReactNative") {
        return Some("an app");
    }
    let process = member(&global, "process");
    let versions = member(&process, "versions");
    let is_page = has(&global, "document");
    if holds(&agent, "Electron/") || (is_page && has(&versions, "electron")) {
        return Some("a page of Electron");
    }
    // Bundlers give pages a process of their own.
    if has(&versions, "node") && !has(&process, "browser") {
        return None;
    }
    if is_page || agent.starts_with("Mozilla") {
        return Some("a browser");
    }
    (!agent.is_empty() && !is_server(&agent)).then_some("a browser or an app")
}

/// Whether it is a Worker of Cloudflare's.
pub(super) fn in_workers() -> bool {
    agent(&global().into()) == "Cloudflare-Workers"
}
