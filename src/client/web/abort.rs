//! A request that is aborted when nobody waits for it any more.

use wasm_bindgen::JsValue;

use super::js::AbortController;

/// Aborts its request when it is dropped, unless the request has come to its end.
pub(crate) struct Abort {
    controller: AbortController,
    has_ended: bool,
}

impl Abort {
    pub(crate) fn new() -> Self {
        Abort { controller: AbortController::new(), has_ended: false }
    }

    /// What `fetch` is given.
    pub(crate) fn signal(&self) -> JsValue {
        self.controller.signal()
    }

    /// Nothing is left to abort.
    pub(super) fn end(mut self) {
        self.has_ended = true;
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        if !self.has_ended {
            self.controller.abort();
        }
    }
}
