//! What is fuzzed: each module takes any bytes at all, and panics where a promise is broken.
//!
//! `targets/` hands them to libFuzzer; `tests/fuzz/` runs them briefly in every test run.

pub mod errors;
pub mod input;
pub mod reply;
pub mod retries;
pub mod retry_after;
mod supply;
pub mod webhooks;

#[path = "../../tests/codec/agreement.rs"]
mod agreement;
#[path = "../../tests/codec/json.rs"]
#[allow(dead_code, reason = "what makes JSON is for the property tests")]
mod json;
#[path = "../../tests/codec/oracle.rs"]
#[allow(dead_code, reason = "what judges inputs is for the property tests")]
mod oracle;
#[path = "../../tests/codec/recipients.rs"]
#[allow(dead_code, reason = "what judges recipients is for the property tests")]
mod recipients;
#[path = "../../tests/codec/response_oracle.rs"]
mod response_oracle;
