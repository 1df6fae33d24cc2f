//! `POST /v1/message/send`: sends a message, to a conversation or to whoever is named.
//!
//! Source: the vendor's documents for the reply to a conversation, the vendor's older pages for the
//! rest. Nothing makes a repetition harmless: `local_id` is promised to do so for e-mail alone.

use alloc::string::String;

use crate::heymarket::SentMessage;
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
    pub inbox_id: Id,
    /// The member who sends it; must be a member of that inbox.
    pub creator_id: Id,
    /// The conversation that it is a reply in.
    pub chat_id: Option<Id>,
    /// The phone number that it goes to, with its country code: `14155551234`, `+1 (415) 555-1234`.
    pub phone_number: Option<Phone>,
    /// The phone numbers of the group that it goes to; each gets it once.
    pub targets: Option<OneOrMore<Phone>>,
    /// The list that it goes to; `localId` must then be given.
    pub list_id: Option<Id>,
    /// What it says.
    #[field(not_empty)]
    pub text: Option<String>,
    /// The template that says it.
    pub template_id: Option<Id>,
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
    pub survey_id: Option<Id>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::ErrorKind;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, reply, sends};

    const TABLE: &Operation = SendMessage::OPERATION;

    #[test]
    fn a_reply_in_a_conversation_is_sent_with_all_that_can_be_said() {
        sends(
            TABLE,
            r#"{"inboxId":2222,"creatorId":1111,"chatId":9920,"text":"On its way","templateId":7,"mediaUrl":"https://example.com/a.png","private":true,"author":"Maya","localId":"a-1","surveyId":8}"#,
            "POST /v1/message/send",
            r#"{"inbox_id":2222,"creator_id":1111,"chat_id":9920,"text":"On its way","template_id":7,"media_url":"https://example.com/a.png","private":true,"author":"Maya","local_id":"a-1","survey_id":8}"#,
        );
    }

    #[test]
    fn a_phone_number_is_sent_in_digits_alone() {
        for (to, sent) in [
            (r#""phoneNumber":"+1 415-555-1234""#, r#""phone_number":"14155551234""#),
            (
                r#""targets":["14155551234","+1 415 555 1235"]"#,
                r#""targets":["14155551234","14155551235"]"#,
            ),
            (r#""listId":5,"localId":"a-1""#, r#""list_id":5,"local_id":"a-1""#),
        ] {
            sends(
                TABLE,
                &format!(r#"{{"inboxId":2222,"creatorId":1111,{to},"text":"Hi"}}"#),
                "POST /v1/message/send",
                &format!(r#"{{"inbox_id":2222,"creator_id":1111,{sent},"text":"Hi"}}"#),
            );
        }
    }

    #[test]
    fn who_is_in_a_group_twice_gets_one_message() {
        for (targets, sent) in [
            (r#"["14155551234","+1 415 555-1234"]"#, r#"["14155551234"]"#),
            (
                r#"["14155551234","14155551235","1 415 555 1235","14155551234"]"#,
                r#"["14155551234","14155551235"]"#,
            ),
            (r#"["14155551234","4155551234"]"#, r#"["14155551234","4155551234"]"#),
        ] {
            sends(
                TABLE,
                &format!(r#"{{"inboxId":1,"creatorId":1,"targets":{targets},"text":"Hi"}}"#),
                "POST /v1/message/send",
                &format!(r#"{{"inbox_id":1,"creator_id":1,"targets":{sent},"text":"Hi"}}"#),
            );
        }
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                (r#"{"creatorId":1,"chatId":1,"text":"Hi"}"#, "inboxId"),
                (r#"{"inboxId":1,"chatId":1,"text":"Hi"}"#, "creatorId"),
                (r#"{"inboxId":1,"creatorId":1,"text":"Hi"}"#, ""),
                (r#"{"inboxId":1,"creatorId":1,"chatId":1}"#, ""),
                (r#"{"inboxId":1,"creatorId":1,"chatId":1,"text":""}"#, "text"),
                (
                    r#"{"inboxId":1,"creatorId":1,"chatId":1,"listId":1,"localId":"a","text":"Hi"}"#,
                    "",
                ),
                (r#"{"inboxId":1,"creatorId":1,"listId":1,"text":"Hi"}"#, ""),
                (
                    r#"{"inboxId":1,"creatorId":1,"phoneNumber":"(415) 555-1234","text":"Hi"}"#,
                    "phoneNumber",
                ),
                (
                    r#"{"inboxId":1,"creatorId":1,"targets":["14155551234","x"],"text":"Hi"}"#,
                    "targets[1]",
                ),
                (r#"{"inboxId":1,"creatorId":1,"targets":[],"text":"Hi"}"#, "targets"),
                (
                    r#"{"inboxId":1,"creatorId":1,"chatId":1,"text":"Hi","author":"Maya\nx"}"#,
                    "author",
                ),
            ],
        );
    }

    #[test]
    fn the_receipt_tells_what_the_service_tells() {
        gives(
            TABLE,
            r#"{"id":77,"date":"2026-04-12T15:30:00.123456Z","convo_id":9920,"queued":true,"compliance_results":{}}"#,
            r#"{"id":77,"date":"2026-04-12T15:30:00.123456Z","convoId":9920,"queued":true,"galleryUrl":null}"#,
        );
        // It was sent, however little is said of it.
        gives(
            TABLE,
            r#"{"queued":true}"#,
            r#"{"id":null,"date":null,"convoId":null,"queued":true,"galleryUrl":null}"#,
        );
    }

    #[test]
    fn a_response_that_shows_nothing_does_not_say_that_it_was_sent() {
        for body in ["{}", "null", "[]", r#"{"success":false}"#, r#"{"message":"Accepted"}"#] {
            assert_eq!(reply(TABLE, body).unwrap_err().kind, ErrorKind::Decode, "{body}");
        }
    }
}
