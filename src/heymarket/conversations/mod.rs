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

use crate::schema::{Call, Operation, OperationDoc};

macro_rules! tables {
    ($($input:ty),* $(,)?) => {
        /// The tables of the operations, in the order that JavaScript calls them by.
        pub const OPERATIONS: &[&Operation] = &[$(<$input>::OPERATION),*];

        /// The same with their words.
        pub const DOCS: &[&OperationDoc] = &[$(<$input>::OPERATION_DOC),*];
    };
}

tables![
    ListConversations,
    CountConversations,
    GetConversation,
    OpenConversation,
    CloseConversation,
    MarkRead,
    MarkUnread,
    ReassignConversation,
    TransferConversation,
];
