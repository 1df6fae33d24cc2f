//! Requests off a socket.

use std::io::{Error, ErrorKind, Result};

use tokio::io::{AsyncRead, AsyncReadExt};

/// Longer heads are rejected.
const LONGEST_HEAD: usize = 64 << 10;

/// Longer bodies are rejected: no request of the services comes near.
const LONGEST_BODY: usize = 1 << 20;

/// What comes before a body.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    /// Whether more requests may follow on the connection.
    pub(crate) keeps_alive: bool,
}

impl Head {
    /// The value of a header; `name` in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The reading side of a connection.
pub(crate) struct Reader<R> {
    from: R,
    /// What was read and not yet used.
    buffer: Vec<u8>,
}

impl<R: AsyncRead + Unpin> Reader<R> {
    pub(crate) fn new(from: R) -> Self {
        Reader { from, buffer: Vec::new() }
    }

    pub(crate) fn into_inner(self) -> R {
        self.from
    }

    /// The next request's head; `None` when the connection ended before it.
    pub(crate) async fn head(&mut self) -> Result<Option<Head>> {
        let end = loop {
            if let Some(at) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            if self.buffer.len() > LONGEST_HEAD {
                return Err(invalid("the head is too long"));
            }
            if !self.more().await? {
                return if self.buffer.is_empty() { Ok(None) } else { Err(cut()) };
            }
        };
        let head: Vec<u8> = self.buffer.drain(..end).collect();
        let head = String::from_utf8(head).map_err(|_| invalid("the head is not UTF-8"))?;
        parse(&head).ok_or_else(|| invalid("the head is invalid")).map(Some)
    }

    /// The body that belongs to a head.
    pub(crate) async fn body(&mut self, head: &Head) -> Result<Vec<u8>> {
        let chunked = head.header("transfer-encoding").is_some_and(|it| it.contains("chunked"));
        if chunked {
            return self.chunks().await;
        }
        let length = head.header("content-length").map_or(Ok(0), str::parse);
        self.exactly(length.map_err(|_| invalid("the length is not a number"))?).await
    }

    /// Waits until the other side has gone away. What it sends meanwhile is kept.
    pub(crate) async fn end(&mut self) {
        while matches!(self.more().await, Ok(true)) {
            if self.buffer.len() > LONGEST_HEAD + LONGEST_BODY {
                // More than any next request; a client that sends that is not waited for.
                return;
            }
        }
    }

    async fn chunks(&mut self) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let line = self.line().await?;
            let size = line.split(';').next().unwrap_or_default().trim();
            let size =
                usize::from_str_radix(size, 16).map_err(|_| invalid("invalid chunk size"))?;
            if size == 0 {
                // Trailers, up to the empty line.
                while !self.line().await?.is_empty() {}
                return Ok(body);
            }
            body.extend(self.exactly(size).await?);
            if body.len() > LONGEST_BODY || !self.line().await?.is_empty() {
                return Err(invalid("the body is too long, or a chunk is"));
            }
        }
    }

    async fn line(&mut self) -> Result<String> {
        loop {
            if let Some(at) = self.buffer.windows(2).position(|two| two == b"\r\n") {
                let line: Vec<u8> = self.buffer.drain(..at + 2).take(at).collect();
                return String::from_utf8(line).map_err(|_| invalid("a line is not UTF-8"));
            }
            if self.buffer.len() > LONGEST_BODY {
                return Err(invalid("a line is too long"));
            }
            self.need().await?;
        }
    }

    async fn exactly(&mut self, length: usize) -> Result<Vec<u8>> {
        if length > LONGEST_BODY {
            return Err(invalid("the body is too long"));
        }
        while self.buffer.len() < length {
            self.need().await?;
        }
        Ok(self.buffer.drain(..length).collect())
    }

    async fn need(&mut self) -> Result<()> {
        if self.more().await? { Ok(()) } else { Err(cut()) }
    }

    async fn more(&mut self) -> Result<bool> {
        Ok(self.from.read_buf(&mut self.buffer).await? > 0)
    }
}

/// The client is at fault, and gets a response that says so.
fn invalid(words: &str) -> Error {
    Error::new(ErrorKind::InvalidData, words)
}

/// The other side went away in the middle of something.
fn cut() -> Error {
    ErrorKind::UnexpectedEof.into()
}

fn parse(head: &str) -> Option<Head> {
    let mut lines = head.trim_end_matches("\r\n").split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target, version) = (words.next()?, words.next()?, words.next()?);
    if words.next().is_some() || method.is_empty() || !version.starts_with("HTTP/1.") {
        return None;
    }
    let mut headers = Vec::new();
    for line in lines {
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut head =
        Head { method: method.into(), target: target.into(), headers, keeps_alive: true };
    let closes = head.header("connection").is_some_and(|it| it.eq_ignore_ascii_case("close"));
    head.keeps_alive = version != "HTTP/1.0" && !closes;
    Some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<Vec<(Head, Vec<u8>)>> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let mut reader = Reader::new(bytes);
            let mut requests = Vec::new();
            while let Some(head) = reader.head().await? {
                let body = reader.body(&head).await?;
                requests.push((head, body));
            }
            Ok(requests)
        })
    }

    #[test]
    fn requests_come_one_after_the_other_whatever_the_form_of_their_bodies() {
        let requests = read(
            b"POST /a?b HTTP/1.1\r\nContent-Length: 3\r\nX-One: two: three \r\n\r\nabc\
              PATCH /c HTTP/1.1\r\n\r\n\
              POST /d HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n2\r\nde\r\n1;x=y\r\nf\r\n0\r\n\r\n\
              GET /g HTTP/1.1\r\nConnection: close\r\n\r\n",
        )
        .unwrap();
        let seen: Vec<_> = requests
            .iter()
            .map(|(head, body)| (head.method.as_str(), head.target.as_str(), body.as_slice()))
            .collect();
        let expected: [(&str, &str, &[u8]); 4] = [
            ("POST", "/a?b", b"abc"),
            ("PATCH", "/c", b""),
            ("POST", "/d", b"def"),
            ("GET", "/g", b""),
        ];
        assert_eq!(seen, expected);
        assert_eq!(requests[0].0.header("x-one"), Some("two: three"));
        assert_eq!(
            requests.iter().map(|(head, _)| head.keeps_alive).collect::<Vec<_>>(),
            [true, true, true, false]
        );
    }

    #[test]
    fn what_is_cut_off_is_distinguished_from_what_is_wrong() {
        for cut in [
            "GET / HTTP/1.1\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nabc",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
        ] {
            assert_eq!(read(cut.as_bytes()).unwrap_err().kind(), ErrorKind::UnexpectedEof, "{cut}");
        }
        for wrong in [
            "\r\n\r\n",
            "GET /\r\n\r\n",
            "GET / HTTP/2\r\n\r\n",
            "GET / x HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nno header\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            "POST / HTTP/1.1\r\nContent-Length: 1048577\r\n\r\n",
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n",
        ] {
            assert_eq!(
                read(wrong.as_bytes()).unwrap_err().kind(),
                ErrorKind::InvalidData,
                "{wrong}"
            );
        }
    }
}
