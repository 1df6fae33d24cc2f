//! The codec: reads the tables and nothing else.
//!
//! - [`encode`]: a caller's input, as JSON text → checked → a [`Request`](crate::http::Request).
//! - [`decode`]: a reply's bytes → checked and normalised, in one pass → a [`Tape`].
//!
//! JSON is taken strictly, as RFC 8259 has it. Errors carry the path to the spot; it is put together
//! while an error travels outwards, so that a good value pays nothing for it.

mod count;
mod decode;
mod encode;
mod error_message;
mod expected;
mod fault;
mod fields;
mod forms;
mod keys;
mod number;
mod recipient;
mod scan;
mod skip;
mod suggest;
mod tape;
mod text;
mod texts;
mod time;
mod to_json;
mod write;

pub use decode::decode;
pub use encode::encode;
pub use fault::Fault;
pub(crate) use fault::Step;
pub(crate) use forms::is_timestamp;
pub(crate) use keys::same;
pub(crate) use scan::Scanner;
pub use tape::{Tape, Word, tag};
pub use to_json::to_json;

pub(crate) use error_message::{error_message, error_wait};
#[cfg(all(target_arch = "wasm32", not(feature = "fake")))]
pub(crate) use recipient::{addressees, target};
pub(crate) use text::unescape;
pub use texts::texts;
pub(crate) use write::{JsonObject, hexadecimal, joined, push_hex};
