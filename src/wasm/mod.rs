//! The shell: what JavaScript calls, and what it gives back. Compiled for WebAssembly only.
//!
//! Nothing here waits. JavaScript does all I/O (`pkg-template/`) and asks between its steps what to
//! send, what a response means, and whether to go on; every result is there at once. So no future, waker
//! or promise is ever held in the module, nothing is shared between two calls, and a call that nobody
//! waits for any more leaves nothing behind.

mod host;
#[cfg(feature = "module")]
mod panics;
mod reply;
mod request;
mod retries;
#[cfg(feature = "webhooks")]
mod webhook;

pub use reply::{hide, read};
pub use request::encode;
pub use retries::{decide, refund};
#[cfg(feature = "webhooks")]
pub use webhook::{prove, webhook};

use crate::error::{Error, ErrorKind};
use crate::operations;
use crate::schema::Operation;

fn operation(place: u32) -> Result<&'static Operation, Error> {
    operations()
        .nth(place as usize)
        .ok_or_else(|| Error::new(ErrorKind::Internal, "no such operation"))
}

// 2.8 KB lighter than the one of the standard library (gzip -9), and as good: it merges what is freed.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
