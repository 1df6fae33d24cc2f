//! Heymarket, business texting: <https://api.heymarket.com>, JSON in and out.

pub(crate) mod base64url;
pub mod conversations;
pub mod jwt;
pub mod messages;
mod model;
pub mod people;
pub mod webhook;

pub use model::{
    Conversation, Inbox, InboxReference, Member, Message, Scheduled, ScheduledMessage, SentMessage,
    Team, TeamMember,
};

use conversations::{
    CloseConversation, CountConversations, GetConversation, ListConversations, MarkRead,
    MarkUnread, OpenConversation, ReassignConversation, TransferConversation,
};
use messages::{
    CountTeamMessages, DeleteScheduledMessage, GetScheduledMessage, ListMessages, ListTeamMessages,
    ScheduleMessage, SendEmail, SendMessage, UpdateScheduledMessage,
};
use people::{GetTeam, ListInboxes};

use crate::schema::tables;

/// The namespace of the service's types in TypeScript, and its class.
pub const NAME: &str = "Heymarket";

tables![
    ListConversations,
    CountConversations,
    GetConversation,
    OpenConversation,
    CloseConversation,
    MarkRead,
    MarkUnread,
    ReassignConversation,
    TransferConversation,
    SendMessage,
    SendEmail,
    ScheduleMessage,
    GetScheduledMessage,
    UpdateScheduledMessage,
    DeleteScheduledMessage,
    ListMessages,
    ListTeamMessages,
    CountTeamMessages,
    ListInboxes,
    GetTeam,
];
