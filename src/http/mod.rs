//! What is sent, what comes back, and what can go wrong: policy without I/O.

#[cfg(feature = "client")]
#[cfg_attr(not(test), expect(dead_code, reason = "what sends requests is not here yet"))]
mod limiter;
mod redact;
mod reply;
pub mod retry;
pub mod retry_after;
mod status;

#[cfg(all(target_arch = "wasm32", feature = "shell"))]
pub(crate) use redact::redact;
pub use reply::Reply;

pub use crate::codec::Request;
pub use crate::error::{Details, Error, ErrorKind};
