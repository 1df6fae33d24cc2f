//! `POST /v1/message/send`: sends a message, to a conversation or to those who are named.
//!
//! Source: the vendor's documents for the reply to a conversation, the vendor's older pages for the
//! rest. Nothing makes a retry harmless: `local_id` is promised to do so for e-mail alone.

use alloc::string::String;

use crate::heymarket::{Conversation, Inbox, List, Member, SentMessage, Survey, Template};
use crate::schema::{Id, OneOrMore, Phone, operation};

/// Sends a message: into a conversation, to a phone number, to a group, or to a list. Accepted is not
/// delivered.
#[operation(
    name = "sendMessage",
    post = "/v1/message/send",
    repeat = Once,
    output = SentMessage,
    exactly_one(chat_id, phone_number, targets, list_id),
    at_least_one(text, template_id, media_url),
    needs(list_id, local_id)
)]
pub struct SendMessage {
    /// The inbox that it is sent from.
    pub inbox_id: Id<Inbox>,
    /// The member who sends it; must be a member of that inbox.
    pub creator_id: Id<Member>,
    /// The conversation that it is a reply in.
    pub chat_id: Option<Id<Conversation>>,
    /// The phone number that it goes to, with its country code: `14155551234`, `+1 (415) 555-1234`.
    pub phone_number: Option<Phone>,
    /// The phone numbers of the group that it goes to; each gets it once.
    pub targets: Option<OneOrMore<Phone>>,
    /// The list that it goes to; `localId` must then be given.
    pub list_id: Option<Id<List>>,
    /// What it says.
    #[field(not_empty)]
    pub text: Option<String>,
    /// The template that says it.
    pub template_id: Option<Id<Template>>,
    /// The address of what is attached.
    #[field(not_empty)]
    pub media_url: Option<String>,
    /// `true`: a note that only members see.
    pub private: Option<bool>,
    /// The name that it is sent under, without line breaks.
    #[field(line)]
    pub author: Option<String>,
    /// An id of your own for it. It does not keep a second message from being sent.
    #[field(not_empty)]
    pub local_id: Option<String>,
    /// The survey that it begins.
    pub survey_id: Option<Id<Survey>>,
}
