/// A request, as any HTTP server has it.
#[derive(Debug, Clone, Copy)]
pub struct FakeRequest<'a> {
    /// The method, in capitals.
    pub method: &'a str,
    /// Path and query, as they were sent.
    pub target: &'a str,
    /// Names and values; the case of the names does not count.
    pub headers: &'a [(&'a str, &'a str)],
    /// The body's bytes; none when there is no body.
    pub body: &'a [u8],
}

impl<'a> FakeRequest<'a> {
    /// The value of a header, if it was sent exactly once.
    pub(crate) fn header(&self, name: &str) -> Option<&'a str> {
        let mut values = self.headers.iter().filter(|(given, _)| given.eq_ignore_ascii_case(name));
        let (_, value) = values.next()?;
        if values.next().is_some() { None } else { Some(value) }
    }

    /// Path and query.
    pub(crate) fn parts(&self) -> (&'a str, &'a str) {
        self.target.split_once('?').unwrap_or((self.target, ""))
    }
}

/// A response, as any HTTP server can send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FakeReply {
    /// The status.
    pub status: u16,
    /// Names, in small letters, and values.
    pub headers: Vec<(String, String)>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl FakeReply {
    /// A response without headers and body.
    pub fn empty(status: u16) -> Self {
        FakeReply { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A response of JSON.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        FakeReply { status, headers, body: body.to_string().into_bytes() }
    }

    /// The value of a header; `name` in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }
}

/// What an operation responds with when all went well.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Option<&'static str>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(body: impl Into<Vec<u8>>) -> Self {
        Answer { status: 200, content_type: Some("application/json"), body: body.into() }
    }

    pub(crate) fn text(body: impl Into<Vec<u8>>) -> Self {
        Answer { status: 200, content_type: Some("text/plain; charset=utf-8"), body: body.into() }
    }

    /// No body at all.
    pub(crate) fn empty(status: u16) -> Self {
        Answer { status, content_type: None, body: Vec::new() }
    }
}
