//! The codec against serde_json as the oracle: serde_json reads the text, and a plain walk over what
//! it read says what must come out, or the path to the first fault.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    reason = "a test may fail loudly"
)]

mod agreement;
mod decode;
mod drift;
mod encode;
mod json;
mod oracle;
#[path = "../support/property.rs"]
mod property;
mod recipients;
mod response_oracle;
#[path = "../support/samples.rs"]
mod samples;
mod strategies;
mod tables;
mod typed;
