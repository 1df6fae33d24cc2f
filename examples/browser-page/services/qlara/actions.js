// What can be done to a conversation, each with its undo.
//
// All of these set a state, so retrying after a failure is safe. Replies are different: see reply.js.

/** By name: `call(conversation, to)`, the notice when it is done, and how to undo it. */
export const actionsOf = (qlara) => ({
  archive: {
    call: ({ id }) => qlara.archiveConversation({ chatId: id }),
    done: () => "Conversation archived",
    undo: () => ({ action: "unarchive" }),
  },
  unarchive: {
    call: ({ id }) => qlara.unarchiveConversation({ chatId: id }),
    done: () => "Conversation unarchived",
    undo: () => ({ action: "archive" }),
  },
  markRead: {
    call: ({ id }) => qlara.markRead({ chatId: id }),
    // The service documents no way to mark one unread.
    done: () => "Marked as read",
  },
  assign: {
    call: ({ id }, to) => qlara.assignConversation({ chatId: id, userId: to.id }),
    done: (to) => `Assigned to ${to.name}`,
    undo: ({ assignee }) => backTo(assignee),
  },
  unassign: {
    call: ({ id }) => qlara.unassignConversation({ chatId: id }),
    done: () => "Unassigned",
    undo: ({ assignee }) => backTo(assignee),
  },
});

const backTo = (assignee) =>
  assignee
    ? { action: "assign", to: { id: assignee.id, name: assignee.displayName ?? assignee.id } }
    : { action: "unassign" };
