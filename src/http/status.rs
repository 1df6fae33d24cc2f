//! What a status other than success means.

use alloc::string::String;

use crate::codec::{self, hexadecimal};
use crate::error::{Error, ErrorKind};
use crate::http::redact::redact;

/// How much of an error's body is kept, in characters.
const KEPT: usize = 300;
/// How much of it is read for that; what was sent may take up most of it.
const READ: usize = 4_000;

pub(crate) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// Whether HTTP knows such a status.
pub(crate) fn is_known(status: u16) -> bool {
    (200..600).contains(&status)
}

/// Whether a gateway says with this status that it got no response from the service, which may have done what
/// was asked for all the same: by RFC 9110 (408, 502, 504), by a proxy's own word for a connection that was
/// closed (nginx's 444 and 499, which gRPC gateways give too, and AWS's 460), or by a 5xx that no RFC knows
/// (Cloudflare's 520 to 530, others' 598 and 599 …), which services do not give.
pub(crate) fn gave_up(status: u16) -> bool {
    matches!(status, 408 | 444 | 460 | 499 | 502 | 504 | 509 | 512..=599)
}

/// What a status other than success means, in words.
pub(crate) fn meaning(status: u16) -> (ErrorKind, &'static str) {
    match status {
        300..=399 => (
            ErrorKind::Redirect,
            "the service redirected the call, which is not followed: check baseUrl",
        ),
        401 => (ErrorKind::Authentication, "the service did not accept the credential"),
        403 => (ErrorKind::PermissionDenied, "the credential does not give access to this"),
        404 => (ErrorKind::NotFound, "the service does not know this"),
        408 => (ErrorKind::Timeout, "the service gave up waiting for the request"),
        425 | 429 => (ErrorKind::RateLimit, "the service asks to slow down"),
        444 | 460 | 499 | 500..=599 => (ErrorKind::Server, "the service failed"),
        400..=499 => (ErrorKind::InvalidRequest, "the service rejected the request"),
        _ => (ErrorKind::Decode, "the response has a status that HTTP does not know"),
    }
}

/// The error of that meaning, with what the body says, without the private texts.
pub(crate) fn error((kind, meaning): (ErrorKind, &str), body: &[u8], private: &[String]) -> Error {
    let mut message = String::from(meaning);
    if let Some(said) = codec::error_message(body) {
        message.push_str(": ");
        message.push_str(&excerpt(&redact(&said, READ, private), KEPT));
    }
    let mut error = Error::new(kind, message);
    error.body = beginning(body, private);
    error
}

/// What an error keeps of a body, without the private texts.
pub(crate) fn beginning(body: &[u8], private: &[String]) -> Option<String> {
    let text = redact(readable(body), READ, private);
    if text.is_empty() { None } else { Some(excerpt(&text, KEPT)) }
}

/// The text at the beginning of a body, up to the first byte that is not UTF-8.
fn readable(body: &[u8]) -> &str {
    let valid = match core::str::from_utf8(body) {
        Ok(text) => return text,
        Err(error) => error.valid_up_to(),
    };
    core::str::from_utf8(body.get(..valid).unwrap_or_default()).unwrap_or_default()
}

/// The beginning of a text, with control characters written as `\u{…}`, so that it is safe to print.
pub(crate) fn excerpt(text: &str, most: usize) -> String {
    let mut excerpt = String::new();
    for (at, letter) in text.chars().enumerate() {
        if at >= most {
            excerpt.push('…');
            break;
        }
        if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') {
            excerpt.push_str("\\u{");
            excerpt.push_str(&hexadecimal(letter.into()));
            excerpt.push('}');
        } else {
            excerpt.push(letter);
        }
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(status: u16, body: &[u8], private: &[String]) -> Error {
        super::error(meaning(status), body, private)
    }

    #[test]
    fn every_status_other_than_success_has_its_kind() {
        for (statuses, kind) in [
            (vec![0, 1, 100, 199, 600, 999], ErrorKind::Decode),
            (vec![300, 301, 302, 303, 304, 307, 308, 399], ErrorKind::Redirect),
            (vec![400, 402, 405, 409, 410, 418, 422, 426, 494], ErrorKind::InvalidRequest),
            (vec![401], ErrorKind::Authentication),
            (vec![403], ErrorKind::PermissionDenied),
            (vec![404], ErrorKind::NotFound),
            (vec![408], ErrorKind::Timeout),
            (vec![425, 429], ErrorKind::RateLimit),
            (vec![444, 460, 499, 500, 502, 503, 504, 529, 561, 599], ErrorKind::Server),
        ] {
            for status in statuses {
                assert!(!is_success(status));
                assert_eq!(is_known(status), kind != ErrorKind::Decode, "{status}");
                for body in [b"".as_slice(), b"null", b"\"nope\"", b"<html>", b"\xff\xfe"] {
                    assert_eq!(error(status, body, &[]).kind, kind, "{status}");
                }
            }
        }
        assert!([200, 201, 202, 204, 299].into_iter().all(is_success));
    }

    #[test]
    fn an_error_says_what_the_service_said_and_keeps_the_beginning_of_its_body() {
        let read = error(400, br#"{"error":"bad_data","message":"bad_data: inbox_id"}"#, &[]);
        assert_eq!(read.message, "the service rejected the request: bad_data: inbox_id");
        let long = error(500, "é".repeat(5000).as_bytes(), &[]);
        assert_eq!(long.body.as_deref().unwrap().chars().count(), KEPT + 1);
        assert_eq!(error(500, b"", &[]).body, None);
    }

    #[test]
    fn what_was_sent_is_in_no_words_even_where_they_are_cut_or_escaped() {
        let private = ["a\nlong private text".to_owned(), "sk_live_key".to_owned()];
        for said in [
            format!("{}a\nlong private text", "x".repeat(KEPT - 6)),
            "bad key sk_live_key, text a\nlong private text".to_owned(),
        ] {
            let body = serde_json::json!({ "message": said }).to_string();
            let read = error(400, body.as_bytes(), &private);
            for words in [&read.message, read.body.as_ref().unwrap()] {
                assert!(!words.contains("long") && !words.contains("sk_live"), "{words}");
            }
        }
    }

    #[test]
    fn control_characters_of_a_body_are_escaped() {
        let read = error(500, "a\u{1b}[31m\r\n\u{85}\u{2028}b".as_bytes(), &[]);
        assert_eq!(read.body.as_deref().unwrap(), "a\\u{1B}[31m\\u{D}\\u{A}\\u{85}\\u{2028}b");
    }
}
