//! The client's two halves for Rust callers: typed structs in and out, the same checks and the same
//! codec as for JavaScript. Sending is left to the caller's own HTTP client.
//!
//! ```
//! use threadline::heymarket::conversations::GetConversation;
//! use threadline::http::Reply;
//! use threadline::schema::Id;
//! use threadline::typed;
//!
//! // The time is an argument, as everywhere in the core: milliseconds since 1970.
//! let request = typed::request(&GetConversation { id: Id(9920) }, 1_772_366_400_000.0)?;
//! assert_eq!(request.method.as_str(), "GET");
//! assert_eq!(request.target, "/v1/conversations/9920");
//!
//! // … your HTTP client sends it and brings back:
//! let body = br#"{"id":9920,"assigned":55,"read":1}"#.to_vec();
//! let reply = Reply { status: 200, body, ..Reply::default() };
//!
//! let conversation = typed::read::<GetConversation>(&reply)?;
//! assert_eq!(conversation.assigned.map(|member| member.id), Some(Id(55)));
//! assert_eq!(conversation.read, Some(true));
//! # Ok::<(), threadline::http::Error>(())
//! ```

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::codec::{Request, encode, to_json};
use crate::error::{Error, ErrorKind};
use crate::http::Reply;
use crate::schema::Call;

/// Writes the request of a call.
///
/// # Errors
/// `InvalidArgument` when the call breaks a rule of its table.
pub fn request<C: Call + Serialize>(call: &C, now_ms: f64) -> Result<Request, Error> {
    let input = serde_json::to_string(call).map_err(|error| {
        Error::new(ErrorKind::InvalidArgument, error.to_string()).of(C::OPERATION)
    })?;
    encode(C::OPERATION, &input, now_ms)
}

/// Reads the reply to a call.
///
/// # Errors
/// As [`Reply::read`].
pub fn read<C>(reply: &Reply) -> Result<C::Output, Error>
where
    C: Call,
    C::Output: DeserializeOwned,
{
    let tape = reply.read(C::OPERATION)?;
    let json = to_json(&tape, &C::OPERATION.reply, &reply.body);
    serde_json::from_str(&json).map_err(|error| {
        Error::new(ErrorKind::Decode, error.to_string()).of(C::OPERATION).after(reply)
    })
}
