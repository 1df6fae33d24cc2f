//! Who is there: inboxes and the team, for pickers.

use crate::schema::operations;

operations! {
    list_inboxes => ListInboxes,
    get_team => GetTeam,
}
