//! The fake services: what the real ones do, as a pure function from request to response over state
//! in memory. No I/O and no clock: the same requests in the same order always get the same responses.
//!
//! They are strict. Whatever the documents do not allow in a request is rejected, so that a client
//! which works here sends nothing that the real service could reject for its form. The requests are
//! checked against the tables of [`threadline::schema`], but not by the codec: a fault there must
//! not hide here.
//!
//! | where | what |
//! |---|---|
//! | `exchange` | a request and a response, as any HTTP server has them |
//! | `service` | what both services do with a request |
//! | `handlers` | how a service names what its operations do |
//! | `refusal` | why a request is rejected |
//! | `route` | which operation a method and a path mean |
//! | `json` | a request's body: JSON without double keys |
//! | `check` | a request checked against its operation's table |
//! | `addresses` | whom an e-mail goes to |
//! | `base64url` | how the parts of a token are written |
//! | `time` | RFC 3339 in both directions |
//! | `dice` | what looks like chance and is always the same: for the seeds |
//! | `both` | both services at one address |
//! | [`faults`] | what can happen to a call on its way, scripted |
//! | [`webhooks`] | what the services would post, on demand |
//! | `arrivals` | what arrived |
//! | [`control`], [`options`] | what tests do to the services from outside |
//! | [`heymarket`], [`qlara`] | the state of a service, and one file for what each operation does to it |
//! | `module` | all of this for JavaScript: what `threadline/testing` runs |
#![allow(
    clippy::arithmetic_side_effects,
    reason = "counts, times and seeds that stay far from any bound, and none of it is shipped"
)]

mod addresses;
mod arrivals;
mod base64url;
mod both;
mod check;
pub mod control;
mod dice;
mod exchange;
pub mod faults;
mod handlers;
pub mod heymarket;
mod json;
#[cfg(target_arch = "wasm32")]
mod module;
pub mod options;
pub mod qlara;
mod refusal;
mod route;
mod service;
mod time;
pub mod webhooks;

pub use arrivals::{Answered, Arrivals, Arrived, Ended};
pub use both::{Arrival, FakeServices};
pub use exchange::{FakeReply, FakeRequest};
pub use heymarket::FakeHeymarket;
pub use qlara::FakeQlara;
