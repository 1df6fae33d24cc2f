//! Faults on demand: what can happen to a call on its way, scripted and always the same.
//!
//! A [`Script`] has a list of [`Fault`]s for each operation that it names. Each fault is for one
//! request, the next request gets the next one, and after the list the service answers as ever; a
//! fault with `repeat` stays. As JSON:
//!
//! ```json
//! {
//!   "qlara.reply": [
//!     { "status": 429, "headers": [["retry-after", "1"]], "body": { "json": { "retryAfter": 1 } } },
//!     { "sending": "resetAfter" }
//!   ],
//!   "heymarket.*": [{ "status": 503, "repeat": true }]
//! }
//! ```
//!
//! An operation is named with its service; `heymarket.*` and `qlara.*` mean what is not named so, `*`
//! means everything else. The members of a fault combine:
//!
//! | member | what |
//! |---|---|
//! | `delayMs` | how long the reply's first byte is waited for |
//! | `status` | 0 to 999 |
//! | `headers` | pairs of name and value, also several of one name; `null` leaves the header out |
//! | `body` | `"empty"`, `"html"`, `"garbage"`, `"truncated"`, `{"text": …}`, `{"json": …}`, `{"bytes": […]}`, `{"endless": N}`, `{"gzipBomb": N}` |
//! | `sending` | `"whole"`, `"resetBefore"`, `"resetAfter"`, `"resetHalfway"`, `"stall"`, `"stallAfterHeaders"`, `"stallHalfway"`, `{"drip": milliseconds}`, `"notHttp"` |
//! | `applied` | whether the service does what it is asked to |
//! | `repeat` | whether the fault stays for all that follows |
//!
//! Without `status` it is the service's own, or 200 where the body is another one. Without `applied`
//! the service does what it is asked to unless the status is no success, or the request was not read.

mod apply;
mod gzip;
mod script;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use apply::Exchange;
pub use script::Script;

/// More bytes are refused in a script.
pub const MOST_BYTES: u64 = 256 << 20;

/// A longer wait is refused in a script.
pub const LONGEST_MS: u64 = 120_000;

/// What happens to one request. By default, nothing.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Fault {
    /// How long the reply's first byte is waited for, in milliseconds.
    pub delay_ms: u64,
    /// The status, if it is not the service's own.
    pub status: Option<u16>,
    /// Further headers, in the place of those with the same names; without a value, none.
    pub headers: Vec<(String, Option<String>)>,
    /// The body, if it is not the service's own.
    pub body: Option<FaultBody>,
    /// How the reply is sent.
    pub sending: Sending,
    /// Whether the service does what it is asked to, if that does not follow from the rest.
    pub applied: Option<bool>,
    /// Whether the fault stays for all further requests.
    pub repeat: bool,
}

/// A body in the place of the service's own.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FaultBody {
    /// None at all.
    Empty,
    /// A page such as a proxy gives.
    Html,
    /// Bytes that are no UTF-8, let alone JSON.
    Garbage,
    /// The first half of the service's own.
    Truncated,
    /// This text.
    Text(String),
    /// This JSON.
    Json(Value),
    /// These bytes.
    Bytes(Vec<u8>),
    /// So many blanks: with no length announced, unless a header does.
    Endless(u64),
    /// So many blanks, packed a thousandfold.
    GzipBomb(u64),
}

/// How a reply is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Sending {
    /// As it should be.
    #[default]
    Whole,
    /// The connection is reset before the request's body is read; nothing is done.
    ResetBefore,
    /// The connection is reset once the request is done, before the reply's first byte.
    ResetAfter,
    /// The connection is reset in the middle of the reply's body; of its head when there is none.
    ResetHalfway,
    /// Nothing comes.
    Stall,
    /// The head comes, and nothing more.
    StallAfterHeaders,
    /// Half of the body comes, of the head when there is none, and nothing more.
    StallHalfway,
    /// The body comes byte by byte, one each so many milliseconds.
    Drip(u64),
    /// What comes is no HTTP.
    NotHttp,
}

impl Fault {
    /// Whether the service does what it is asked to.
    pub(crate) fn is_applied(&self) -> bool {
        let success = |status: u16| (200..300).contains(&status);
        let read = self.sending != Sending::ResetBefore;
        read && self.applied.unwrap_or(self.status.is_none_or(success))
    }
}
