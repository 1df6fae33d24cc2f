//! `GET /api/partner-gateway/v1/inbox/conversations/assignable-users`: the users to whom conversations can be assigned.
//!
//! Source: the vendor's documents. A 502 is transient.

use alloc::vec::Vec;

use crate::qlara::User;
use crate::schema::operation;

/// Lists the users to whom conversations can be assigned.
#[operation(
    name = "listAssignableUsers",
    get = "/api/partner-gateway/v1/inbox/conversations/assignable-users",
    repeat = Read,
    output = Vec<User>,
    envelope("content", "items", "data", "users")
)]
pub struct ListAssignableUsers {}
