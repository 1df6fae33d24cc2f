//! The async shell: the one place that does I/O. Compiled for WebAssembly only.
//!
//! JavaScript hands in a [`Call`] object for each call and gets a promise. Nothing is shared between
//! two calls, since an edge runtime lets no request wait for another one's promise. Every promise
//! from outside is raced in JavaScript against the attempt's end ([`Call::race`]), so that none of
//! the futures here can wait for ever and keep its memory.

use wasm_bindgen::prelude::*;

mod body;
mod call;
mod failure;
mod request;
mod response;

pub use call::Call;
use failure::Failure;

use crate::codec;
use crate::http::{Error, ErrorKind};
use crate::operations;

/// Makes one call: checks its input, sends the request, reads the reply, builds the result.
///
/// # Errors
/// What `Call.fail`, `Call.reason` or `Call.authorization` made, and nothing else.
#[wasm_bindgen]
pub async fn call(call: Call) -> Result<JsValue, JsValue> {
    attempt(&call).await.map_err(|failure| failure.into_js(&call))
}

async fn attempt(call: &Call) -> Result<JsValue, Failure> {
    let operation = operations()
        .nth(call.operation() as usize)
        .ok_or_else(|| Error::new(ErrorKind::Internal, "there is no such operation"))?;
    let outline = codec::encode(operation, &call.input().as_string().unwrap_or_default())?;
    call.begin();
    let outcome = response::exchange(call, outline).await;
    let reply = outcome.map_err(|failure| failure.inside(operation, call.stopped()))?;
    let tape = reply.read(operation)?;
    let text = reply.body.get(tape.text_start..).unwrap_or_default();
    Ok(call.build(&tape.words, text, tape.root.head, tape.root.payload))
}
