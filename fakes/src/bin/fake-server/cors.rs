//! Lets pages on this machine call the service. The real one is not known to: a real page talks to
//! its own endpoint.

use threadline_fakes::FakeReply;

use crate::request::Head;

/// The asking page's origin, if it is on this machine.
fn loopback_origin(head: &Head) -> Option<&str> {
    let origin = head.header("origin")?;
    let (scheme, authority) = origin.split_once("://")?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    let on_this_machine =
        matches!(host, "localhost" | "127.0.0.1" | "[::1]") || host.ends_with(".localhost");
    let is_web = matches!(scheme, "http" | "https");
    let has_port = port.bytes().all(|byte| byte.is_ascii_digit());
    (on_this_machine && is_web && has_port).then_some(origin)
}

/// Adds what lets the page read the response.
pub(crate) fn allow(head: &Head, mut reply: FakeReply) -> FakeReply {
    let mut add = |name: &str, value: &str| reply.headers.push((name.into(), value.into()));
    add("vary", "Origin");
    if let Some(origin) = loopback_origin(head) {
        add("access-control-allow-origin", origin);
        add("access-control-expose-headers", EXPOSED);
    }
    reply
}

/// What a page may read beside what every page may.
const EXPOSED: &str = "X-Request-Id, Retry-After, retry-after-ms";

/// The response to a browser's preflight request.
pub(crate) fn preflight(head: &Head) -> FakeReply {
    let mut reply = allow(head, FakeReply::empty(204));
    if loopback_origin(head).is_some() {
        let usual = "authorization, content-type, x-api-key";
        let asked = head.header("access-control-request-headers").unwrap_or(usual);
        for (name, value) in [
            ("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE"),
            ("access-control-allow-headers", asked),
            ("access-control-max-age", "600"),
        ] {
            reply.headers.push((name.into(), value.into()));
        }
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(headers: &[(&str, &str)]) -> Head {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Head { headers: headers.iter().map(own).collect(), ..Head::default() }
    }

    fn is_let_in(origin: &str) -> bool {
        loopback_origin(&asking(&[("origin", origin)])).is_some()
    }

    #[test]
    fn pages_of_this_machine_are_let_in_and_no_others() {
        for origin in [
            "http://localhost",
            "http://localhost:5173",
            "https://localhost:8443",
            "http://127.0.0.1:4000",
            "http://[::1]",
            "http://[::1]:4000",
            "http://app.localhost:80",
        ] {
            assert!(is_let_in(origin), "{origin}");
        }
        for origin in [
            "null",
            "",
            "http://example.com",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://example.com:127",
            "file://localhost",
            "http://localhost:80@example.com",
            "http://evillocalhost",
            "http://[::2]:80",
        ] {
            assert!(!is_let_in(origin), "{origin}");
        }
    }

    #[test]
    fn a_preflight_lets_through_whatever_headers_are_asked_for() {
        let asked = ("access-control-request-headers", "authorization,x-trace");
        let reply = preflight(&asking(&[("origin", "http://localhost:1"), asked]));
        assert_eq!(reply.status, 204);
        assert_eq!(reply.header("access-control-allow-headers"), Some("authorization,x-trace"));
        assert_eq!(reply.header("access-control-allow-origin"), Some("http://localhost:1"));
        for stranger in [&[asked][..], &[asked, ("origin", "https://example.com")]] {
            let reply = preflight(&asking(stranger));
            assert_eq!(reply.header("access-control-allow-origin"), None);
            assert_eq!(reply.header("access-control-allow-headers"), None);
        }
    }
}
