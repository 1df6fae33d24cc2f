//! `DELETE /v1/schedule/{id}`: keeps a message from being sent.
//!
//! Source: the vendor's newer pages. What the reply holds is not documented: its status says all.

use crate::schema::{Id, Nothing, operation};

/// Keeps a scheduled message from being sent.
///
/// `NotFoundError` when there is none; but a 404 on the retry after a lost response is success, since the
/// lost attempt may have deleted it. With `raw: true` the status is then 404.
#[operation(
    name = "deleteScheduledMessage",
    delete = "/v1/schedule/{id}",
    repeat = Deletes,
    output = Nothing
)]
pub struct DeleteScheduledMessage {
    /// The scheduled message's id.
    pub id: Id,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = DeleteScheduledMessage::OPERATION;

    #[test]
    fn the_id_travels_in_the_path_and_nothing_is_in_the_body() {
        sends(TABLE, r#"{"id":31}"#, "DELETE /v1/schedule/31", "");
        refuses(TABLE, &[("{}", "id"), (r#"{"id":1.5}"#, "id")]);
    }

    #[test]
    fn whatever_the_reply_says_it_is_done() {
        for body in ["", "\"ok\"", "{}", r#"{"id":31}"#] {
            gives(TABLE, body, "null");
        }
    }
}
