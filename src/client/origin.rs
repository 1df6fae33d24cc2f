//! A base URL, taken apart and checked.

/// The parts of a base URL.
pub(super) struct Origin {
    /// `https://host:port`, in small letters.
    pub(super) text: String,
    /// The path, without a slash at the end.
    pub(super) path: String,
    pub(super) is_secure: bool,
    pub(super) is_loopback: bool,
}

impl Origin {
    /// The parts; or what is wrong with it. What two readers of URLs could understand differently is rejected.
    pub(super) fn of(url: &str) -> Result<Self, &'static str> {
        const ABSOLUTE: &str = "must be an absolute http or https URL";
        let (scheme, rest) = url.split_once("://").ok_or(ABSOLUTE)?;
        let scheme = scheme.to_ascii_lowercase();
        let is_secure = scheme == "https";
        if !is_secure && scheme != "http" {
            return Err(ABSOLUTE);
        }
        if rest.contains(['@', '?', '#']) {
            return Err("must have no user name, password, query or fragment");
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if !path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return Err("has a path with characters that must be percent-encoded");
        }
        if path.split('/').any(|segment| matches!(segment, "." | "..")) {
            return Err("must have no path segments . and ..");
        }
        let authority = authority.to_ascii_lowercase();
        let (host, port) = split_port(&authority);
        let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
            Some(address) => address.bytes().all(is_of_address) && address.contains(':'),
            None => !host.is_empty() && host.bytes().all(is_of_host),
        };
        if !is_host || port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err(ABSOLUTE);
        }
        let default = if is_secure { "443" } else { "80" };
        let port = port.filter(|port| *port != default);
        let port = port.map_or_else(String::new, |port| format!(":{port}"));
        Ok(Origin {
            text: format!("{scheme}://{host}{port}"),
            path: path.trim_end_matches('/').to_owned(),
            is_secure,
            is_loopback: is_loopback(host),
        })
    }
}

fn split_port(authority: &str) -> (&str, Option<&str>) {
    match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, Some(port)),
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
    let mut parts = host.split('.');
    let is_number = |part: &str| part.parse::<u8>().is_ok();
    parts.next() == Some("127") && parts.all(is_number) && host.split('.').count() == 4
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
