//! `PUT /v1/schedule/{id}`: replaces a message that was not sent yet.
//!
//! Source: the vendor's newer pages.

use alloc::string::String;

use crate::heymarket::Scheduled;
use crate::heymarket::messages::ScheduledContent;
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
    pub id: Id,
    /// The inbox that it will be sent from.
    pub inbox_id: Id,
    /// When: RFC 3339 with its offset, or a `Date`; on a quarter of an hour, at least 15 minutes ahead.
    pub execute_at: QuarterHour,
    /// What will be sent.
    pub content: ScheduledContent,
    /// The phone number that it will go to, with its country code: `14155551234`, `+1 (415) 555-1234`.
    pub phone_number: Option<Phone>,
    /// The conversation that it will be a reply in.
    pub conversation_id: Option<Id>,
    /// The list that it will go to.
    pub list_id: Option<Id>,
    /// The group that it will go to: objects as the service's own pages show them, sent as they are.
    pub targets: Option<OneOrMore<Json>>,
    /// An id of your own for it.
    #[field(not_empty)]
    pub local_id: Option<String>,
    /// The member who sends it.
    pub user_id: Option<Id>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{refuses, sends};

    const TABLE: &Operation = UpdateScheduledMessage::OPERATION;

    #[test]
    fn the_id_travels_in_the_path_and_the_rest_in_the_body() {
        sends(
            TABLE,
            r#"{"id":31,"inboxId":2222,"executeAt":"2026-03-01T12:30:00Z","content":{"text":"Later"},"conversationId":9920,"userId":1111}"#,
            "PUT /v1/schedule/31",
            r#"{"inbox_id":2222,"execute_at":"2026-03-01T12:30:00Z","content":{"text":"Later"},"conversation_id":9920,"user_id":1111}"#,
        );
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        const REST: &str = r#""inboxId":1,"content":{"text":"Hi"},"conversationId":1"#;
        for (rest, path) in [
            (r#""executeAt":"2026-03-02T00:00:00Z""#, "id"),
            (r#""id":1"#, "executeAt"),
            (r#""id":1,"executeAt":"2026-03-01T12:10:00Z""#, "executeAt"),
            (
                r#""id":1,"executeAt":"2026-03-02T00:00:00Z","targets":[{"phone":"14155551234"}]"#,
                "",
            ),
        ] {
            refuses(TABLE, &[(&format!("{{{REST},{rest}}}"), path)]);
        }
    }
}
