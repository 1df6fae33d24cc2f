//! `GET /v1/team`: the team that the key belongs to.
//!
//! Source: the vendor's pages.

use crate::heymarket::Team;
use crate::schema::operation;

/// Gets the team that the key belongs to, with its members.
#[operation(
    name = "getTeam",
    get = "/v1/team",
    repeat = Read,
    output = Team
)]
pub struct GetTeam {}
