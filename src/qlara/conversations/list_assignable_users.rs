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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = ListAssignableUsers::OPERATION;
    const ROOT: &str = "/api/partner-gateway/v1/inbox/conversations";

    #[test]
    fn nothing_is_asked_for_and_anything_given_is_refused() {
        sends(TABLE, "{}", &format!("GET {ROOT}/assignable-users"), "");
        refuses(TABLE, &[(r#"{"chatId":1}"#, "chatId")]);
    }

    #[test]
    fn a_user_comes_out_the_same_from_every_alias() {
        let expected = r#"[{"id":"55","displayName":"Zoë","avatarUrl":null}]"#;
        for body in [
            r#"[{"userId":55,"displayName":"Zoë"}]"#,
            r#"{"users":[{"id":"55","name":"Zoë","avatar":null}]}"#,
            r#"{"content":[{"id":55,"name":"Zoë","avatarUrl":7}],"page":0}"#,
        ] {
            gives(TABLE, body, expected);
        }
    }
}
