//! The async shell: the one place that does I/O. Compiled for WebAssembly only.
//!
//! JavaScript hands in a [`Call`] object for each call and gets a promise. Nothing is shared between
//! two calls but numbers, since an edge runtime lets no request wait for another one's promise. Every
//! promise from outside is raced in JavaScript against the attempt's end ([`Call::race`]), so that
//! none of the futures here can wait for ever and keep its memory.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

mod attempts;
mod body;
mod call;
mod client;
mod failure;
mod live;
mod panics;
mod request;
mod response;
mod token;
mod webhook;

pub use call::Call;
pub use webhook::{Delivery, webhook};

/// What [`Call::stopped`] says of an attempt that took too long.
const TIMED_OUT: u32 = 1;
/// What it says when the caller has aborted.
const ABORTED: u32 = 2;

/// Makes one call: checks its input, sends the request, again where that is safe, reads the reply,
/// builds the result. The promise rejects with what `Call.fail`, `Call.reason` or
/// `Call.authorization` made, and with nothing else.
#[wasm_bindgen]
pub fn call(call: Call) -> Promise {
    let mut outcome = Some(live::track(call.id(), async move {
        attempts::run(&call).await.map_err(|failure| failure.into_js(&call))
    }));
    Promise::new(&mut |resolve, reject| {
        let Some(outcome) = outcome.take() else { return };
        spawn_local(async move {
            // The promise of a dropped call belongs to a request that is gone: it is left alone.
            let told = match outcome.await {
                Some(Ok(value)) => resolve.call1(&JsValue::UNDEFINED, &value),
                Some(Err(error)) => reject.call1(&JsValue::UNDEFINED, &error),
                None => return,
            };
            debug_assert!(told.is_ok());
        });
    })
}

/// Drops the call with a number, whose promise nobody can hear of any more.
#[wasm_bindgen]
pub fn forget(id: u32) {
    live::forget(id);
}
