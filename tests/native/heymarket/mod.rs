mod client;
mod history;
mod operations;
mod paging;
mod people;
mod refusals;
mod scheduling;
mod sending;
mod spellings;
mod statuses;
mod tokens;
mod unlucky;

pub use client::{Client, SPELLINGS, calls, operation};
