// What can be done to a conversation, each with its way back.
//
// All of these set a state, so doing one again after a failure is safe. Replies are another matter:
// see reply.js.

/** By name: `call(conversation, to)`, the words when it is done, and what leads back. */
export const actionsOf = (qlara) => ({
  archive: {
    call: ({ id }) => qlara.archiveConversation({ chatId: id }),
    done: () => "Conversation archived",
    undo: () => ({ action: "unarchive" }),
  },
  unarchive: {
    call: ({ id }) => qlara.unarchiveConversation({ chatId: id }),
    done: () => "Conversation is back in the list",
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
    done: () => "Assigned to nobody",
    undo: ({ assignee }) => backTo(assignee),
  },
});

const backTo = (assignee) =>
  assignee
    ? { action: "assign", to: { id: assignee.id, name: assignee.displayName ?? assignee.id } }
    : { action: "unassign" };
