//! All items of a list, page after page, each of them once.
//!
//! A walk decides which page is requested next, and what of it is given: [`ByTime`](by_time::ByTime) or
//! [`ById`](by_id::ById). It does no I/O: [`Pages`] requests for it. Neither knows the type of the items, so that a
//! program which iterates several lists has this code once.

mod by_id;
mod by_second;
mod by_time;
mod full;
mod heymarket;
mod items;
mod list;
mod place;
mod qlara;
mod requested;
mod same_timestamp;
mod seen;
mod sorted;
mod stamp;
#[cfg(test)]
mod tests;
mod walk;

pub use items::Items;

pub(super) use seen::Seen;
pub(super) use sorted::sorted;

use requested::Pages;
