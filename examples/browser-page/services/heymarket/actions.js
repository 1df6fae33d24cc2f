// What can be done to a conversation, each with its undo.
//
// Retrying after a failure is safe, since they set a state: all but the transfer, for which the package
// then reports an unknown outcome.

/** By name: `call(conversation, to)`, the notice when it is done, and how to undo it. */
export const actionsOf = (heymarket, { userId }) => ({
  close: {
    call: ({ id, inbox }) =>
      heymarket.closeConversation({ inboxId: inbox?.id, userId, chatId: id }),
    done: () => "Conversation closed",
    undo: () => ({ action: "open" }),
  },
  open: {
    call: ({ id, inbox }) => heymarket.openConversation({ inboxId: inbox?.id, userId, chatId: id }),
    done: () => "Conversation reopened",
    undo: () => ({ action: "close" }),
  },
  markRead: {
    call: ({ inbox, ...named }) =>
      heymarket.markRead({ inboxId: inbox?.id, userId, ...recipients(named) }),
    done: () => "Marked as read",
    undo: () => ({ action: "markUnread" }),
  },
  markUnread: {
    call: ({ inbox, ...named }) =>
      heymarket.markUnread({ inboxId: inbox?.id, userId, ...recipients(named) }),
    done: () => "Marked as unread",
    undo: () => ({ action: "markRead" }),
  },
  reassign: {
    call: ({ inbox, ...named }, to) =>
      heymarket.reassignConversation({
        inboxId: inbox?.id,
        userId,
        reassignId: to.id,
        ...recipients(named),
      }),
    done: (to) => `Assigned to ${to.name ?? to.id}`,
    // Heymarket documents no way to unassign.
    undo: ({ assigned }) => assigned && { action: "reassign", to: assigned },
  },
  transfer: {
    call: ({ id }, to) =>
      heymarket.transferConversation({ conversationId: id, transferInboxId: to.id }),
    done: (to) => `Moved to ${to.name ?? to.id}`,
    undo: ({ inbox }) => inbox && { action: "transfer", to: inbox },
  },
});

/** Reading and assigning know a conversation by its recipients: one, or a group's several. */
function recipients({ target, targets }) {
  return targets.length > 1 ? { targets } : { target: target ?? targets[0] };
}
