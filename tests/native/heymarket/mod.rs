mod client;
mod operations;
mod paging;
mod refusals;
mod spellings;
mod statuses;
mod tokens;
mod unlucky;

pub use client::{Client, SPELLINGS, operation};
pub use statuses::CALLS;
