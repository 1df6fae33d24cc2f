//! The objects of the responses, in the one form that threadline gives them.
//!
//! Source: the vendor's pages name what there is, not the keys. Every likely key is taken, and what
//! has an unlikely form counts as absent instead of failing the response; only an id is needed.

use alloc::string::String;

use crate::qlara::{ChannelType, Direction, Id, MessageStatus};
use crate::schema::{Count, Timestamp, model};

/// A conversation with one contact on one channel.
///
/// Every field but `id` may be missing in a response; it is then `null`.
#[model(id = 3)]
pub struct Conversation {
    /// The conversation's id, called `chatId` in inputs.
    #[field(wire = "chatId", alias("id"))]
    pub id: Id<Conversation>,
    /// When the last message came or went: ISO 8601, as the service wrote it. Lists are sorted by it.
    #[field(wire = "lastMessageDate")]
    pub last_message_date: Option<Timestamp>,
    /// The beginning of the last message.
    #[field(wire = "lastMessage", text_in("text", "content", "message", "body"))]
    pub last_message: Option<String>,
    /// How many messages have not been read.
    #[field(wire = "unread", alias("unreadCount", "unreadCounter", "unreadMessages"), count)]
    pub unread_count: Option<Count>,
    /// The channel that it goes over.
    #[field(id_alias("channelId"))]
    pub channel: Option<Channel>,
    /// The user whom it is assigned to; `null` when there is none.
    #[field(alias("assignedUser"))]
    pub assignee: Option<User>,
    /// The person at the other end.
    #[field(
        alias("contactNumber", "phoneNumber"),
        id_alias("bsuid", "waId", "wa_id"),
        part(0, "userId", "user_id"),
        part(2, "username", "userName", "user_name")
    )]
    pub contact: Option<Contact>,
    /// Whether it is archived. Lists hold no archived conversations.
    pub archived: Option<bool>,
}

/// A channel that messages go over.
#[model(id = 4, or = r#type)]
pub struct Channel {
    /// The channel's id.
    pub id: Option<Id<Channel>>,
    /// What it is.
    pub r#type: Option<ChannelType>,
    /// The channel's name.
    pub name: Option<String>,
}

/// A user of the inbox, to whom conversations can be assigned.
#[model(id = 5, or = id)]
pub struct User {
    /// The user's id, called `userId` in inputs.
    #[field(wire = "userId", alias("id"))]
    pub id: Id<User>,
    /// The name to show.
    #[field(wire = "displayName", alias("name"))]
    pub display_name: Option<String>,
    /// The address of a picture.
    #[field(wire = "avatarUrl", alias("avatar"))]
    pub avatar_url: Option<String>,
}

/// The person at the other end of a conversation.
#[model(id = 6, or = phone_number)]
pub struct Contact {
    /// The contact's id. For a WhatsApp contact without a phone number it is the business-scoped user id
    /// (`US.13491208655302741918`), which changes when the person changes the number.
    #[field(alias("userId", "user_id", "bsuid", "waId", "wa_id"))]
    pub id: Option<Id<Contact>>,
    /// The contact's name.
    pub name: Option<String>,
    /// The contact's WhatsApp user name, where the service gives one.
    #[field(alias("userName", "user_name"))]
    pub username: Option<String>,
    /// The contact's phone number, as the service wrote it.
    #[field(wire = "phoneNumber", phone)]
    pub phone_number: Option<String>,
}

/// A message of a conversation.
///
/// Every field but `id` may be missing in a response; it is then `null`.
#[model(id = 7)]
pub struct Message {
    /// The message's id.
    #[field(alias("messageId"))]
    pub id: Id<Message>,
    /// Who sent it: the contact (`inbound`) or your side (`outbound`).
    #[field(one_of)]
    pub direction: Option<Direction>,
    /// When: ISO 8601, as the service wrote it.
    #[field(alias("date", "createdAt"))]
    pub timestamp: Option<Timestamp>,
    /// What it says.
    #[field(
        wire = "content",
        alias("text", "message", "body"),
        text_in("text", "content", "message", "body")
    )]
    pub text: Option<String>,
    /// What became of it.
    #[field(alias("deliveryStatus"))]
    pub status: Option<MessageStatus>,
}

/// Where the account's webhooks are posted to.
#[model(id = 15, or = callback_url)]
pub struct Callback {
    /// The address.
    #[field(wire = "callbackUrl", alias("url"))]
    pub callback_url: Option<String>,
}
