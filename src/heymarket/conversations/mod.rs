//! The operations on conversations, one file each.

mod close;
mod count;
mod get;
mod list;
mod mark_read;
mod mark_unread;
mod open;
mod reassign;
mod transfer;

pub use close::CloseConversation;
pub use count::CountConversations;
pub use get::GetConversation;
pub use list::{ConversationFilters, ListConversations};
pub use mark_read::MarkRead;
pub use mark_unread::MarkUnread;
pub use open::OpenConversation;
pub use reassign::ReassignConversation;
pub use transfer::TransferConversation;
