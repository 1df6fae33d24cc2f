//! The object that JavaScript makes for a call (`pkg-template/call.js`).

use js_sys::{Array, Float64Array, Promise};
use wasm_bindgen::prelude::*;
use web_sys::AbortSignal;

#[wasm_bindgen]
extern "C" {
    /// One call, as JavaScript hands it in: what to do, and what only JavaScript can do.
    pub type Call;

    /// The call's number, unlike that of any other under way.
    #[wasm_bindgen(method, getter)]
    pub fn id(this: &Call) -> u32;

    /// The operation's place in the table.
    #[wasm_bindgen(method, getter)]
    pub fn operation(this: &Call) -> u32;

    /// The input as JSON text.
    #[wasm_bindgen(method, getter)]
    pub fn input(this: &Call) -> JsValue;

    /// The base URL, checked, without a slash at the end.
    #[wasm_bindgen(method, getter, js_name = baseUrl)]
    pub fn base_url(this: &Call) -> JsValue;

    /// Further headers, checked: pairs of name and value.
    #[wasm_bindgen(method, getter)]
    pub fn headers(this: &Call) -> Array;

    /// The largest reply that is read, in bytes.
    #[wasm_bindgen(method, getter, js_name = maxReplyBytes)]
    pub fn max_reply_bytes(this: &Call) -> f64;

    /// The signal that ends the attempt.
    #[wasm_bindgen(method, getter)]
    pub fn signal(this: &Call) -> AbortSignal;

    /// 0: goes on; 1: timed out; 2: aborted by the caller.
    #[wasm_bindgen(method, getter)]
    pub fn stopped(this: &Call) -> u32;

    /// Whether the request of this attempt was handed to `fetch`.
    #[wasm_bindgen(method, getter)]
    pub fn sent(this: &Call) -> bool;

    /// Whether a fresh credential can be had.
    #[wasm_bindgen(method, getter)]
    pub fn renewable(this: &Call) -> bool;

    /// How often the call may be repeated.
    #[wasm_bindgen(method, getter, js_name = maxRetries)]
    pub fn max_retries(this: &Call) -> u32;

    /// The client's numbers: what repetitions have cost, the buckets of a minute and of a second, and
    /// their sizes.
    #[wasm_bindgen(method, getter)]
    pub fn client(this: &Call) -> Float64Array;

    /// The monotonic clock, in milliseconds.
    #[wasm_bindgen(method)]
    pub fn now(this: &Call) -> f64;

    /// Milliseconds until the deadline.
    #[wasm_bindgen(method, getter, js_name = remainingMs)]
    pub fn remaining_ms(this: &Call) -> f64;

    /// A promise of the time to come, or of the caller's abort.
    #[wasm_bindgen(method)]
    pub fn pause(this: &Call, wait_ms: f64) -> Promise;

    /// Tells that the call will be made again after a wait, and why.
    #[wasm_bindgen(method)]
    pub fn again(this: &Call, wait_ms: f64, reason: &str);

    /// Sends the request of an attempt.
    #[wasm_bindgen(method, catch)]
    pub fn send(this: &Call, request: &web_sys::Request) -> Result<JsValue, JsValue>;

    /// Begins an attempt: its timer, its signal.
    #[wasm_bindgen(method)]
    pub fn begin(this: &Call);

    /// Ends the attempt; what was not read is cancelled unless the reply was read to its end.
    #[wasm_bindgen(method)]
    pub fn end(this: &Call, read: bool);

    /// The header that carries the credential.
    #[wasm_bindgen(method, getter, js_name = credentialHeader)]
    pub fn credential_header(this: &Call) -> JsValue;

    /// The value of that header, or a promise of it.
    #[wasm_bindgen(method)]
    pub fn authorization(this: &Call) -> JsValue;

    /// The id and the key of the secret that a token is to be made of; none when there is a good one.
    #[wasm_bindgen(method, getter)]
    pub fn secret(this: &Call) -> Option<Array>;

    /// Keeps a token for this call and later ones.
    #[wasm_bindgen(method)]
    pub fn keep(this: &Call, token: &str);

    /// The service refused the credential: the next one is to be a fresh one.
    #[wasm_bindgen(method)]
    pub fn renew(this: &Call);

    /// A promise that settles as the given one does, or rejects when the attempt is stopped.
    #[wasm_bindgen(method)]
    pub fn race(this: &Call, promise: &JsValue) -> Promise;

    /// Lets a promise go: nobody waits for it, and its rejection is nobody's.
    #[wasm_bindgen(method)]
    pub fn forget(this: &Call, promise: &JsValue);

    /// Keeps the response for callers who want it raw.
    #[wasm_bindgen(method)]
    pub fn received(this: &Call, response: &JsValue);

    /// Lets a response's body go unread.
    #[wasm_bindgen(method)]
    pub fn cancel(this: &Call, response: &JsValue);

    /// Builds the result from the tape and the reply's text.
    #[wasm_bindgen(method)]
    pub fn build(this: &Call, tape: &[u32], text: &[u8], head: u32, payload: u32) -> JsValue;

    /// What an aborted call rejects with.
    #[wasm_bindgen(method)]
    pub fn reason(this: &Call) -> JsValue;

    /// Makes the error that the call rejects with.
    #[wasm_bindgen(method)]
    pub fn fail(this: &Call, error: &str, cause: &JsValue) -> JsValue;
}
