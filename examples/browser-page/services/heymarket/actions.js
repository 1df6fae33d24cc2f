// What can be done to a conversation, each with its way back.
//
// Doing one again after a failure is safe, since they set a state: all but the transfer, of which the
// package then says that its outcome is not known.

/** By name: `call(conversation, to)`, the words when it is done, and what leads back. */
export const actionsOf = (heymarket, { userId }) => ({
  close: {
    call: ({ id, inbox }) =>
      heymarket.closeConversation({ inboxId: inbox?.id, userId, chatId: id }),
    done: () => "Conversation closed",
    undo: () => ({ action: "open" }),
  },
  open: {
    call: ({ id, inbox }) => heymarket.openConversation({ inboxId: inbox?.id, userId, chatId: id }),
    done: () => "Conversation opened again",
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
    // Heymarket documents no way to take an assignment away.
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
