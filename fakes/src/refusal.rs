/// Why a request is rejected.
///
/// The statuses are the documents' where they name one; 404, 405 and 415 are what HTTP has for the
/// case. Each service writes the body in its own form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The request breaks a rule; the text begins with the field that does.
    BadData(String),
    /// No key or token, or another one; in words.
    Unauthorized(&'static str),
    /// Who acts does not reach this.
    Forbidden(String),
    /// There is no such route or thing.
    NotFound(String),
    /// There is one already.
    Conflict(String),
    /// The path knows other methods only: these.
    MethodNotAllowed(String),
    /// A body that does not say that it is JSON.
    UnsupportedMediaType,
    /// A fault of the fake itself.
    Broken(String),
    /// What is behind the service does not respond.
    BadGateway,
}

impl Refusal {
    /// A field that breaks a rule.
    pub(crate) fn bad_data(field: &str, problem: &str) -> Self {
        Refusal::BadData(format!("{field} {problem}"))
    }

    /// No key at all, or one that is not known.
    pub(crate) fn no_key() -> Self {
        Refusal::Unauthorized("the key is missing or unknown")
    }

    /// Status, short name and words.
    pub(crate) fn parts(&self) -> (u16, &'static str, &str) {
        match self {
            Refusal::BadData(words) => (400, "bad_data", words),
            Refusal::Unauthorized(words) => (401, "unauthorized", words),
            Refusal::Forbidden(words) => (403, "forbidden", words),
            Refusal::NotFound(words) => (404, "not_found", words),
            Refusal::Conflict(words) => (409, "conflict", words),
            Refusal::MethodNotAllowed(_) => (405, "method_not_allowed", "see the header Allow"),
            Refusal::UnsupportedMediaType => {
                (415, "unsupported_media_type", "the body must be application/json")
            }
            Refusal::Broken(words) => (500, "broken", words),
            Refusal::BadGateway => (502, "bad_gateway", "try again"),
        }
    }
}

impl From<serde_json::Error> for Refusal {
    /// For what has been checked before, so that serde cannot fail on it.
    fn from(error: serde_json::Error) -> Self {
        Refusal::Broken(error.to_string())
    }
}
