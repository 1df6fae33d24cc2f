//! The second way in: a webhook's body.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::webhook::{self, Event, Form};
use crate::{heymarket, qlara};

#[wasm_bindgen]
extern "C" {
    /// A delivery, as JavaScript hands it in (`pkg-template/webhook.js`).
    pub type Delivery;

    /// The place of the service among those that post.
    #[wasm_bindgen(method, getter)]
    pub fn service(this: &Delivery) -> u32;

    /// The secrets that are accepted.
    #[wasm_bindgen(method, getter)]
    pub fn accepted(this: &Delivery) -> Array;

    /// The secret that stood in the URL.
    #[wasm_bindgen(method, getter)]
    pub fn given(this: &Delivery) -> Option<String>;

    /// Builds the event from the tape and its text.
    #[wasm_bindgen(method)]
    pub fn build(this: &Delivery, tape: &[u32], text: &[u8], head: u32, payload: u32) -> JsValue;

    /// Makes the error that is thrown.
    #[wasm_bindgen(method)]
    pub fn fail(this: &Delivery, error: &str) -> JsValue;
}

const FORMS: [&Form; 2] = [heymarket::webhook::FORM, qlara::webhook::FORM];

/// Reads a webhook's body: verified, decoded, as an event. Throws what `Delivery.fail` made, and nothing
/// else.
#[wasm_bindgen]
pub fn webhook(delivery: Delivery, body: Vec<u8>) -> Result<JsValue, JsValue> {
    let [heymarket, qlara] = FORMS;
    let form = if delivery.service() == 0 { heymarket } else { qlara };
    let accepted: Vec<String> =
        delivery.accepted().iter().filter_map(|secret| secret.as_string()).collect();
    let Event { tape, text, .. } =
        webhook::read(form, &body, delivery.given().as_deref(), &accepted)
            .map_err(|error| delivery.fail(&error.to_json()))?;
    Ok(delivery.build(&tape.words, text.as_bytes(), tape.root.head, tape.root.payload))
}
