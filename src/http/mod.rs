//! What is sent, what comes back, and what can go wrong: policy without I/O.

#[cfg(feature = "client")]
mod limiter;
#[cfg(feature = "client")]
mod private;
mod redact;
mod reply;
pub mod retry;
pub mod retry_after;
mod status;

#[cfg(feature = "client")]
pub(crate) use limiter::{Limiter, Turn};
#[cfg(feature = "client")]
pub(crate) use private::private;
#[cfg(any(feature = "client", all(target_arch = "wasm32", feature = "shell")))]
pub(crate) use redact::redact;
pub use reply::Reply;

pub use crate::codec::Request;
pub use crate::error::{Error, ErrorKind};
