//! `POST /v1/schedule`: has a message sent later.
//!
//! Source: the vendor's newer pages. The time is on a quarter of an hour and at least 15 minutes ahead.

use alloc::string::String;

use crate::heymarket::{Conversation, Inbox, List, Member, Scheduled};
use crate::schema::{Id, Json, OneOrMore, Phone, QuarterHour, input, operation};

/// Has a message sent later, on a quarter of an hour.
#[operation(
    name = "scheduleMessage",
    post = "/v1/schedule",
    repeat = Once,
    output = Scheduled,
    exactly_one(phone_number, conversation_id, list_id, targets)
)]
pub struct ScheduleMessage {
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

/// What will be sent.
#[input(at_least_one(text, template, attachments, gallery))]
pub struct ScheduledContent {
    /// What it says.
    #[field(not_empty)]
    pub text: Option<String>,
    /// Whom it is addressed to.
    pub to: Option<String>,
    /// The template that says it: an object as the service's own pages show it, sent as it is.
    pub template: Option<Json>,
    /// What is attached: objects as the service's own pages show them, sent as they are.
    pub attachments: Option<OneOrMore<Json>>,
    /// Its pictures: objects as the service's own pages show them, sent as they are.
    pub gallery: Option<OneOrMore<Json>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{rejects, sends};

    const TABLE: &Operation = ScheduleMessage::OPERATION;

    /// The tests take place at 2026-03-01T12:00:00Z.
    #[test]
    fn the_time_is_on_a_quarter_hour_and_at_least_fifteen_minutes_ahead() {
        let at = |time: &str| {
            format!(
                r#"{{"inboxId":1,"executeAt":"{time}","content":{{"text":"Hi"}},"conversationId":1}}"#
            )
        };
        for good in
            ["2026-03-01T12:15:00Z", "2026-03-01T12:15:00.000Z", "2026-03-01T18:00:00+05:45"]
        {
            let sent = format!(
                r#"{{"inbox_id":1,"execute_at":"{good}","content":{{"text":"Hi"}},"conversation_id":1}}"#
            );
            sends(TABLE, &at(good), "POST /v1/schedule", &sent);
        }
        for bad in [
            "2026-03-01T12:00:00Z",
            "2026-03-01T11:45:00Z",
            "2026-03-01T12:20:00Z",
            "2026-03-01T12:15:01Z",
            "2026-03-01T12:15:00",
            "2026-02-30T12:15:00Z",
            "tomorrow",
        ] {
            rejects(TABLE, &[(&at(bad), "executeAt")]);
        }
    }
}
