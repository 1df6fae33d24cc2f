//! The codec: reads the tables and nothing else.
//!
//! - `encode`: a caller's input, as JSON text → checked → a `Request`.
//! - `decode`: a response's bytes → checked and normalised, in one pass → a `Tape`.
//!
//! JSON is taken strictly, as RFC 8259 has it. Errors carry the path to the spot; it is put together
//! while an error travels outwards, so that a good value pays nothing for it.

mod bad_news;
mod calendar;
mod count;
mod cut_off;
mod decode;
mod drift;
mod encode;
mod error_json;
mod error_message;
mod expected;
mod fault;
mod fields;
mod forms;
mod keys;
mod members;
mod number;
mod phone_form;
mod recipient;
mod request;
mod rfc3339;
mod scan;
mod skip;
mod suggest;
mod tape;
mod text;
mod texts;
mod time;
mod to_json;
mod understood;
mod write;

pub use decode::{Reading, decode};
pub use drift::Drift;
pub use encode::{encode, encode_by};
pub use expected::expected;
pub use fault::Fault;
pub(crate) use fault::Step;
pub use request::Request;
pub(crate) use scan::{Scanner, is_json};
pub use tape::{Tape, Word, tag};
pub use to_json::to_json;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub(crate) use to_json::{Ids, json};
pub use understood::{UNDERSTOOD, Understood};

pub(crate) use bad_news::is_success;
pub(crate) use calendar::date_time;
pub(crate) use cut_off::is_cut_off;
#[cfg(all(target_arch = "wasm32", feature = "shell"))]
pub(crate) use drift::drift_lines;
pub(crate) use error_message::{error_message, error_wait};
pub(crate) use number::MAX_SAFE;
pub(crate) use phone_form::{digits, is_phone};
pub(crate) use rfc3339::rfc3339;
pub(crate) use text::{hex_value, unescape};
pub use texts::texts;
pub(crate) use time::Time;
pub(crate) use write::{
    JsonObject, decimal, hexadecimal, joined, parted, position, push_hex, push_json_text,
};
