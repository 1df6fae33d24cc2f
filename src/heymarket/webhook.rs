//! What Heymarket posts: `{type, id, token, event_data}`.
//!
//! Source: the vendor's pages. The token is the one shown beside the webhook in the vendor's app; nothing
//! is signed. `id` is the webhook's own: a delivery can be repeated. `message_recieved` is misspelt on the wire,
//! and an older page names `event` in the place of `type`.

use alloc::string::String;

use crate::codec::Reading;
use crate::error::Error;
use crate::heymarket::{
    Conversation, ConversationEventType, Message, MessageEventType, OtherEventType,
    UnknownEventType, Webhook,
};
use crate::schema::{Opaque, Partial, Raw, ShapeDoc, Table, Value, model};
use crate::webhook::{self, Event, Form, Meaning, Slot, Spelling};

/// What is posted.
pub const FORM: &Form = &Form {
    service: "heymarket",
    name: &["type", "event"],
    token: Some("token"),
    data: Some("event_data"),
    spellings: &[("message_recieved", "message_received")],
    events: &[MessageEvent::KIND, ConversationEvent::KIND, OtherEvent::KIND, UnknownEvent::KIND],
    fields: &[
        Spelling::new("id", Slot::Id, Meaning::Id),
        Spelling::new("updated", Slot::Time, Meaning::Time),
        Spelling::new("date", Slot::Date, Meaning::Time),
        Spelling::new("status", Slot::State, Meaning::Word),
        // As it is when it is posted, which may be another time: only which one it is counts.
        Spelling::new("conversation", Slot::Conversation, Meaning::Reference),
        Spelling::new("conversation_id", Slot::Conversation, Meaning::Id),
        Spelling::new("convo_id", Slot::Conversation, Meaning::Id),
        Spelling::new("unread", Slot::Read, Meaning::Opposite),
        Spelling::new("read", Slot::Read, Meaning::Flag),
        Spelling::own("created", Meaning::Time),
        Spelling::own("snooze_till", Meaning::Time),
        Spelling::own("channel", Meaning::Word),
        Spelling::own("target", Meaning::Phone),
        Spelling::own("targets", Meaning::Phone),
        Spelling::own("phone", Meaning::Phone),
        Spelling::own("assigned", Meaning::Reference),
        Spelling::own("inbox", Meaning::Reference),
        Spelling::own("members", Meaning::Reference),
        Spelling::own("user", Meaning::Id),
        Spelling::own("broadcast_id", Meaning::Id),
        Spelling::own("replied", Meaning::Flag),
        Spelling::own("blocked", Meaning::Flag),
        Spelling::own("muted", Meaning::Flag),
        Spelling::own("flagged", Meaning::Flag),
        Spelling::own("hidden", Meaning::Flag),
    ],
    once: &[],
    contact: None,
    sides: &[],
    capitals: &[],
    // Of a message no other status was ever seen.
    codes: &[("SENT", "")],
};

/// The events with their words, in the order of the form.
pub const DOCS: &[&ShapeDoc] = &[
    MessageEvent::SHAPE_DOC,
    ConversationEvent::SHAPE_DOC,
    OtherEvent::SHAPE_DOC,
    UnknownEvent::SHAPE_DOC,
];

/// Reads a delivery: only if it holds one of the tokens.
///
/// # Errors
/// As [`webhook::read`].
pub fn read(body: &[u8], tokens: &[String]) -> Result<Event, Error> {
    read_as(body, tokens, Reading::Observed)
}

/// The same, as strictly as is wanted.
///
/// # Errors
/// As [`webhook::read`].
pub fn read_as(body: &[u8], tokens: &[String], reading: Reading) -> Result<Event, Error> {
    webhook::read_as(FORM, body, None, tokens, reading)
}

/// A message came in (`message_received`, which the service spells `message_recieved`) or went out.
#[model(id = 16)]
pub struct MessageEvent {
    /// What happened.
    #[field(made, one_of)]
    pub r#type: MessageEventType,
    /// The same as the service spells it.
    #[field(made)]
    pub name: Option<String>,
    /// The same for every delivery of this event, and for no other.
    #[field(made)]
    pub deduplication_key: String,
    /// The id of the webhook itself, as it was set up.
    #[field(wire = "id")]
    pub webhook_id: Option<Opaque<Webhook>>,
    /// The message, in its conversation.
    #[field(wire = "event_data")]
    pub message: Message,
    /// All that the service says of it, in its own words.
    #[field(made)]
    pub data: Raw,
}

/// Something happened to a conversation.
#[model(id = 17)]
pub struct ConversationEvent {
    /// What happened.
    #[field(made, one_of)]
    pub r#type: ConversationEventType,
    /// The same as the service spells it.
    #[field(made)]
    pub name: Option<String>,
    /// The same for every delivery of this event, and for no other.
    #[field(made)]
    pub deduplication_key: String,
    /// The id of the webhook itself, as it was set up.
    #[field(wire = "id")]
    pub webhook_id: Option<Opaque<Webhook>>,
    /// The conversation as it is now: its id, and of the rest what the service tells here.
    #[field(wire = "event_data")]
    pub conversation: Partial<Conversation>,
    /// All that the service says of it, in its own words.
    #[field(made)]
    pub data: Raw,
}

/// Something of which no document says what it holds.
#[model(id = 18)]
pub struct OtherEvent {
    /// What happened.
    #[field(made, one_of)]
    pub r#type: OtherEventType,
    /// The same as the service spells it.
    #[field(made)]
    pub name: Option<String>,
    /// The same for every delivery of this event, and for no other.
    #[field(made)]
    pub deduplication_key: String,
    /// The id of the webhook itself, as it was set up.
    #[field(wire = "id")]
    pub webhook_id: Option<Opaque<Webhook>>,
    /// All that the service says of it, in its own words. Numbers that JavaScript cannot hold are text.
    #[field(made)]
    pub data: Raw,
}

/// Something that threadline does not know yet; `name` says what the service calls it.
#[model(id = 19)]
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
    /// The id of the webhook itself, as it was set up.
    #[field(wire = "id")]
    pub webhook_id: Option<Opaque<Webhook>>,
    /// All that the service says of it, in its own words. Numbers that JavaScript cannot hold are text.
    #[field(made)]
    pub data: Raw,
}
