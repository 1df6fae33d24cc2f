//! `GET /v1/schedule/{id}`: a message that will be sent.
//!
//! Source: the vendor's newer pages.

use crate::heymarket::ScheduledMessage;
use crate::schema::{Id, operation};

/// Gets a scheduled message.
#[operation(
    name = "getScheduledMessage",
    get = "/v1/schedule/{id}",
    repeat = Read,
    output = ScheduledMessage
)]
pub struct GetScheduledMessage {
    /// The scheduled message's id.
    pub id: Id,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = GetScheduledMessage::OPERATION;

    #[test]
    fn the_id_travels_in_the_path() {
        sends(TABLE, r#"{"id":31}"#, "GET /v1/schedule/31", "");
        refuses(TABLE, &[("{}", "id"), (r#"{"id":""}"#, "id"), (r#"{"id":"../1"}"#, "id")]);
    }

    #[test]
    fn it_comes_out_with_every_field() {
        gives(
            TABLE,
            r#"{"id":31,"execute":"2026-03-01T12:30:00Z","inbox_id":2222,"local_id":"a-1","meta":{"x":[1]},"created":"2026-02-28T08:00:00.5Z","updated":"2026-02-28T09:00:00.5Z"}"#,
            r#"{"id":31,"execute":"2026-03-01T12:30:00Z","inboxId":2222,"localId":"a-1","created":"2026-02-28T08:00:00.5Z","updated":"2026-02-28T09:00:00.5Z"}"#,
        );
        gives(
            TABLE,
            r#"{"id":31}"#,
            r#"{"id":31,"execute":null,"inboxId":null,"localId":null,"created":null,"updated":null}"#,
        );
    }
}
