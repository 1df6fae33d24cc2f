//! `GET /v1/inboxes`: the team's inboxes.
//!
//! Source: the vendor's pages; the list comes bare or as `inboxes` of an object.

use alloc::vec::Vec;

use crate::heymarket::Inbox;
use crate::schema::operation;

/// Lists the team's inboxes, each with the ids of its members.
#[operation(
    name = "listInboxes",
    get = "/v1/inboxes",
    repeat = Read,
    output = Vec<Inbox>,
    envelope("inboxes")
)]
pub struct ListInboxes {}
