//! The operations on conversations, one file each.

use crate::schema::operations;

operations! {
    list => ListConversations,
    count => CountConversations,
    get => GetConversation,
    open => OpenConversation,
    close => CloseConversation,
    mark_read => MarkRead,
    mark_unread => MarkUnread,
    reassign => ReassignConversation,
    transfer => TransferConversation,
}

pub use list::ConversationFilters;
