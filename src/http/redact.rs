//! What a caller sent stays out of errors: services like to quote it in theirs.

use crate::codec;
use crate::http::Request;

/// What stands in the place of what was sent.
const GONE: &str = "[…]";

/// A text without the texts of a request. Shorter ones than four letters are left, which tell nothing
/// and would take half the words with them.
pub(crate) fn redact(text: &str, request: &Request) -> String {
    let mut redacted = String::from(text);
    for private in codec::texts(request.body.as_deref().unwrap_or_default()) {
        if private.len() >= 4 {
            redacted = replaced(&redacted, &private);
        }
    }
    redacted
}

fn replaced(text: &str, private: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = codec::position(rest, private) {
        let (before, after) = rest.split_at_checked(at).unwrap_or_default();
        out.push_str(before);
        out.push_str(GONE);
        rest = after.get(private.len()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Method;

    #[test]
    fn texts_of_the_request_are_gone_and_its_keys_stay() {
        let request = |body: &str| Request {
            method: Method::Post,
            target: "/".into(),
            body: Some(body.into()),
        };
        for (body, said, expected) in [
            (
                r#"{"inbox_id":7,"target":"15555559999"}"#,
                "bad_data: target 15555559999 of inbox_id",
                "bad_data: target […] of inbox_id",
            ),
            (
                r#"{"message":"Ciao \"you\" \u00e9","list":["secret text"]}"#,
                "no 'Ciao \"you\" é', no secret text, no secret text",
                "no '[…]', no […], no […]",
            ),
            (r#"{"a":"ok"}"#, "not ok", "not ok"),
            ("", "said", "said"),
        ] {
            assert_eq!(redact(said, &request(body)), expected);
        }
    }
}
