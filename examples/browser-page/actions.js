// What can be done to a conversation, each with its way back.
//
// All six set a state, so doing one again after a failure is safe.

const actions = {
  close: {
    call: (heymarket, { id, inbox }, { userId }) =>
      heymarket.closeConversation({ inboxId: inbox?.id, userId, chatId: id }),
    done: () => "Conversation closed",
    undo: () => ({ action: "open" }),
  },
  open: {
    call: (heymarket, { id, inbox }, { userId }) =>
      heymarket.openConversation({ inboxId: inbox?.id, userId, chatId: id }),
    done: () => "Conversation opened again",
    undo: () => ({ action: "close" }),
  },
  markRead: {
    call: (heymarket, conversation, { userId }) =>
      heymarket.markRead({ inboxId: conversation.inbox?.id, userId, ...recipients(conversation) }),
    done: () => "Marked as read",
    undo: () => ({ action: "markUnread" }),
  },
  markUnread: {
    call: (heymarket, conversation, { userId }) =>
      heymarket.markUnread({
        inboxId: conversation.inbox?.id,
        userId,
        ...recipients(conversation),
      }),
    done: () => "Marked as unread",
    undo: () => ({ action: "markRead" }),
  },
  reassign: {
    call: (heymarket, conversation, { userId }, to) =>
      heymarket.reassignConversation({
        inboxId: conversation.inbox?.id,
        userId,
        reassignId: to.id,
        ...recipients(conversation),
      }),
    done: (to) => `Assigned to ${to.name ?? to.id}`,
    // Heymarket documents no way to take an assignment away.
    undo: ({ assigned }) => assigned && { action: "reassign", to: assigned },
  },
  transfer: {
    call: (heymarket, { id }, _session, to) =>
      heymarket.transferConversation({ conversationId: id, transferInboxId: to.id }),
    done: (to) => `Moved to ${to.name ?? to.id}`,
    undo: ({ inbox }) => inbox && { action: "transfer", to: inbox },
  },
};

/** Reading and assigning know a conversation by its recipients: one, or a group's several. */
function recipients({ target, targets }) {
  return targets.length > 1 ? { targets } : { target: target ?? targets[0] };
}

/** Does the action; resolves with the conversation as the service has it afterwards. */
export async function perform(heymarket, session, conversation, action, to) {
  await actions[action].call(heymarket, conversation, session, to);
  return heymarket.getConversation({ id: conversation.id });
}

export const doneWords = (action, to) => actions[action].done(to);

/** `{ action, to }` that leads back to how the conversation was, or null. */
export const wayBack = (action, before) => actions[action].undo(before) ?? null;
