//! The client's logic against the fake services, in one process and without HTTP: what an operation
//! writes is what the service takes, and what the service sends back is what comes out.

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

mod client;
mod deletes;
mod documented;
mod fault_table;
mod faults;
mod heymarket;
mod hollow;
mod inputs;
mod posted;
#[path = "../support/property.rs"]
mod property;
mod qlara;
mod replies;
mod requests;
#[path = "../support/samples.rs"]
mod samples;
#[path = "../support/faults.rs"]
mod table;
mod taken;
mod webhooks;
