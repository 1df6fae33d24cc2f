//! Headers that a caller adds: checked, so that no value can become a line of its own.

use crate::codec::joined;

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

/// What a name may hold beside letters and digits.
const SIGNS: &[u8] = b"!#$%&'*+-.^_`|~";

type Pair = (String, String);
type Checked = Result<Vec<Pair>, (String, &'static str)>;

/// Checks headers, and puts them over others.
type Over = fn(Vec<Pair>, &[Pair]) -> Checked;

/// Headers as they were given.
#[derive(Clone, Default)]
pub(crate) struct Headers {
    given: Vec<Pair>,
    /// Named by what gives one: a program that gives none does not carry the checks.
    over: Option<Over>,
}

impl Headers {
    pub(super) fn add(&mut self, name: String, value: String) {
        self.given.push((name, value));
        self.over = Some(over);
    }

    /// These, and of the others those that have other names.
    pub(super) fn over(self, others: &[Pair]) -> Checked {
        match self.over {
            Some(over) => over(self.given, others),
            None => Ok(others.to_vec()),
        }
    }
}

fn over(given: Vec<Pair>, others: &[Pair]) -> Checked {
    let given = checked(given)?;
    let mut headers = others.to_vec();
    headers.retain(|(name, _)| !given.iter().any(|(known, _)| known == name));
    headers.extend(given);
    Ok(headers)
}

/// The same headers, their names in small letters; or the path of the first that cannot be sent, and what is wrong.
fn checked(headers: Vec<Pair>) -> Checked {
    headers
        .into_iter()
        .map(|(mut name, value)| {
            let is_token = |byte: u8| byte.is_ascii_alphanumeric() || SIGNS.contains(&byte);
            if name.is_empty() || !name.bytes().all(is_token) {
                return Err(("headers".into(), "has a name that is not an HTTP token"));
            }
            name.make_ascii_lowercase();
            let path = || joined(&["headers.", &name]);
            if RESERVED.contains(&name.as_str()) {
                return Err((path(), "is set by threadline and cannot be replaced"));
            }
            let is_visible = |byte: u8| byte == b'\t' || (b' '..=b'~').contains(&byte);
            if !value.bytes().all(is_visible) || value.trim_ascii() != value {
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
