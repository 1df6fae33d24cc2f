//! The values that the service's fields are known to hold.

use crate::schema::known_texts;

known_texts! {
    /// What a channel is.
    ChannelType {
        /// WhatsApp.
        Whatsapp = "WHATSAPP",
        /// Rich communication services.
        Rcs = "RCS",
        /// Text messages.
        Sms = "SMS",
    }

    /// Who sent a message.
    Direction {
        /// The contact.
        Inbound = "inbound",
        /// Your side.
        Outbound = "outbound",
    }

    /// What became of a message.
    MessageStatus {
        /// It was sent.
        Sent = "SENT",
        /// It was delivered.
        Delivered = "DELIVERED",
        /// It was received.
        Received = "RECEIVED",
        /// It was read.
        Read = "READ",
        /// It could not be delivered.
        Error = "ERROR",
        /// It was not delivered in time.
        Expired = "EXPIRED",
        /// Nobody knows.
        Unknown = "UNKNOWN",
    }

    /// What conversations are sorted by.
    ConversationOrder {
        /// The latest message first.
        LatestFirst = "-lastMessageDate",
        /// The oldest first.
        OldestFirst = "+lastMessageDate",
    }

    /// What kind of message it is.
    MessageType {
        /// Text.
        Text = "TEXT",
        /// A picture.
        Image = "IMAGE",
        /// Sound.
        Audio = "AUDIO",
        /// Moving pictures.
        Video = "VIDEO",
    }

    /// A contact has written.
    InboundEventType {
        /// It.
        Inbound = "inbound",
    }

    /// What happened to a message that you sent.
    StatusEventType {
        /// It was delivered, or could not be.
        Delivery = "delivery",
        /// It was read.
        Read = "read",
    }

    /// Something that threadline does not know yet.
    UnknownEventType {
        /// It.
        Unknown = "unknown",
    }
}
