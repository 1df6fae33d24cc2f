//! Typed async functions for the conversation operations of two messaging services, Heymarket and
//! Qlara Inbox, for web pages, edge functions, Node, Deno and Bun.
//!
//! An operation is data: it is declared once, as a struct ([`heymarket`], [`qlara`]), which becomes a table
//! ([`schema`]). One codec ([`codec`]) reads the tables: it checks a caller's input and writes the
//! request, and it checks a reply and lays it onto a compact tape, from which JavaScript builds
//! plain objects. What a request, a reply and an error are stands in [`http`]. None of these does
//! any I/O; the thin shell that does is compiled for WebAssembly only.
//!
//! | where | what |
//! |---|---|
//! | [`schema`] | what a table is |
//! | [`codec`] | input → request, reply → tape, by table |
//! | [`http`] | request, reply, error |
//! | [`heymarket`], [`qlara`] | the declarations, one file an operation |
//! | [`webhook`] | what the services post, and who sent it |
//! | `typed` | the same for Rust callers, through serde (feature `serde`) |
#![cfg_attr(all(target_arch = "wasm32", feature = "module"), no_std)]

extern crate alloc;

#[cfg(feature = "client")]
pub mod client;
pub mod codec;
mod error;
pub mod heymarket;
pub mod http;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
pub mod js;
pub mod protocol;
pub mod qlara;
pub mod schema;
#[cfg(test)]
mod testing;
pub mod typed;
#[cfg(all(target_arch = "wasm32", feature = "shell"))]
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
