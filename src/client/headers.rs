//! Headers that a caller adds: checked, so that no value can become a line of its own.

/// They belong to the call itself, or to the connection.
const RESERVED: [&str; 14] = [
    "accept",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-api-key",
];

/// The same headers, their names in small letters; or the path of the first that cannot be sent, and what is wrong.
pub(super) fn checked(
    headers: Vec<(String, String)>,
) -> Result<Vec<(String, String)>, (String, &'static str)> {
    headers
        .into_iter()
        .map(|(mut name, value)| {
            let is_token =
                |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
            if name.is_empty() || !name.bytes().all(is_token) {
                return Err(("headers".into(), "has a name that is not an HTTP token"));
            }
            name.make_ascii_lowercase();
            let path = || format!("headers.{name}");
            if RESERVED.contains(&name.as_str()) {
                return Err((path(), "is set by threadline and cannot be replaced"));
            }
            let is_visible = |byte: u8| byte == b'\t' || (b' '..=b'~').contains(&byte);
            if !value.bytes().all(is_visible) || value.trim() != value {
                return Err((
                    path(),
                    "must be an ASCII string without line breaks or surrounding whitespace",
                ));
            }
            Ok((name, value))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::checked;

    fn fault(name: &str, value: &str) -> Option<String> {
        checked(vec![(name.into(), value.into())]).err().map(|(path, _)| path)
    }

    #[test]
    fn a_header_that_could_be_another_one_is_rejected() {
        assert_eq!(fault("X-Trace", "a b"), None);
        for (name, value, path) in [
            ("X Trace", "a", "headers"),
            ("", "a", "headers"),
            ("x\r\ny", "a", "headers"),
            ("X-Trace", "a\r\nb: c", "headers.x-trace"),
            ("X-Trace", " a", "headers.x-trace"),
            ("X-Trace", "ü", "headers.x-trace"),
            ("Authorization", "Bearer x", "headers.authorization"),
            ("Host", "x", "headers.host"),
        ] {
            assert_eq!(fault(name, value).as_deref(), Some(path), "{name}: {value}");
        }
    }
}
