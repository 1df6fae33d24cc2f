//! Errors of responses: whatever a service says, an error has the kind of its status and holds nothing
//! of what was sent.

use threadline::codec::Reading;
use threadline::http::{ErrorKind, Reply};

use crate::supply::Supply;

/// So many letters of a text are a quotation of it.
const TELLING: usize = 8;

/// The operation, the status, the texts that were sent, then the response's body, in which `\x01`,
/// `\x02` … stand for those texts.
pub fn run(data: &[u8]) {
    let mut supply = Supply(data);
    let operation = supply.operation();
    let status = supply.whole() % 1000;
    let private: Vec<String> = (0..supply.byte() % 4).map(|_| sent(supply.stretch())).collect();
    let mut body = Vec::new();
    for byte in supply.0 {
        match private.get(usize::from(byte.wrapping_sub(1))) {
            Some(text) => body.extend_from_slice(text.as_bytes()),
            None => body.push(*byte),
        }
    }
    let without = Reply { status, ..Reply::default() };
    let reply = Reply { body, ..without.clone() };
    let Err(error) = reply.read_as(operation, Reading::Lenient, &private) else {
        assert!((200..300).contains(&status));
        return;
    };
    let _ = reply.wait_ms(0.0, |_| None);
    // A success that broke off.
    let broken = error.kind() == ErrorKind::Connection && (200..300).contains(&status);
    assert!(broken || error.kind() == kind(status), "{status}: {error:?}");
    assert_eq!((error.status(), error.operation()), (Some(status), Some(operation.name)));
    let said = error.body().unwrap_or_default();
    assert!(!said.contains(char::is_control), "{said:?}");
    // 300 letters and an ellipsis, each of them escaped at worst.
    assert!(said.chars().count() <= 301 * "\\u{2028}".len(), "{said}");
    serde_json::from_str::<serde_json::Value>(&error.to_json()).expect("an error is good JSON");

    // Our own words may be those of a private text by chance.
    let ours =
        without.read(operation).map_or_else(|error| error.message().to_owned(), |_| String::new());
    for text in private.iter().filter(|text| text.len() >= 4) {
        let telling = text.get(..TELLING.min(text.len())).unwrap_or(text);
        assert!(!said.contains(telling), "{telling:?} is in {said:?}");
        if error.kind() != ErrorKind::Decode && !broken {
            let message = error.message().strip_prefix(&ours).unwrap_or(error.message());
            assert!(!message.contains(telling), "{telling:?} is in {message:?}");
        }
    }
}

/// A text of letters and digits: what is put in the place of private texts holds neither.
fn sent(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012345678901";
    bytes.iter().map(|byte| char::from(LETTERS[usize::from(byte % 64)])).collect()
}

fn kind(status: u16) -> ErrorKind {
    match status {
        300..=399 => ErrorKind::Redirect,
        401 => ErrorKind::Authentication,
        403 => ErrorKind::PermissionDenied,
        404 => ErrorKind::NotFound,
        408 => ErrorKind::Timeout,
        425 | 429 => ErrorKind::RateLimit,
        444 | 460 | 499 => ErrorKind::Server,
        400..=499 => ErrorKind::InvalidRequest,
        500..=599 => ErrorKind::Server,
        _ => ErrorKind::Decode,
    }
}
