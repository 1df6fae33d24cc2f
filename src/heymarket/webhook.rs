//! What Heymarket posts: `{type, id, token, event_data}`.
//!
//! Source: the vendor's pages. The token is the one shown beside the webhook in the vendor's app; nothing
//! is signed. `id` is the webhook's own: a delivery can come again. `message_recieved` is misspelt on the wire,
//! and an older page names `event` in the place of `type`.

use crate::codec::{Fault, Step, decode, unescape};
use crate::heymarket::{Conversation, Message};
use crate::http::Error;
use crate::schema::{Kind, Value};
use crate::webhook::{Event, fingerprint, members, text, verify};

/// What is known to happen: the service's name, threadline's, and what it holds.
const EVENTS: &[(&str, &str, Option<&Kind>)] = &[
    ("message_recieved", "message_received", Some(&Message::KIND)),
    ("message_received", "message_received", Some(&Message::KIND)),
    ("message_sent", "message_sent", Some(&Message::KIND)),
    ("chat_opened", "chat_opened", Some(&Conversation::KIND)),
    ("chat_closed", "chat_closed", Some(&Conversation::KIND)),
    ("chat_pending", "chat_pending", Some(&Conversation::KIND)),
    ("chat_reassigned", "chat_reassigned", Some(&Conversation::KIND)),
    ("chat_transferred", "chat_transferred", Some(&Conversation::KIND)),
    ("target_opt_out", "target_opt_out", None),
    ("target_opt_in", "target_opt_in", None),
    ("target_double_opt_in", "target_double_opt_in", None),
    ("target_double_opt_restricted", "target_double_opt_restricted", None),
    ("incoming_call", "incoming_call", None),
];

/// Reads a delivery: only if it holds one of the tokens.
///
/// # Errors
/// `WebhookVerification` when it holds none of them; `Decode` when it is no JSON or does not hold what its
/// type promises, with the path to the spot.
pub fn read<'a>(body: &'a [u8], tokens: &[String]) -> Result<Event<'a>, Error> {
    let names = ["type", "event", "token", "event_data"];
    let [name, older_name, token, data] = members(text(body)?, names)?;
    verify(token.and_then(string).as_deref(), tokens)?;
    let wire_name = name.or(older_name).and_then(string).ok_or_else(|| {
        Fault::mismatch("the event's name, as a string", "none").inside(Step::Member("type"))
    })?;
    let data = data.unwrap_or("null");
    let known = EVENTS.iter().find(|(known, ..)| *known == wire_name);
    let (name, kind) = known.map_or(("unknown", None), |(_, name, kind)| (*name, *kind));
    let tape = kind.map(|kind| decode(kind, data.as_bytes())).transpose();
    let tape = tape.map_err(|fault| fault.inside(Step::Member("event_data")))?;
    let fingerprint = if tape.is_some() { String::new() } else { fingerprint(data) };
    Ok(Event { name, wire_name, data, tape, fingerprint })
}

/// The text of a JSON string; nothing where it is anything else.
fn string(json: &str) -> Option<String> {
    unescape(json.strip_prefix('"')?.strip_suffix('"')?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::to_json;
    use crate::http::ErrorKind;

    fn tokens() -> Vec<String> {
        vec!["t0ken".to_owned()]
    }

    fn reading(body: &str) -> Result<Event<'_>, Error> {
        read(body.as_bytes(), &tokens())
    }

    #[test]
    fn both_spellings_of_a_received_message_and_both_names_of_its_type_are_one_event() {
        for name in ["message_recieved", "message_received"] {
            for key in ["type", "event"] {
                let body = format!(
                    r#"{{"token":"t0ken","event_data":{{"id":7,"text":"Hi","conversation":{{"id":9}}}},"id":4711,"{key}":"{name}"}}"#
                );
                let event = reading(&body).unwrap();
                assert_eq!((event.name, event.wire_name.as_str()), ("message_received", name));
                let json = to_json(&event.tape.unwrap(), &Message::KIND, event.data.as_bytes());
                assert!(json.starts_with(r#"{"id":7,"text":"Hi""#), "{json}");
            }
        }
    }

    #[test]
    fn every_type_is_an_event_and_one_that_is_not_known_is_too() {
        for (wire_name, name, kind) in EVENTS {
            let body =
                format!(r#"{{"type":"{wire_name}","token":"t0ken","event_data":{{"id":7}}}}"#);
            let event = reading(&body).unwrap();
            assert_eq!((event.name, event.tape.is_some()), (*name, kind.is_some()));
        }
        let event = reading(r#"{"type":"moon_landed","token":"t0ken","event_data":[1]}"#).unwrap();
        assert_eq!((event.name, event.data, event.fingerprint.len()), ("unknown", "[1]", 32));
        assert_eq!(reading(r#"{"type":"moon_landed","token":"t0ken"}"#).unwrap().data, "null");
    }

    #[test]
    fn without_the_right_token_nothing_is_read() {
        for token in [
            "",
            r#","token":"t0kem""#,
            r#","token":"t0ken2""#,
            r#","token":"""#,
            r#","token":null"#,
            r#","token":7"#,
            r#","token":["t0ken"]"#,
            r#","token":"\ud800""#,
        ] {
            let body = format!(r#"{{"type":"chat_closed","event_data":null{token}}}"#);
            let error = reading(&body).unwrap_err();
            assert_eq!(error.kind, ErrorKind::WebhookVerification, "{token}");
        }
        let escaped = r#"{"type":"chat_closed","event_data":{"id":1},"token":"\u0074\u0030ken"}"#;
        assert!(reading(escaped).is_ok());
    }

    #[test]
    fn what_does_not_hold_what_it_promises_is_an_error_with_the_path() {
        for (body, path) in [
            (r#"{"type":"chat_closed","token":"t0ken","event_data":null}"#, "$.event_data"),
            (r#"{"type":"chat_closed","token":"t0ken","event_data":[]}"#, "$.event_data"),
            (r#"{"type":"chat_closed","token":"t0ken"}"#, "$.event_data"),
            (r#"{"type":"chat_closed","token":"t0ken","event_data":{}}"#, "$.event_data.id"),
            (r#"{"token":"t0ken","event_data":{"id":1}}"#, "$.type"),
            (r#"{"type":7,"token":"t0ken","event_data":{"id":1}}"#, "$.type"),
            (r#"{"token":"t0ken","token":"t0ken"}"#, "$.token"),
        ] {
            let error = reading(body).unwrap_err();
            assert_eq!(error.kind, ErrorKind::Decode, "{body}");
            assert_eq!(error.path.as_deref(), Some(path), "{error}");
        }
        for body in ["", "null", "[]", "<html>", "{\"type\":\"chat_closed\"", "\u{feff}"] {
            assert_eq!(reading(body).unwrap_err().kind, ErrorKind::Decode, "{body}");
        }
        assert_eq!(read(b"{\"token\":\"\xff\"}", &tokens()).unwrap_err().kind, ErrorKind::Decode);
    }

    #[test]
    fn nesting_takes_no_stack_wherever_it_stands() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        for body in [
            format!(r#"{{"type":"chat_closed","token":"t0ken","event_data":{deep}}}"#),
            format!(r#"{{"type":"incoming_call","token":"t0ken","event_data":{deep}}}"#),
            format!(r#"{{"type":"chat_closed","token":"t0ken","event_data":{{"x":{deep}}}}}"#),
            format!(r#"{{"token":{deep}}}"#),
        ] {
            assert_eq!(reading(&body).unwrap_err().kind, ErrorKind::Decode);
        }
    }
}
