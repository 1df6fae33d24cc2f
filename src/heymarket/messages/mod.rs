//! The operations on messages, one file each.

mod count_team;
mod delete_scheduled;
mod get_scheduled;
mod list;
mod list_team;
mod schedule;
mod send;
mod send_email;
mod update_scheduled;

pub use count_team::CountTeamMessages;
pub use delete_scheduled::DeleteScheduledMessage;
pub use get_scheduled::GetScheduledMessage;
pub use list::ListMessages;
pub use list_team::ListTeamMessages;
pub use schedule::{ScheduleMessage, ScheduledContent};
pub use send::SendMessage;
pub use send_email::SendEmail;
pub use update_scheduled::UpdateScheduledMessage;
