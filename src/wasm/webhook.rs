//! The second way in: a webhook's body.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::webhook::Event;
use crate::{heymarket, qlara};

#[wasm_bindgen]
extern "C" {
    /// A delivery, as JavaScript hands it in (`pkg-template/webhook.js`).
    pub type Delivery;

    /// Whether it is Qlara's.
    #[wasm_bindgen(method, getter)]
    pub fn qlara(this: &Delivery) -> bool;

    /// The secrets that are accepted.
    #[wasm_bindgen(method, getter)]
    pub fn accepted(this: &Delivery) -> Array;

    /// The secret that stood in the URL.
    #[wasm_bindgen(method, getter)]
    pub fn given(this: &Delivery) -> Option<String>;

    /// Builds the event from the tape and the text of its data; without a tape the text is all.
    #[wasm_bindgen(method)]
    pub fn event(
        this: &Delivery,
        name: &str,
        wire_name: &str,
        fingerprint: &str,
        text: &[u8],
        tape: &[u32],
        head: u32,
        payload: u32,
    ) -> JsValue;

    /// Makes the error that is thrown.
    #[wasm_bindgen(method)]
    pub fn fail(this: &Delivery, error: &str) -> JsValue;
}

/// Reads a webhook's body: verified, decoded, as an event. Throws what `Delivery.fail` made, and nothing
/// else.
#[wasm_bindgen]
pub fn webhook(delivery: Delivery, body: Vec<u8>) -> Result<JsValue, JsValue> {
    let secrets: Vec<String> =
        delivery.accepted().iter().filter_map(|secret| secret.as_string()).collect();
    let event = if delivery.qlara() {
        qlara::webhook::read(&body, delivery.given().as_deref(), &secrets)
    } else {
        heymarket::webhook::read(&body, &secrets)
    };
    let Event { name, wire_name, data, tape, fingerprint } =
        event.map_err(|error| delivery.fail(&error.to_json()))?;
    let (words, head, payload) =
        tape.map_or((Vec::new(), 0, 0), |tape| (tape.words, tape.root.head, tape.root.payload));
    let text = data.as_bytes();
    Ok(delivery.event(name, &wire_name, &fingerprint, text, &words, head, payload))
}
