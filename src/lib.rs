//! Typed async functions for the conversation operations of two messaging services, Heymarket and
//! Qlara Inbox: for native programs, web pages and edge functions.
//!
//! ```
//! # #[cfg(feature = "client")]
//! # async fn example(heymarket: threadline::client::Heymarket) -> Result<(), threadline::Error> {
//! let page = heymarket.list_conversations(1111).await?;
//! let receipt = heymarket.send_message(2222, 1111).chat_id(page[0].id).text("On its way").await?;
//! # drop(receipt);
//! # Ok(())
//! # }
//! ```
//!
//! | feature | what it adds |
//! |---|---|
//! | `reqwest` | a client for native programs, on tokio |
//! | `fetch` | a client for pages and Workers, over the platform's `fetch` |
//! | `gloo` | the same over gloo-net |
//! | `client` | a client without a transport: yours implements `client::Transport` |
//! | `serde` (default) | `Serialize` and `Deserialize` for inputs and models |
//! | `js` | models for JavaScript |
//!
//! | where | what |
//! |---|---|
//! | `client` | the clients: how calls are made, their settings, their streams |
//! | [`heymarket`], [`qlara`] | the operations and models, and what the services post |
//! | [`typed`], [`http`] | the two halves of a call, for programs that send for themselves |
//! | [`webhook`] | what proves that a service sent what was posted |
//!
//! An operation is data: it is declared once, as a struct, which becomes a table; one codec reads the tables. None of it
//! does any I/O but the client's transport. The npm package `threadline` is built from the same tables.
#![cfg_attr(all(target_arch = "wasm32", feature = "module"), no_std)]

extern crate alloc;

#[cfg(feature = "client")]
pub mod client;
#[doc(hidden)]
pub mod codec;
mod error;
pub mod heymarket;
pub mod http;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub mod js;
#[doc(hidden)]
pub mod protocol;
pub mod qlara;
pub mod schema;
#[cfg(test)]
mod testing;
pub mod typed;
#[cfg(all(target_arch = "wasm32", feature = "shell"))]
#[doc(hidden)]
pub mod wasm;
pub mod webhook;

pub use error::{Error, ErrorKind};
pub use schema::{
    Acknowledged, Addressees, Count, Id, Json, Nothing, OneOrMore, Opaque, Partial, Phone,
    QuarterHour, Raw, Target, Timestamp, UnixSeconds,
};

/// Every operation, in the order by which JavaScript names them.
pub fn operations() -> impl Iterator<Item = &'static schema::Operation> {
    heymarket::OPERATIONS.iter().chain(qlara::OPERATIONS).copied()
}

/// The documentation's Rust, compiled with the tests.
#[cfg(all(doctest, feature = "serde"))]
#[doc = include_str!("../docs/getting-started.md")]
mod getting_started {}

#[cfg(all(doctest, feature = "serde"))]
#[doc = include_str!("../docs/rust.md")]
mod rust {}
