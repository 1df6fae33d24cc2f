use serde_json::json;

/// Why a request is refused.
///
/// The statuses are the documents' where they name one (400 with `bad_data`, 401, 403); 404, 405 and
/// 415 are what HTTP has for the case. The body's form is not documented: both the short `error` and
/// a `message` in words are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The request breaks a rule; the text begins with the field that does.
    BadData(String),
    /// No key, or another one.
    Unauthorized,
    /// The acting member does not belong to the inbox.
    Forbidden(String),
    /// There is no such route, inbox or conversation.
    NotFound(String),
    /// The path knows other methods only: these.
    MethodNotAllowed(String),
    /// A body that does not say that it is JSON.
    UnsupportedMediaType,
    /// A fault of the fake itself.
    Broken(String),
}

impl Refusal {
    /// A field that breaks a rule.
    pub(crate) fn bad_data(field: &str, problem: &str) -> Self {
        Refusal::BadData(format!("{field} {problem}"))
    }

    /// Status and body of the reply.
    pub(crate) fn reply(&self) -> (u16, Vec<u8>) {
        let (status, error, words) = match self {
            Refusal::BadData(words) => (400, "bad_data", words.as_str()),
            Refusal::Unauthorized => (401, "unauthorized", "the key is missing or not known"),
            Refusal::Forbidden(words) => (403, "forbidden", words.as_str()),
            Refusal::NotFound(words) => (404, "not_found", words.as_str()),
            Refusal::MethodNotAllowed(_) => (405, "method_not_allowed", "see the header Allow"),
            Refusal::UnsupportedMediaType => {
                (415, "unsupported_media_type", "the body must be application/json")
            }
            Refusal::Broken(words) => (500, "broken", words.as_str()),
        };
        let body = json!({ "error": error, "message": format!("{error}: {words}") });
        (status, body.to_string().into_bytes())
    }
}

impl From<serde_json::Error> for Refusal {
    /// For what has been checked before, so that serde cannot fail on it.
    fn from(error: serde_json::Error) -> Self {
        Refusal::Broken(error.to_string())
    }
}
