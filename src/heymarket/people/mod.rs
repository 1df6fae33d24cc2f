//! Who is there: inboxes and the team, for pickers.

mod get_team;
mod list_inboxes;

pub use get_team::GetTeam;
pub use list_inboxes::ListInboxes;
