//! What Qlara posts to the account's callback URL.
//!
//! Source: the vendor's pages, which disagree on the keys: every one of them is taken. Nothing is signed: a
//! secret of one's own stands in the URL. No payload names the conversation.

use crate::codec::{decode, unescape};
use crate::http::Error;
use crate::qlara::Id;
use crate::schema::{Count, Timestamp, Value, model};
use crate::webhook::{Event, fingerprint, members, text, verify};

/// What a webhook tells of a message. What it does not tell is `null`.
#[model(id = 16)]
pub struct WebhookPayload {
    /// The message's id.
    #[field(wire = "messageId", alias("id"), lenient)]
    pub message_id: Option<Id>,
    /// The number that the message went to.
    #[field(alias("to", "phoneNumber"), lenient)]
    pub destination: Option<Id>,
    /// The number that it came from.
    #[field(alias("from"), lenient)]
    pub source: Option<Id>,
    /// What became of it, as a number: 3 delivered, 6 undeliverable.
    #[field(wire = "statusCode", count, lenient)]
    pub status_code: Option<Count>,
    /// What became of it.
    #[field(lenient)]
    pub status: Option<String>,
    /// The same in words.
    #[field(alias("statusDescription", "error"), lenient)]
    pub description: Option<String>,
    /// When: ISO 8601, as the service wrote it.
    #[field(alias("eventDate", "receivedDate"), lenient)]
    pub timestamp: Option<Timestamp>,
    /// The channel, in whatever letter case the service wrote it.
    #[field(lenient)]
    pub channel: Option<String>,
    /// What an inbound message says.
    #[field(lenient)]
    pub text: Option<String>,
    /// What kind of message it is.
    #[field(wire = "messageType", values("TEXT", "IMAGE", "AUDIO", "VIDEO"), lenient)]
    pub message_type: Option<String>,
    /// The key of what was attached.
    #[field(wire = "mediaKey", lenient)]
    pub media_key: Option<String>,
    /// What was attached.
    #[field(lenient)]
    pub content: Option<WebhookContent>,
}

/// What was attached to a message.
#[model(id = 17)]
pub struct WebhookContent {
    /// What kind of thing it is.
    #[field(lenient)]
    pub r#type: Option<String>,
    /// Its key.
    #[field(wire = "mediaKey", lenient)]
    pub media_key: Option<String>,
    /// Its media type.
    #[field(wire = "mimeType", lenient)]
    pub mime_type: Option<String>,
    /// What is written below it.
    #[field(lenient)]
    pub caption: Option<String>,
}

/// What is known to happen: the service's name in capitals, and threadline's.
const EVENTS: [(&str, &str); 3] =
    [("DELIVERY", "delivery"), ("READ", "read"), ("INBOUND", "inbound")];

/// Reads a delivery: only if it came to the callback URL with one of the secrets.
///
/// # Errors
/// `WebhookVerification` when it came to another one; `Decode` when it is no JSON object, with the path
/// to the spot.
pub fn read<'a>(
    body: &'a [u8],
    given: Option<&str>,
    secrets: &[String],
) -> Result<Event<'a>, Error> {
    verify(given, secrets)?;
    let data = text(body)?;
    let [name] = members(data, ["eventType"])?;
    let name = name.and_then(|json| unescape(json.strip_prefix('"')?.strip_suffix('"')?));
    let wire_name = name.unwrap_or_default();
    let known = EVENTS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&wire_name));
    let name = known.map_or("unknown", |(_, name)| *name);
    let tape = decode(&WebhookPayload::KIND, data.as_bytes())?;
    Ok(Event { name, wire_name, data, tape: Some(tape), fingerprint: fingerprint(data) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::to_json;
    use crate::http::ErrorKind;

    fn reading(body: &str) -> Result<Event<'_>, Error> {
        read(body.as_bytes(), Some("s3cret"), &["s3cret".to_owned()])
    }

    fn payload(body: &str) -> (&'static str, String) {
        let event = reading(body).unwrap();
        (event.name, to_json(&event.tape.unwrap(), &WebhookPayload::KIND, event.data.as_bytes()))
    }

    #[test]
    fn every_spelling_of_a_payload_comes_out_the_same() {
        let expected = r#"{"messageId":"9007199254740993","destination":"390123","source":"39555","statusCode":3,"status":"DELIVERED","description":"ok","timestamp":"2026-03-01T12:00:00Z","channel":"whatsapp","text":null,"messageType":null,"mediaKey":null,"content":null}"#;
        for body in [
            r#"{"eventType":"DELIVERY","messageId":9007199254740993,"destination":"390123","source":"39555","statusCode":3,"status":"DELIVERED","description":"ok","timestamp":"2026-03-01T12:00:00Z","channel":"whatsapp"}"#,
            r#"{"channel":"whatsapp","eventDate":"2026-03-01T12:00:00Z","statusDescription":"ok","status":"DELIVERED","statusCode":"3","from":39555,"to":390123,"messageId":"9007199254740993","eventType":"delivery"}"#,
            r#"{"receivedDate":"2026-03-01T12:00:00Z","error":"ok","phoneNumber":"390123","from":"39555","id":"9007199254740993","eventType":"Delivery","statusCode":3,"status":"DELIVERED","channel":"whatsapp","new":{}}"#,
        ] {
            assert_eq!(payload(body), ("delivery", expected.to_owned()));
        }
    }

    #[test]
    fn an_inbound_message_has_its_text_or_what_was_attached() {
        let (name, json) = payload(
            r#"{"eventType":"INBOUND","messageId":"7","source":"39555","channel":"WHATSAPP","messageType":"IMAGE","content":{"type":"image","mediaKey":"k","mimeType":"image/png","caption":"Ciao"}}"#,
        );
        assert_eq!(name, "inbound");
        assert!(json.ends_with(r#""content":{"type":"image","mediaKey":"k","mimeType":"image/png","caption":"Ciao"}}"#), "{json}");
        let (_, json) = payload(r#"{"eventType":"INBOUND","text":"Ciao 👋","content":"x"}"#);
        assert!(
            json.contains(r#""text":"Ciao 👋""#) && json.ends_with(r#""content":null}"#),
            "{json}"
        );
    }

    #[test]
    fn whatever_happened_is_an_event() {
        for (body, name) in [
            (r#"{"eventType":"READ"}"#, "read"),
            (r#"{"eventType":"TYPING"}"#, "unknown"),
            (r#"{"eventType":7}"#, "unknown"),
            ("{}", "unknown"),
        ] {
            assert_eq!(reading(body).unwrap().name, name);
        }
        for body in ["", "null", "[]", "7", "<html>", "{"] {
            assert_eq!(reading(body).unwrap_err().kind, ErrorKind::Decode, "{body}");
        }
        let deep = format!(r#"{{"content":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(reading(&deep).unwrap_err().kind, ErrorKind::Decode);
    }

    #[test]
    fn without_the_right_secret_nothing_is_read() {
        for given in [None, Some(""), Some("s3cre"), Some("s3cret2"), Some("S3CRET")] {
            let error = read(b"{}", given, &["s3cret".to_owned()]).unwrap_err();
            assert_eq!(error.kind, ErrorKind::WebhookVerification, "{given:?}");
        }
    }
}
