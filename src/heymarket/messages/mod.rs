//! The operations on messages, one file each.

use crate::schema::operations;

operations! {
    send => SendMessage,
    send_email => SendEmail,
    schedule => ScheduleMessage,
    get_scheduled => GetScheduledMessage,
    update_scheduled => UpdateScheduledMessage,
    delete_scheduled => DeleteScheduledMessage,
    list => ListMessages,
    list_team => ListTeamMessages,
    count_team => CountTeamMessages,
}

pub use schedule::ScheduledContent;
