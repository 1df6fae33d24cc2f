//! What is sent, what comes back, and what can go wrong: policy without I/O.

mod error;
pub mod header;
mod redact;
mod reply;
mod request;
pub mod retry;
pub mod retry_after;
mod status;

pub use error::{Details, Error, ErrorKind};
#[cfg(all(target_arch = "wasm32", not(feature = "fake")))]
pub(crate) use redact::redact;
pub use reply::Reply;
pub use request::Request;
