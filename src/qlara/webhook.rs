//! What Qlara posts to the account's callback URL.
//!
//! Source: the vendor's pages, which disagree on the keys: every one of them is taken. Nothing is signed: a
//! secret of one's own is in the URL. No payload names the conversation: it is the one with the contact
//! on the channel. How a WhatsApp contact without a phone number is named is not documented: each likely key of
//! such an id is taken, and an id in the place of the phone number.

use alloc::string::String;

use crate::codec::Reading;
use crate::error::Error;
use crate::qlara::{
    ChannelType, Contact, Id, InboundEventType, Message, MessageStatus, MessageType,
    StatusEventType, UnknownEventType,
};
use crate::schema::{Count, Raw, ShapeDoc, Table, Timestamp, Value, model};
use crate::webhook::{self, Event, Form, Meaning, Slot, Spelling};

/// What is posted.
pub const FORM: &Form = &Form {
    service: "qlara",
    name: &["eventType"],
    token: None,
    data: None,
    spellings: &[],
    events: &[InboundEvent::KIND, StatusEvent::KIND, UnknownEvent::KIND],
    fields: &[
        Spelling::new("messageId", Slot::Id, Meaning::Id),
        Spelling::new("id", Slot::Id, Meaning::Id),
        Spelling::new("timestamp", Slot::Time, Meaning::Time),
        Spelling::new("eventDate", Slot::Time, Meaning::Time),
        Spelling::new("receivedDate", Slot::Time, Meaning::Time),
        Spelling::new("channel", Slot::Channel, Meaning::Word),
        Spelling::new("statusCode", Slot::State, Meaning::Word),
        Spelling::new("status", Slot::State, Meaning::Word),
        Spelling::new("description", Slot::Description, Meaning::Text),
        Spelling::new("statusDescription", Slot::Description, Meaning::Text),
        Spelling::new("error", Slot::Description, Meaning::Text),
        Spelling::new("source", Slot::Source, Meaning::Phone),
        Spelling::new("from", Slot::Source, Meaning::Phone),
        Spelling::new("destination", Slot::Destination, Meaning::Phone),
        Spelling::new("to", Slot::Destination, Meaning::Phone),
        Spelling::new("phoneNumber", Slot::Destination, Meaning::Phone),
        Spelling::new("contact", Slot::Contact, Meaning::Phone),
        Spelling::new("userId", Slot::UserId, Meaning::Id),
        Spelling::new("user_id", Slot::UserId, Meaning::Id),
        Spelling::new("bsuid", Slot::UserId, Meaning::Id),
        Spelling::new("waId", Slot::WhatsappId, Meaning::Id),
        Spelling::new("wa_id", Slot::WhatsappId, Meaning::Id),
        Spelling::new("username", Slot::Username, Meaning::Text),
        Spelling::new("userName", Slot::Username, Meaning::Text),
        Spelling::new("user_name", Slot::Username, Meaning::Text),
        // `name` alone could be the name of anything.
        Spelling::new("contactName", Slot::Name, Meaning::Text),
        Spelling::new("profileName", Slot::Name, Meaning::Text),
        Spelling::own("messageType", Meaning::Word),
    ],
    // A repeated delivery may have another time, and count its attempts.
    once: &["inbound"],
    contact: Some(Contact::SHAPE),
    sides: &[
        ("inbound", Slot::Source),
        ("delivery", Slot::Destination),
        ("read", Slot::Destination),
    ],
    capitals: &["status", "channel", "messageType"],
    codes: &[("3", "DELIVERED"), ("6", "ERROR"), ("UNDELIVERABLE", "ERROR")],
};

/// The events with their words, in the order of the form.
pub const DOCS: &[&ShapeDoc] =
    &[InboundEvent::SHAPE_DOC, StatusEvent::SHAPE_DOC, UnknownEvent::SHAPE_DOC];

/// Reads a delivery: only if the secret that was given with it, in the callback URL, is one of the secrets. What
/// is `given` is the value of the URL's query, as it is there or decoded.
///
/// # Errors
/// As [`webhook::read`] and [`webhook::prove`].
pub fn read(body: &[u8], given: Option<&str>, secrets: &[String]) -> Result<Event, Error> {
    read_as(body, given, secrets, Reading::Observed)
}

/// The same, as strictly as is wanted.
///
/// # Errors
/// As [`webhook::read`].
pub fn read_as(
    body: &[u8],
    given: Option<&str>,
    secrets: &[String],
    reading: Reading,
) -> Result<Event, Error> {
    webhook::read_as(FORM, body, given, secrets, reading)
}

/// A contact has written. What the service does not tell is `null`.
///
/// No payload names the conversation: find it by `contact` (its `id` or its `phoneNumber`, whichever both have) and
/// `channel`.
#[model(id = 20)]
pub struct InboundEvent {
    /// What happened.
    #[field(made, one_of)]
    pub r#type: InboundEventType,
    /// The same as the service spells it.
    #[field(made)]
    pub name: Option<String>,
    /// The same for every delivery of this event, and for no other.
    #[field(made)]
    pub deduplication_key: String,
    /// The message's id.
    #[field(wire = "messageId", alias("id"))]
    pub message_id: Option<Id<Message>>,
    /// The sender, from the payload's `contact`, `source`, and the ids and names beside them; `null` when the
    /// payload identifies nobody.
    #[field(made)]
    pub contact: Option<Contact>,
    /// The sender as the service wrote it: a phone number, or the id of a contact without one.
    #[field(alias("from"))]
    pub source: Option<Id<Contact>>,
    /// The number that was written to.
    #[field(alias("to", "phoneNumber"))]
    pub destination: Option<Id<Contact>>,
    /// The channel, in capitals.
    pub channel: Option<ChannelType>,
    /// When: ISO 8601, as the service wrote it.
    #[field(alias("eventDate", "receivedDate"))]
    pub timestamp: Option<Timestamp>,
    /// What kind of message it is, in capitals.
    #[field(wire = "messageType")]
    pub message_type: Option<MessageType>,
    /// What it says.
    pub text: Option<String>,
    /// What was attached.
    #[field(wire = "content", id_alias("mediaKey"))]
    pub media: Option<Media>,
    /// The whole payload, in the service's own words.
    #[field(made)]
    pub data: Raw,
}

/// What became of a message that you sent. What the service does not tell is `null`.
#[model(id = 21)]
pub struct StatusEvent {
    /// What happened.
    #[field(made, one_of)]
    pub r#type: StatusEventType,
    /// The same as the service spells it.
    #[field(made)]
    pub name: Option<String>,
    /// The same for every delivery of this event, and for no other.
    #[field(made)]
    pub deduplication_key: String,
    /// The message's id.
    #[field(wire = "messageId", alias("id"))]
    pub message_id: Option<Id<Message>>,
    /// The recipient, from the payload's `contact`, `destination`, and the ids and names beside them; `null` when
    /// the payload identifies nobody.
    #[field(made)]
    pub contact: Option<Contact>,
    /// The number that it came from.
    #[field(alias("from"))]
    pub source: Option<Id<Contact>>,
    /// The recipient as the service wrote it: a phone number, or the id of a contact without one.
    #[field(alias("to", "phoneNumber"))]
    pub destination: Option<Id<Contact>>,
    /// The channel, in capitals.
    pub channel: Option<ChannelType>,
    /// When: ISO 8601, as the service wrote it.
    #[field(alias("eventDate", "receivedDate"))]
    pub timestamp: Option<Timestamp>,
    /// What became of it, in capitals: by the number, where that is a known one.
    pub status: Option<MessageStatus>,
    /// The same as a number: 3 is delivered, 6 is undeliverable.
    #[field(wire = "statusCode", count)]
    pub status_code: Option<Count>,
    /// The same in the service's words.
    #[field(alias("statusDescription", "error"))]
    pub description: Option<String>,
    /// The whole payload, in the service's own words.
    #[field(made)]
    pub data: Raw,
}

/// Something that threadline does not know yet; `name` says what the service calls it.
#[model(id = 22)]
pub struct UnknownEvent {
    /// Not known.
    #[field(made, one_of)]
    pub r#type: UnknownEventType,
    /// What the service calls it; `null` when it says nothing.
    #[field(made)]
    pub name: Option<String>,
    /// The same for every delivery of this event, and for no other.
    #[field(made)]
    pub deduplication_key: String,
    /// The whole payload, in the service's own words. Numbers that JavaScript cannot hold are text.
    #[field(made)]
    pub data: Raw,
}

/// What was attached to a message.
#[model(id = 23)]
pub struct Media {
    /// By which it is fetched.
    #[field(wire = "mediaKey")]
    pub media_key: Option<String>,
    /// What kind of thing it is.
    pub r#type: Option<String>,
    /// Its media type.
    #[field(wire = "mimeType")]
    pub mime_type: Option<String>,
    /// What is written below it.
    pub caption: Option<String>,
}
