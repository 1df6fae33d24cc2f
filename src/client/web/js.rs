//! Bindings to what the platform gives.

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Nothing is known of what it gives: libraries and tests replace it.
    #[wasm_bindgen(catch)]
    pub(super) fn fetch(request: &JsValue, init: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_name = setTimeout)]
    pub(super) fn set_timeout(callback: &Closure<dyn FnMut()>, ms: f64) -> JsValue;

    #[wasm_bindgen(js_name = clearTimeout)]
    pub(super) fn clear_timeout(timer: &JsValue);

    /// Milliseconds by a clock that is never set.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(super) fn performance_now() -> f64;

    /// What the page has loaded, and how.
    #[wasm_bindgen(catch, js_namespace = performance, js_name = getEntriesByType)]
    pub(super) fn entries(kind: &str) -> Result<Array, JsValue>;

    pub(super) type Response;

    #[wasm_bindgen(constructor, js_class = Response)]
    pub(super) fn new(body: &str) -> Response;

    pub(super) type AbortController;

    #[wasm_bindgen(constructor)]
    pub(super) fn new() -> AbortController;

    #[wasm_bindgen(method, getter)]
    pub(super) fn signal(this: &AbortController) -> JsValue;

    #[wasm_bindgen(method)]
    pub(super) fn abort(this: &AbortController);

    /// An object by what it can do, and not by its class: it may come from another realm, from a library or from a
    /// test.
    pub(super) type Foreign;

    #[wasm_bindgen(method, catch)]
    pub(super) fn get(this: &Foreign, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn keys(this: &Foreign) -> Result<Foreign, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn next(this: &Foreign) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = getReader)]
    pub(super) fn get_reader(this: &Foreign) -> Result<Foreign, JsValue>;

    #[wasm_bindgen(method, catch)]
    pub(super) fn read(this: &Foreign) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, catch, js_name = arrayBuffer)]
    pub(super) fn array_buffer(this: &Foreign) -> Result<JsValue, JsValue>;

    /// Copies bytes. `Uint8Array::copy_to` asserts more than is needed, with a kilobyte of formatting.
    #[wasm_bindgen(js_namespace = ["Uint8Array", "prototype", "set"], js_name = call)]
    pub(super) fn copy(to: &mut [u8], from: &JsValue);

    /// An object that is being written.
    #[wasm_bindgen(js_name = Object)]
    pub(crate) type Record;

    #[wasm_bindgen(constructor, js_class = Object)]
    pub(super) fn new() -> Record;

    #[wasm_bindgen(method, indexing_setter)]
    pub(super) fn set(this: &Record, key: &str, value: &JsValue);
}

/// Whether it has a member that counts as true.
#[inline(never)]
pub(super) fn has(of: &JsValue, key: &str) -> bool {
    member(of, key).is_truthy()
}

/// A member of whatever it is; undefined where it has none, or cannot be read.
#[inline(never)]
pub(super) fn member(of: &JsValue, key: &str) -> JsValue {
    Reflect::get(of, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
}

/// The same, of text.
#[inline(never)]
pub(super) fn text(of: &JsValue, key: &str) -> Option<String> {
    member(of, key).as_string()
}
