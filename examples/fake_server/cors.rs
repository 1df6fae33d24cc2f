//! Lets pages on this machine call the service. The real one is not known to: a real page talks to
//! its own endpoint.

use axum::http::response::Builder;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

/// The asking page's origin, if it is on this machine.
pub(crate) fn loopback_origin(headers: &HeaderMap) -> Option<&HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    let (scheme, authority) = origin.to_str().ok()?.split_once("://")?;
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

/// Adds what lets the page read the reply.
pub(crate) fn allow(origin: Option<&HeaderValue>, reply: Builder) -> Builder {
    let reply = reply.header(header::VARY, "Origin");
    match origin {
        Some(origin) => reply
            .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin)
            .header(header::ACCESS_CONTROL_EXPOSE_HEADERS, "X-Request-Id"),
        None => reply,
    }
}

/// The answer to the question that a browser asks first.
pub(crate) fn preflight(origin: Option<&HeaderValue>, headers: &HeaderMap) -> Builder {
    let reply = allow(origin, Response::builder().status(StatusCode::NO_CONTENT));
    if origin.is_none() {
        return reply;
    }
    let usual = HeaderValue::from_static("authorization, content-type, x-api-key");
    let asked = headers.get(header::ACCESS_CONTROL_REQUEST_HEADERS).unwrap_or(&usual);
    reply
        .header(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PATCH, DELETE")
        .header(header::ACCESS_CONTROL_ALLOW_HEADERS, asked)
        .header(header::ACCESS_CONTROL_MAX_AGE, "600")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_let_in(origin: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::ORIGIN, origin.parse().unwrap());
        loopback_origin(&headers).is_some()
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
        let origin = HeaderValue::from_static("http://localhost:1");
        let mut asked = HeaderMap::new();
        let name = header::ACCESS_CONTROL_REQUEST_HEADERS;
        asked.insert(name, HeaderValue::from_static("authorization,x-trace"));
        let reply = preflight(Some(&origin), &asked).body(()).unwrap();
        assert_eq!(reply.headers()[header::ACCESS_CONTROL_ALLOW_HEADERS], "authorization,x-trace");
        assert_eq!(reply.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN], "http://localhost:1");
        let stranger = preflight(None, &asked).body(()).unwrap();
        assert!(!stranger.headers().contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN));
    }
}
