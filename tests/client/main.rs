//! The Rust client over reqwest, against the fakes' server: over real HTTP, on this machine.
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test may fail loudly"
)]

mod dropping;
mod faults;
mod observing;
mod operations;
mod pages;
mod secrets;
mod server;
mod settings;
#[path = "../support/faults.rs"]
mod table;
mod tokens;

use std::time::Duration;

/// So long a test may take.
const LIMIT: Duration = Duration::from_secs(120);

/// Runs a test on a runtime with two threads, within the limit.
fn run(test: impl Future<Output = ()>) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        tokio::time::timeout(LIMIT, test).await.expect("the test took longer than its limit");
    });
}
