//! `DELETE /v1/schedule/{id}`: keeps a message from being sent.
//!
//! Source: the vendor's newer pages. What the response holds is not documented: its status says all.

use crate::heymarket::ScheduledMessage;
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
    pub id: Id<ScheduledMessage>,
}
