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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = GetTeam::OPERATION;

    #[test]
    fn nothing_is_asked_for_and_anything_given_is_refused() {
        sends(TABLE, "{}", "GET /v1/team", "");
        refuses(TABLE, &[(r#"{"id":1}"#, "id")]);
    }

    #[test]
    fn the_team_comes_out_with_its_members() {
        gives(
            TABLE,
            r#"{"id":9,"name":"Example","plan":"x","members":[{"id":1111,"name":"Maya","role":"admin"},{"id":1112}]}"#,
            r#"{"id":9,"name":"Example","members":[{"id":1111,"name":"Maya","email":null,"role":"admin"},{"id":1112,"name":null,"email":null,"role":null}]}"#,
        );
        gives(TABLE, r#"{"id":9}"#, r#"{"id":9,"name":null,"members":[]}"#);
    }
}
