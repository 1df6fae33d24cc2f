//! Responses as bytes.

use threadline_fakes::FakeReply;

/// How a client finds the end of a response's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Framing {
    /// By its length.
    Length,
    /// By chunks.
    Chunks,
    /// The response's own headers say it, whether that is true or not.
    Given,
    /// The status allows no body.
    None,
}

impl Framing {
    /// What suits a response.
    pub(crate) fn of(reply: &FakeReply, endless: bool) -> Self {
        if reply.header("content-length").is_some() || reply.header("transfer-encoding").is_some() {
            Framing::Given
        } else if matches!(reply.status, 100..=199 | 204 | 304) {
            Framing::None
        } else if endless {
            Framing::Chunks
        } else {
            Framing::Length
        }
    }
}

/// The bytes before a response's body.
pub(crate) fn head(reply: &FakeReply, framing: Framing, keeps_alive: bool) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {:03} {}\r\n", reply.status, reason(reply.status));
    let mut add = |name: &str, value: &str| head.push_str(&format!("{name}: {value}\r\n"));
    for (name, value) in &reply.headers {
        add(name, value);
    }
    match framing {
        Framing::Length => add("content-length", &reply.body.len().to_string()),
        Framing::Chunks => add("transfer-encoding", "chunked"),
        Framing::Given | Framing::None => {}
    }
    if !keeps_alive {
        add("connection", "close");
    }
    head.push_str("\r\n");
    head.into_bytes()
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        202 => "Accepted",
        204 => "No Content",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Unnamed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_how_long_the_body_is_unless_there_can_be_none() {
        let mut reply = FakeReply::json(200, &serde_json::json!({}));
        let text = |reply: &FakeReply, endless, keeps_alive| {
            let framing = Framing::of(reply, endless);
            String::from_utf8(head(reply, framing, keeps_alive)).unwrap()
        };
        assert_eq!(
            text(&reply, false, true),
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n"
        );
        assert!(text(&reply, true, true).ends_with("\r\ntransfer-encoding: chunked\r\n\r\n"));
        reply.headers.push(("content-length".into(), "1073741824".into()));
        assert!(text(&reply, true, true).ends_with("json\r\ncontent-length: 1073741824\r\n\r\n"));
        assert_eq!(text(&FakeReply::empty(204), false, true), "HTTP/1.1 204 No Content\r\n\r\n");
        assert_eq!(
            text(&FakeReply::empty(0), false, false),
            "HTTP/1.1 000 Unnamed\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
        );
    }
}
