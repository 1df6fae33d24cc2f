//! What is sent, what comes back, and what can go wrong: policy without I/O.

mod error;
pub mod header;
mod reply;
mod request;
mod status;

pub use error::{Details, Error, ErrorKind};
pub use reply::Reply;
pub use request::Request;
