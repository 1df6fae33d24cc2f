use alloc::string::String;
use alloc::vec::Vec;

use crate::codec::{self, Reading, Tape};
use crate::error::{Error, ErrorKind};
use crate::http::retry_after::{self, Hints};
use crate::http::status;
use crate::schema::Operation;

/// A response as it came, its body read to the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The header `X-Request-Id`.
    pub request_id: Option<String>,
    /// The header `retry-after-ms`.
    pub retry_after_ms: Option<String>,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Reply {
    /// How long the service asks to wait, in milliseconds: by its headers or its body.
    /// `date_ms` reads an HTTP date as milliseconds since 1970, at which `now_ms` counts too.
    pub fn wait_ms(&self, now_ms: f64, date_ms: impl FnOnce(&str) -> Option<f64>) -> Option<f64> {
        let retry_after = self.retry_after.as_deref();
        // Readers of dates are lenient: a plain number could be a year to them.
        let date = retry_after.filter(|value| value.trim_ascii().ends_with("GMT"));
        let body = codec::error_wait(&self.body);
        let hints = Hints {
            retry_after_ms: self.retry_after_ms.as_deref(),
            retry_after,
            date_ms: date.and_then(date_ms),
            body_seconds: body.as_deref(),
        };
        retry_after::wait_ms(hints, now_ms)
    }

    /// What the response means for an operation: its value on a tape. What has a form that is not documented
    /// becomes its nearest meaning or `null`, and [`Tape::drift`] says what that was.
    ///
    /// # Errors
    /// By status as [`ErrorKind`] says; `Connection` when the body of a success ends in the middle of its JSON; `Decode` when a success does not hold what is essential, with the path
    /// to the spot, or when its body says that it is not a success.
    pub fn read(&self, operation: &'static Operation) -> Result<Tape, Error> {
        self.read_as(operation, Reading::Observed, &[])
    }

    /// The same, as strictly as is wanted; whatever the service says, none of the private texts is in an error.
    ///
    /// # Errors
    /// As [`Reply::read`]; in a strict reading `Decode` for whatever is not as the operation's table says.
    pub fn read_as(
        &self,
        operation: &'static Operation,
        reading: Reading,
        private: &[String],
    ) -> Result<Tape, Error> {
        self.value(operation, reading, private).map_err(|error| error.of(operation).after(self))
    }

    fn value(
        &self,
        operation: &'static Operation,
        reading: Reading,
        private: &[String],
    ) -> Result<Tape, Error> {
        let meaning = if status::is_success(self.status) {
            let tape = codec::decode(&operation.reply, &self.body, reading).map_err(|fault| {
                let mut error = if codec::is_cut_off(&self.body) {
                    Error::new(
                        ErrorKind::Connection,
                        "the response ended in the middle of its JSON",
                    )
                } else {
                    Error::from(fault)
                };
                error.body = status::beginning(&self.body, private);
                error
            })?;
            if codec::is_success(&operation.reply, &tape, &self.body) {
                return Ok(tape);
            }
            (ErrorKind::Decode, "the response does not confirm success")
        } else {
            status::meaning(self.status)
        };
        Err(status::error(meaning, &self.body, private))
    }
}

impl Error {
    /// The same error, with what the head of a response tells.
    pub(crate) fn after(mut self, reply: &Reply) -> Self {
        self.status = Some(reply.status);
        self.request_id.clone_from(&reply.request_id);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn a_response_that_does_not_decode_shows_its_beginning_without_what_was_sent() {
        let operation = crate::operations().next().unwrap();
        let page =
            Reply { status: 200, body: b"<p>\n15555559999 is gone".to_vec(), ..Reply::default() };
        let error = page.read_as(operation, Reading::Lenient, &["15555559999".into()]).unwrap_err();
        assert_eq!(error.kind, ErrorKind::Decode);
        assert_eq!(error.body.as_deref(), Some("<p>\\u{A}[…] is gone"));
    }

    #[test]
    fn a_good_status_with_bad_news_says_what_the_service_said_without_what_was_sent() {
        let named = |name| crate::operations().find(|operation| operation.name == name).unwrap();
        let private = ["15555559999".to_owned()];
        for (name, body, message) in [
            (
                "archiveConversation",
                r#"{"status":404,"error":"Not Found","message":"15555559999 is gone"}"#,
                "the response does not confirm success: […] is gone",
            ),
            (
                "sendMessage",
                r#"{"errorMessage":"Task timed out"}"#,
                "the response does not confirm success: Task timed out",
            ),
            ("getCallback", "{}", "the response does not confirm success"),
        ] {
            let reply = Reply { status: 200, body: body.into(), ..Reply::default() };
            let error = reply.read_as(named(name), Reading::Lenient, &private).unwrap_err();
            assert_eq!((error.kind, error.status), (ErrorKind::Decode, Some(200)));
            assert_eq!(error.message, message);
            let said = error.body.as_deref().unwrap();
            assert_eq!(said, body.replace("15555559999", "[…]"));
        }
    }
}
