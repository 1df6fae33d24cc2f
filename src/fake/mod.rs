//! The fake services: what the real ones do, as a pure function from request to reply over state in
//! memory. No I/O and no clock: the same requests in the same order always get the same replies.
//!
//! They are strict. Whatever the documents do not allow in a request is refused, so that a client
//! which works here sends nothing that the real service could refuse for its form. The requests are
//! held against the tables of [`schema`](crate::schema), but not by the codec: a fault there must
//! not hide itself here.
//!
//! | where | what |
//! |---|---|
//! | `exchange` | a request and a reply, as any HTTP server has them |
//! | `refusal` | why a request is refused, and the reply that says so |
//! | `route` | which operation a method and a path mean |
//! | `json` | a request's body: JSON without double keys |
//! | `check` | a request held against its operation's table |
//! | `time` | RFC 3339 in both directions |
//! | `heymarket` | the state of Heymarket, and one file for what each operation does to it |
#![allow(
    clippy::arithmetic_side_effects,
    reason = "counts, times and seeds that stay far from any bound, and none of it is shipped"
)]

mod check;
mod exchange;
mod heymarket;
mod json;
mod refusal;
mod route;
mod time;

pub use exchange::{FakeReply, FakeRequest};
pub use heymarket::{FakeHeymarket, KEY, Options, Spelling};
