//! `POST /v1/email/send`: sends an e-mail.
//!
//! Source: the vendor's newer pages. The inbox is called `inbox` here. The service promises that a
//! repeated `local_id` makes no second message.

use alloc::string::String;

use crate::heymarket::{Conversation, Inbox, Member, SentMessage};
use crate::schema::{Addressees, Id, OneOrMore, operation};

/// Sends an e-mail: a new one, or a reply in a conversation. With `localId` a call whose response is
/// lost is retried, since the service drops duplicates; without it, never.
#[operation(
    name = "sendEmail",
    post = "/v1/email/send",
    repeat = OnceUnless(local_id),
    output = SentMessage,
    exactly_one(targets, convo_id),
    at_least_one(text, raw_text)
)]
pub struct SendEmail {
    /// The inbox that it is sent from.
    pub inbox: Id<Inbox>,
    /// The member who sends it.
    pub creator_id: Id<Member>,
    /// What it says, as HTML.
    #[field(not_empty)]
    pub text: Option<String>,
    /// What it says, as plain text.
    #[field(not_empty)]
    pub raw_text: Option<String>,
    /// The subject of a new one, without line breaks.
    #[field(line)]
    pub conv_title: Option<String>,
    /// Whom a new one goes to: `"to:a@example.com,b@example.com"`, `"cc:c@example.com"`; addresses without names.
    /// An address alone goes behind `to:`.
    pub targets: Option<OneOrMore<Addressees>>,
    /// The conversation that it is a reply in.
    pub convo_id: Option<Id<Conversation>>,
    /// An id of your own for it: the service makes one message of all that have the same.
    #[field(not_empty)]
    pub local_id: Option<String>,
}
