use crate::codec::{self, Tape};
use crate::http::{Error, status};
use crate::schema::Operation;

/// A reply as it came, its body read to the end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The header `X-Request-Id`.
    pub request_id: Option<String>,
    /// The body's bytes.
    pub body: Vec<u8>,
}

impl Reply {
    /// What the reply means for an operation: its value on a tape.
    ///
    /// # Errors
    /// By status as [`ErrorKind`](crate::http::ErrorKind) says; `Decode` when a success does not
    /// hold what the operation's table says, with the path to the spot.
    pub fn read(&self, operation: &'static Operation) -> Result<Tape, Error> {
        let outcome = if status::is_success(self.status) {
            codec::decode(&operation.reply, &self.body).map_err(Error::from)
        } else {
            Err(status::error(self.status, &self.body))
        };
        outcome.map_err(|error| error.of(operation).after(self))
    }
}
