//! Qlara Inbox by Agile Telecom (WhatsApp, RCS, SMS): <https://lora-api.agiletelecom.com>, JSON in and
//! out.
//!
//! The vendor's pages fix paths, parameters, statuses and behaviour, but no JSON keys: the models
//! take every likely one and need nothing but an id.

pub mod conversations;
mod model;
#[cfg(test)]
mod testing;

pub use model::{Channel, Contact, Conversation, Message, User};

use crate::schema::{Opaque, Operation, OperationDoc};

/// The namespace of the service's types in TypeScript, and its class.
pub const NAME: &str = "Qlara";

/// An id: opaque, since the vendor's pages do not show what it looks like.
pub type Id = Opaque;

/// Every operation of the service.
pub const OPERATIONS: &[&Operation] = conversations::OPERATIONS;

/// Every operation of the service with its words.
pub const DOCS: &[&OperationDoc] = conversations::DOCS;
