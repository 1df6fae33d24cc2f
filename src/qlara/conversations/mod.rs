//! The operations of the inbox, one file each.

mod archive;
mod assign;
mod get;
mod list;
mod list_assignable_users;
mod list_messages;
mod mark_read;
mod reply;
mod unarchive;
mod unassign;

pub use archive::ArchiveConversation;
pub use assign::AssignConversation;
pub use get::GetConversation;
pub use list::ListConversations;
pub use list_assignable_users::ListAssignableUsers;
pub use list_messages::ListMessages;
pub use mark_read::MarkRead;
pub use reply::Reply;
pub use unarchive::UnarchiveConversation;
pub use unassign::UnassignConversation;
