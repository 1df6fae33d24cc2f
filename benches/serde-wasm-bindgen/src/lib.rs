//! A page of conversations by serde_json and serde-wasm-bindgen, as their documents show it.

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

#[derive(Deserialize, Serialize)]
struct Conversation {
    id: u64,
    channel: Option<String>,
    status: Option<String>,
    assigned: Option<Member>,
    inbox: Option<Inbox>,
    target: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    targets: Option<Vec<String>>,
    members: Vec<Member>,
    name: Option<String>,
    last_msg: Option<String>,
    created: Option<String>,
    updated: Option<String>,
    read: Option<bool>,
    replied: Option<bool>,
    blocked: Option<bool>,
    muted: Option<bool>,
    snooze_till: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct Member {
    id: u64,
    name: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize, Serialize)]
struct Inbox {
    id: u64,
    name: Option<String>,
}

#[wasm_bindgen]
pub fn decode(bytes: &[u8]) -> Result<JsValue, JsError> {
    let page: Vec<Conversation> = serde_json::from_slice(bytes)?;
    // `null` as JSON.parse has it, so that all ways give equal objects.
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    Ok(page.serialize(&serializer)?)
}
