//! A base URL, taken apart and checked. Byte by byte: the standard library's searches and splits weigh six times as much.

use super::digits::number;
use crate::codec::{joined, parted};

/// The parts of a base URL.
pub(super) struct Origin {
    /// `https://host:port`, in small letters.
    pub(super) text: String,
    /// The path, without a slash at the end.
    pub(super) path: String,
    pub(super) is_secure: bool,
    pub(super) is_loopback: bool,
}

const ABSOLUTE: &str = "must be an absolute http or https URL";

impl Origin {
    /// One of which all is known: a secure origin.
    pub(super) fn secure(text: &str) -> Self {
        Origin { text: text.into(), path: String::new(), is_secure: true, is_loopback: false }
    }

    /// The parts; or what is wrong with it. What two readers of URLs could understand differently is rejected.
    pub(super) fn of(url: &str) -> Result<Self, &'static str> {
        let (scheme, rest) = parted(url, "://").ok_or(ABSOLUTE)?;
        let scheme = scheme.to_ascii_lowercase();
        let is_secure = scheme == "https";
        if !is_secure && scheme != "http" {
            return Err(ABSOLUTE);
        }
        if rest.bytes().any(|byte| matches!(byte, b'@' | b'?' | b'#')) {
            return Err("must have no user name, password, query or fragment");
        }
        let slash = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
        let (authority, mut path) = rest.split_at_checked(slash).ok_or(ABSOLUTE)?;
        if !path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return Err("has a path with characters that must be percent-encoded");
        }
        if path.as_bytes().split(|byte| *byte == b'/').any(|part| part == b"." || part == b"..") {
            return Err("must have no path segments . and ..");
        }
        while let Some(before) = path.strip_suffix('/') {
            path = before;
        }
        let authority = authority.to_ascii_lowercase();
        let (host, port) = split_port(&authority);
        let is_host = match host.as_bytes() {
            [b'[', address @ .., b']'] => {
                address.iter().all(|byte| is_of_address(*byte)) && address.contains(&b':')
            }
            host => !host.is_empty() && host.iter().all(|byte| is_of_host(*byte)),
        };
        if !is_host || port.is_some_and(|port| number(port, u16::MAX.into()).is_none()) {
            return Err(ABSOLUTE);
        }
        let default = if is_secure { "443" } else { "80" };
        let port = port.filter(|port| *port != default);
        Ok(Origin {
            text: joined(&[
                &scheme,
                "://",
                host,
                if port.is_some() { ":" } else { "" },
                port.unwrap_or_default(),
            ]),
            path: path.into(),
            is_secure,
            is_loopback: is_loopback(host),
        })
    }
}

fn split_port(authority: &str) -> (&str, Option<&str>) {
    let last = authority.bytes().rposition(|byte| matches!(byte, b':' | b']'));
    match last.and_then(|at| authority.split_at_checked(at)) {
        Some((host, port)) if port.starts_with(':') => (host, port.get(1..)),
        _ => (authority, None),
    }
}

fn is_of_address(byte: u8) -> bool {
    byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.')
}

fn is_of_host(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')
}

fn is_loopback(host: &str) -> bool {
    if host == "localhost" || host.ends_with(".localhost") || host == "[::1]" {
        return true;
    }
    let (mut count, mut are_numbers) = (0_u32, true);
    for part in host.as_bytes().split(|byte| *byte == b'.') {
        let part = core::str::from_utf8(part).unwrap_or_default();
        are_numbers &= number(part, u8::MAX.into()).is_some();
        count = count.wrapping_add(1);
    }
    host.starts_with("127.") && are_numbers && count == 4
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn an_address_is_taken_apart() {
        for (url, text, path, is_secure, is_loopback) in [
            ("https://Inbox.example.com/hey/", "https://inbox.example.com", "/hey", true, false),
            ("HTTP://127.0.0.1:8080", "http://127.0.0.1:8080", "", false, true),
            ("https://example.com:443/", "https://example.com", "", true, false),
            ("http://[::1]:80", "http://[::1]", "", false, true),
            ("http://a.localhost:1/b", "http://a.localhost:1", "/b", false, true),
            ("http://localhost.example.com", "http://localhost.example.com", "", false, false),
            ("http://127.0.0.1.example.com", "http://127.0.0.1.example.com", "", false, false),
        ] {
            let origin = Origin::of(url).unwrap_or_else(|fault| panic!("{url}: {fault}"));
            assert_eq!((origin.text.as_str(), origin.path.as_str()), (text, path));
            assert_eq!((origin.is_secure, origin.is_loopback), (is_secure, is_loopback), "{url}");
        }
    }

    #[test]
    fn what_could_lead_elsewhere_is_rejected() {
        for url in [
            "",
            "/a",
            "example.com",
            "ftp://a",
            "https://",
            "https:///a",
            "https://u@a",
            "https://a?b",
            "https://a#b",
            "https://a b",
            "https://a\\b",
            "https://a/\\b",
            "https://a%2eb",
            "https://a:b",
            "https://a:99999",
            "https://a/..",
            "https://[::g]",
            "https://ä",
            "https://a/ä",
            "https://a\r\n",
        ] {
            assert!(Origin::of(url).is_err(), "{url}");
        }
    }
}
