//! What a status other than success means.

use crate::codec;
use crate::http::{Error, ErrorKind};

/// How much of an error's body is kept, in characters.
const KEPT: usize = 300;

pub(crate) fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

/// The error that a status and an error's body tell.
pub(crate) fn error(status: u16, body: &[u8]) -> Error {
    let (kind, meaning) = match status {
        300..=399 => (ErrorKind::Redirect, "the service redirected the call, which is not followed"),
        401 => (ErrorKind::Authentication, "the service did not accept the credential"),
        403 => (ErrorKind::PermissionDenied, "the credential does not give access to this"),
        404 => (ErrorKind::NotFound, "the service does not know this"),
        408 => (ErrorKind::Timeout, "the service gave up waiting for the request"),
        429 => (ErrorKind::RateLimit, "the service asks to slow down"),
        400..=499 => (ErrorKind::InvalidRequest, "the service refused the request"),
        500..=599 => (ErrorKind::Server, "the service failed"),
        _ => (ErrorKind::Decode, "the reply has a status that HTTP does not know"),
    };
    let mut message = String::from(meaning);
    if let Some(said) = codec::error_message(body) {
        message.push_str(": ");
        message.push_str(&excerpt(&said, KEPT));
    }
    let text = String::from_utf8_lossy(body.get(..body.len().min(KEPT.saturating_mul(4))).unwrap_or(body));
    let body = if text.is_empty() { None } else { Some(excerpt(&text, KEPT)) };
    Error { body, ..Error::new(kind, message) }
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
            excerpt.extend(letter.escape_unicode());
        } else {
            excerpt.push(letter);
        }
    }
    excerpt
}
