mod callback;
mod client;
mod operations;
mod paging;
mod refusals;
mod spellings;
mod statuses;
mod unlucky;

pub use client::{Client, calls, every_way, operation};
