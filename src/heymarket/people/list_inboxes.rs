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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Call, Operation};
    use crate::testing::{gives, refuses, sends};

    const TABLE: &Operation = ListInboxes::OPERATION;

    #[test]
    fn nothing_is_asked_for_and_anything_given_is_refused() {
        sends(TABLE, "{}", "GET /v1/inboxes", "");
        refuses(TABLE, &[(r#"{"id":1}"#, "id")]);
    }

    #[test]
    fn the_list_comes_bare_or_in_an_object() {
        let inbox = r#"{"id":2222,"name":"Support","team":9,"members":[1111,1112],"phones":["15550001111"]}"#;
        let expected = format!("[{inbox}]");
        gives(TABLE, &expected, &expected);
        gives(TABLE, &format!(r#"{{"inboxes":{expected},"total":1}}"#), &expected);
        gives(
            TABLE,
            r#"[{"id":2222,"members":null}]"#,
            r#"[{"id":2222,"name":null,"team":null,"members":[],"phones":[]}]"#,
        );
    }
}
