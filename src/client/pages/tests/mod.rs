//! The lists against services of every kind: each item comes once, or an error says what could not be had.

#![allow(clippy::arithmetic_side_effects, reason = "counts and times that stay far from any bound")]

mod by_id;
mod by_second;
mod each;
mod items;
mod odd_pages;
mod recorded;
mod same_timestamp;
mod stamps;
mod support;
mod walks;
