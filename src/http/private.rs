//! All that a call sent and that no error of it may show.

use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{self, Request};

/// Numbers of so many digits may be phone numbers.
const PHONE: usize = 7;
/// A short code is one only as a string: other short numbers are ids, which help the reader of the error.
const SHORT_CODE: core::ops::RangeInclusive<usize> = 4..=6;

/// The texts of an input, given as JSON, and the phone numbers as they went out.
pub(crate) fn private(input: &str, request: Option<&Request>) -> Vec<String> {
    let mut private = codec::texts(input);
    if let Some(Request { target, body, .. }) = request {
        numbers(target, &mut private);
        numbers(body.as_deref().unwrap_or_default(), &mut private);
    }
    private
}

fn numbers(text: &str, found: &mut Vec<String>) {
    let mut rest = text.as_bytes();
    let mut before = 0;
    while let Some(at) = rest.iter().position(u8::is_ascii_digit) {
        before = at.checked_sub(1).and_then(|at| rest.get(at)).copied().unwrap_or(before);
        let digits = rest.get(at..).unwrap_or_default();
        let length = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_quoted = before == b'"' && digits.get(length) == Some(&b'"');
        if length >= PHONE || (is_quoted && SHORT_CODE.contains(&length)) {
            let digits = digits.get(..length).unwrap_or_default();
            found.push(core::str::from_utf8(digits).unwrap_or_default().into());
        }
        before = 0;
        rest = digits.get(length..).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Method, Repeat};

    #[test]
    fn texts_phone_numbers_and_short_codes_are_private_and_ids_are_not() {
        let request = Request {
            method: Method::Post,
            target: "/v1/messages?phone=14155551234&inbox=2222".into(),
            body: Some(
                r#"{"chat_id":610012,"target":"72345","other":12345,"n":15555550000}"#.into(),
            ),
            repeat: Repeat::Read,
        };
        assert_eq!(
            private(r#"{"text":"See you"}"#, Some(&request)),
            ["See you", "14155551234", "72345", "15555550000"]
        );
    }
}
