//! The operations of the inbox, one file each.

use crate::schema::operations;

operations! {
    list => ListConversations,
    get => GetConversation,
    list_messages => ListMessages,
    reply => Reply,
    mark_read => MarkRead,
    archive => ArchiveConversation,
    unarchive => UnarchiveConversation,
    list_assignable_users => ListAssignableUsers,
    assign => AssignConversation,
    unassign => UnassignConversation,
}
