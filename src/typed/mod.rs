//! The client's two halves for callers who send for themselves: typed structs in and out, the same checks and the same
//! codec as for JavaScript. The feature `client` adds what lies between.
//!
//! ```
//! use threadline::heymarket::conversations::GetConversation;
//! use threadline::http::Reply;
//! use threadline::{Id, typed};
//!
//! // The time is an argument, as everywhere in the core: milliseconds since 1970.
//! let request = typed::request(&GetConversation::new(9920), 1_772_366_400_000.0)?;
//! assert_eq!(request.method.as_str(), "GET");
//! assert_eq!(request.target, "/v1/conversations/9920");
//!
//! // … your HTTP client sends it and brings back:
//! let body = br#"{"id":9920,"assigned":55,"read":1}"#.to_vec();
//! let reply = Reply { status: 200, body, ..Reply::default() };
//!
//! let conversation = typed::read::<GetConversation>(&reply)?;
//! assert_eq!(conversation.assigned.map(|member| member.id), Some(Id::new(55)));
//! assert_eq!(conversation.read, Some(true));
//! # Ok::<(), threadline::Error>(())
//! ```
//!
//! What an operation requires are the arguments of `new`; the rest are methods. So a value that is missing does not
//! compile:
//!
//! ```
//! # use threadline::heymarket::conversations::MarkRead;
//! let input = MarkRead::new(2222, 1111).chat_id(9920);
//! ```
//!
//! ```compile_fail
//! # use threadline::heymarket::conversations::MarkRead;
//! let input = MarkRead::new(2222).chat_id(9920);
//! ```

mod read;
mod write;

#[cfg(feature = "client")]
pub(crate) use read::Kept;
pub use read::{Fields, Read, Reader};
pub use write::{Write, Writer};

use crate::codec::{Request, Tape, encode};
use crate::error::{Error, ErrorKind};
use crate::http::Reply;
use crate::schema::Call;

/// Writes the request of a call.
///
/// # Errors
/// `InvalidArgument` when the call breaks a rule of its table.
pub fn request<C: Call>(call: &C, now_ms: f64) -> Result<Request, Error> {
    encode(C::OPERATION, &Writer::json(call), now_ms)
}

/// Reads the reply to a call.
///
/// # Errors
/// As [`Reply::read`].
pub fn read<C: Call>(reply: &Reply) -> Result<C::Output, Error> {
    let tape = reply.read(C::OPERATION)?;
    value(&tape, &reply.body).ok_or_else(|| unread().of(C::OPERATION).after(reply))
}

/// What a tape holds.
pub(crate) fn value<T: Read>(tape: &Tape, body: &[u8]) -> Option<T> {
    Reader::new(tape, body).value(tape.root)
}

/// No response can lead to it: the table that made the tape has the same fields.
#[cold]
pub(crate) fn unread() -> Error {
    Error::new(ErrorKind::Internal, "the response was checked, and still cannot be read")
}
