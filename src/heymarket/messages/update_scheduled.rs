//! `PUT /v1/schedule/{id}`: replaces a message that was not sent yet.
//!
//! Source: the vendor's newer pages.

use alloc::string::String;

use crate::heymarket::messages::ScheduledContent;
use crate::heymarket::{Conversation, Inbox, List, Member, Scheduled, ScheduledMessage};
use crate::schema::{Id, Json, OneOrMore, Phone, QuarterHour, operation};

/// Replaces a scheduled message as a whole, as long as it was not sent.
#[operation(
    name = "updateScheduledMessage",
    put = "/v1/schedule/{id}",
    repeat = SetsState,
    output = Scheduled,
    exactly_one(phone_number, conversation_id, list_id, targets)
)]
pub struct UpdateScheduledMessage {
    /// The scheduled message's id.
    pub id: Id<ScheduledMessage>,
    /// The inbox that it will be sent from.
    pub inbox_id: Id<Inbox>,
    /// When: RFC 3339 with its offset, or a `Date`; on a quarter of an hour, at least 15 minutes ahead.
    pub execute_at: QuarterHour,
    /// What will be sent.
    pub content: ScheduledContent,
    /// The phone number that it will go to, with its country code: `14155551234`, `+1 (415) 555-1234`.
    pub phone_number: Option<Phone>,
    /// The conversation that it will be a reply in.
    pub conversation_id: Option<Id<Conversation>>,
    /// The list that it will go to.
    pub list_id: Option<Id<List>>,
    /// The group that it will go to: objects as the service's own pages show them, sent as they are.
    pub targets: Option<OneOrMore<Json>>,
    /// An id of your own for it.
    #[field(not_empty)]
    pub local_id: Option<String>,
    /// The member who sends it.
    pub user_id: Option<Id<Member>>,
}
