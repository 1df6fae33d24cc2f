//! `POST /v1/email/send`: sends an e-mail.
//!
//! Source: the vendor's newer pages. The inbox is called `inbox` here. The service promises that a
//! repeated `local_id` makes no second message.

use alloc::string::String;

use crate::heymarket::SentMessage;
use crate::schema::{Addressees, Id, OneOrMore, operation};

/// Sends an e-mail: a new one, or a reply in a conversation. With `localId` a call whose answer is lost
/// is made again, since the service drops the repeat; without it, never.
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
    pub inbox: Id,
    /// The member who sends it.
    pub creator_id: Id,
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
    pub convo_id: Option<Id>,
    /// An id of your own for it: the service makes one message of all that have the same.
    #[field(not_empty)]
    pub local_id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{NOW_MS, refuses, sends};

    const TABLE: &Operation = SendEmail::OPERATION;

    #[test]
    fn a_new_one_and_a_reply_are_sent() {
        sends(
            TABLE,
            r#"{"inbox":2222,"creatorId":1111,"text":"<p>Hi</p>","rawText":"Hi","convTitle":"Order 7","targets":["to:jo@example.com","cc:al@example.com"],"localId":"a-1"}"#,
            "POST /v1/email/send",
            r#"{"inbox":2222,"creator_id":1111,"text":"<p>Hi</p>","raw_text":"Hi","conv_title":"Order 7","targets":["to:jo@example.com","cc:al@example.com"],"local_id":"a-1"}"#,
        );
        sends(
            TABLE,
            r#"{"inbox":2222,"creatorId":1111,"rawText":"Hi","convoId":9920}"#,
            "POST /v1/email/send",
            r#"{"inbox":2222,"creator_id":1111,"raw_text":"Hi","convo_id":9920}"#,
        );
    }

    #[test]
    fn whom_it_goes_to_is_written_without_blanks_and_an_address_alone_is_behind_to() {
        sends(
            TABLE,
            r#"{"inbox":2222,"creatorId":1111,"rawText":"Hi","targets":["jo@example.com, al@example.com","bcc: kim@example.com"]}"#,
            "POST /v1/email/send",
            r#"{"inbox":2222,"creator_id":1111,"raw_text":"Hi","targets":["to:jo@example.com,al@example.com","bcc:kim@example.com"]}"#,
        );
    }

    #[test]
    fn nothing_becomes_another_line_of_its_head() {
        let with = |rest: &str| format!(r#"{{"inbox":1,"creatorId":1,"text":"Hi",{rest}}}"#);
        for (rest, path) in [
            (r#""targets":["to:a@example.com\r\nbcc:b@example.com"]"#, "targets[0]"),
            (r#""targets":["to:a@example.com","cc:"]"#, "targets[1]"),
            (r#""targets":["to:a@example.com",""]"#, "targets[1]"),
            (r#""targets":["to:nobody"]"#, "targets[0]"),
            (r#""targets":["to:\"Doe, Jane\" <jane@example.com>"]"#, "targets[0]"),
            (r#""convoId":1,"convTitle":"Order 7\r\nbcc: b@example.com""#, "convTitle"),
            (r#""convoId":1,"convTitle":"Order\u00007""#, "convTitle"),
        ] {
            refuses(TABLE, &[(&with(rest), path)]);
        }
    }

    #[test]
    fn only_with_an_id_of_its_own_may_it_be_sent_again() {
        let repeat = |input| crate::codec::encode(TABLE, input, NOW_MS).unwrap().repeat;
        let with = r#"{"inbox":1,"creatorId":1,"text":"Hi","convoId":1,"localId":"a-1"}"#;
        let without = r#"{"inbox":1,"creatorId":1,"text":"Hi","convoId":1}"#;
        assert_eq!(repeat(with), crate::schema::Repeat::OnceByKey);
        assert_eq!(repeat(without), crate::schema::Repeat::Once);
    }

    #[test]
    fn what_the_table_forbids_is_refused() {
        refuses(
            TABLE,
            &[
                (r#"{"creatorId":1,"text":"Hi","convoId":1}"#, "inbox"),
                (r#"{"inboxId":1,"creatorId":1,"text":"Hi","convoId":1}"#, "inboxId"),
                (r#"{"inbox":1,"creatorId":1,"text":"Hi"}"#, ""),
                (r#"{"inbox":1,"creatorId":1,"convoId":1}"#, ""),
                (r#"{"inbox":1,"creatorId":1,"text":"Hi","targets":["to:a@b.c"],"convoId":1}"#, ""),
                (r#"{"inbox":1,"creatorId":1,"text":"Hi","convoId":1,"localId":""}"#, "localId"),
            ],
        );
    }
}
