//! Heymarket, business texting: <https://api.heymarket.com>, JSON in and out.

mod base64url;
pub mod conversations;
pub mod jwt;
pub mod messages;
mod model;
mod named;
pub mod people;
pub mod webhook;

pub use model::{
    Conversation, Inbox, InboxReference, Member, Message, Scheduled, ScheduledMessage, SentMessage,
    Team, TeamMember,
};
pub use named::{
    Broadcast, Channel, ConversationEventType, ConversationStatus, List, MessageEventType,
    MessageOrder, MessageStatus, OtherEventType, Survey, Template, UnknownEventType, Webhook,
};

#[cfg(feature = "client")]
use crate::client::Heymarket as Client;
use crate::schema::tables;

/// The namespace of the service's types in TypeScript, and its class.
pub const NAME: &str = "Heymarket";

tables![conversations, messages, people];
