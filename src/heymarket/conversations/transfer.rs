//! `POST /v1/conversations/transfer`: moves a conversation to another inbox.
//!
//! Source: the vendor's documents name it; its fields come from the vendor's older pages. SMS only;
//! refused when the destination already has a conversation with the contact: a second try would be
//! refused by the first one's success.

use crate::schema::{Acknowledged, Id, operation};

/// Moves an SMS conversation to another inbox. The service refuses it when that inbox already has a
/// conversation with the contact.
#[operation(
    name = "transferConversation",
    post = "/v1/conversations/transfer",
    repeat = Once,
    output = Acknowledged
)]
pub struct TransferConversation {
    /// The conversation's id.
    pub conversation_id: Id,
    /// The inbox that it goes to.
    pub transfer_inbox_id: Id,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Call;
    use crate::testing::{refuses, sends};

    const TABLE: &crate::schema::Operation = TransferConversation::OPERATION;

    #[test]
    fn a_filled_input_is_sent() {
        sends(
            TABLE,
            r#"{"conversationId":9920,"transferInboxId":102}"#,
            "POST /v1/conversations/transfer",
            r#"{"conversation_id":9920,"transfer_inbox_id":102}"#,
        );
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                (r#"{"transferInboxId":102}"#, "conversationId"),
                (r#"{"conversationId":9920}"#, "transferInboxId"),
                (r#"{"conversationId":9920,"inboxId":102}"#, "inboxId"),
            ],
        );
    }
}
