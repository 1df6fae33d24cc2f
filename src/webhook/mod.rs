//! Webhooks: who sent a delivery, and what it tells.
//!
//! Each service has its own form ([`heymarket::webhook`](crate::heymarket::webhook),
//! [`qlara::webhook`](crate::qlara::webhook)); what they share is here.

mod event;
mod members;
mod proof;

pub use event::Event;
pub(crate) use event::fingerprint;
pub(crate) use members::members;
pub(crate) use proof::verify;

use crate::codec::Fault;
use crate::http::Error;

/// The body's text, without a byte order mark.
pub(crate) fn text(body: &[u8]) -> Result<&str, Error> {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    core::str::from_utf8(body).map_err(|_| Fault::new("the webhook is not UTF-8".into()).into())
}
