//! The values that the service's fields are known to hold, and what its ids are ids of beside the models.

use crate::schema::known_texts;

/// What a broadcast's id is of; the service has no operation on broadcasts.
#[derive(Debug)]
pub enum Broadcast {}

/// What a list's id is of: a list of contacts.
#[derive(Debug)]
pub enum List {}

/// What a template's id is of.
#[derive(Debug)]
pub enum Template {}

/// What a survey's id is of.
#[derive(Debug)]
pub enum Survey {}

/// What a webhook's own id is of, as it was set up.
#[derive(Debug)]
pub enum Webhook {}

known_texts! {
    /// How the two sides of a conversation talk.
    Channel {
        /// Text messages.
        Sms = "sms",
        /// Text messages with pictures, or to a group.
        Mms = "mms",
        /// E-mail.
        Email = "email",
        /// Chat.
        Chat = "chat",
    }

    /// Whether a conversation is being worked on.
    ConversationStatus {
        /// It is.
        Open = "open",
        /// It is done.
        Closed = "closed",
    }

    /// What became of a message.
    MessageStatus {
        /// It was sent.
        Sent = "sent",
    }

    /// What messages are sorted by.
    MessageOrder {
        /// When they were made.
        CreatedAt = "created_at",
        /// When they last changed.
        UpdatedAt = "updated_at",
    }

    /// What happened to a message.
    MessageEventType {
        /// It came in.
        Received = "message_received",
        /// It went out.
        Sent = "message_sent",
    }

    /// What happened to a conversation.
    ConversationEventType {
        /// It was opened.
        Opened = "chat_opened",
        /// It was closed.
        Closed = "chat_closed",
        /// It is pending.
        Pending = "chat_pending",
        /// It was assigned to another member.
        Reassigned = "chat_reassigned",
        /// It was transferred to another inbox.
        Transferred = "chat_transferred",
    }

    /// What happened, where no document says what the event holds.
    OtherEventType {
        /// A contact opted out.
        OptOut = "target_opt_out",
        /// A contact opted in.
        OptIn = "target_opt_in",
        /// A contact confirmed the opt-in.
        DoubleOptIn = "target_double_opt_in",
        /// A contact has not confirmed the opt-in.
        DoubleOptRestricted = "target_double_opt_restricted",
        /// Somebody called.
        IncomingCall = "incoming_call",
    }

    /// Something that threadline does not know yet.
    UnknownEventType {
        /// It.
        Unknown = "unknown",
    }
}
