//! Webhooks: who sent a delivery, and what it tells.
//!
//! What a service posts is a table ([`Form`], in [`heymarket::webhook`](crate::heymarket::webhook) and
//! [`qlara::webhook`](crate::qlara::webhook)), and its events are models like those of responses. [`read`]
//! verifies a delivery and lays its event onto a tape. Nothing of a delivery is believed before it is
//! verified.

mod contact;
mod event;
mod fingerprint;
mod form;
mod instant;
mod key;
mod lossless;
mod members;
mod proof;
mod query;
mod spelling;
mod taken;

pub use event::{Event, read, read_as};
pub use form::Form;
pub use proof::prove;
pub use spelling::{Meaning, Slot, Spelling};
