//! Heymarket, business texting: <https://api.heymarket.com>, JSON in and out.

pub mod conversations;
mod model;
#[cfg(test)]
mod testing;

pub use model::{Conversation, InboxReference, Member};

use crate::schema::{Operation, OperationDoc};

/// The namespace of the service's types in TypeScript, and its class.
pub const NAME: &str = "Heymarket";

/// Every operation of the service.
pub const OPERATIONS: &[&Operation] = conversations::OPERATIONS;

/// Every operation of the service with its words.
pub const DOCS: &[&OperationDoc] = conversations::DOCS;
