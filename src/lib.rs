//! Typed async functions for the conversation operations of two messaging services, Heymarket and
//! Qlara Inbox, for web pages, edge functions, Node, Deno and Bun.
//!
//! An operation is data: it is declared once, as a struct ([`heymarket`], [`qlara`]), which becomes a table
//! ([`schema`]). One codec ([`codec`]) reads the tables: it checks a caller's input and writes the
//! request, and it checks a response and lays it onto a compact tape, from which JavaScript builds
//! plain objects. [`http`] says what a request, a response and an error are. None of these does
//! any I/O; the thin shell that does is compiled for WebAssembly only.
//!
//! | where | what |
//! |---|---|
//! | [`schema`] | what a table is |
//! | [`codec`] | input → request, response → tape, by table |
//! | [`http`] | request, response, error |
//! | [`heymarket`], [`qlara`] | the declarations, one file an operation |
//! | [`webhook`] | what the services post, and who sent it |
//! | `typed` | the same for Rust callers, through serde (feature `serde`) |
#![cfg_attr(all(target_arch = "wasm32", feature = "module"), no_std)]

extern crate alloc;

pub mod codec;
mod error;
pub mod heymarket;
pub mod http;
pub mod protocol;
pub mod qlara;
pub mod schema;
#[cfg(test)]
mod testing;
#[cfg(feature = "serde")]
pub mod typed;
#[cfg(all(target_arch = "wasm32", feature = "shell"))]
pub mod wasm;
pub mod webhook;

/// Every operation, in the order by which JavaScript names them.
pub fn operations() -> impl Iterator<Item = &'static schema::Operation> {
    heymarket::OPERATIONS.iter().chain(qlara::OPERATIONS).copied()
}

/// The documentation's Rust, compiled with the tests.
#[cfg(all(doctest, feature = "serde"))]
#[doc = include_str!("../docs/getting-started.md")]
mod getting_started {}
