//! Qlara Inbox by Agile Telecom (WhatsApp, RCS, SMS): <https://lora-api.agiletelecom.com>, JSON in and
//! out.
//!
//! The vendor's pages fix paths, parameters, statuses and behaviour, but no JSON keys: the models
//! take every likely one and need nothing but an id.

pub mod callback;
pub mod conversations;
mod model;
mod named;
pub mod webhook;

pub use model::{Callback, Channel, Contact, Conversation, Message, User};
pub use named::{
    ChannelType, ConversationOrder, Direction, InboundEventType, MessageStatus, MessageType,
    StatusEventType, UnknownEventType,
};

#[cfg(feature = "client")]
use crate::client::Qlara as Client;
use crate::schema::{Opaque, tables};

/// The namespace of the service's types in TypeScript, and its class.
pub const NAME: &str = "Qlara";

/// An id: opaque, since the vendor's pages do not show what it looks like.
pub type Id<T> = Opaque<T>;

tables![conversations, callback];
