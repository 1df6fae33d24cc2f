// Names for ids, from the session: the service often sends only an id.

export const nameIn = (list, id) => list.find((one) => one.id === id)?.name ?? null;

/** The conversation with every name that the session knows. */
export function withNames(conversation, { inboxes, members }) {
  const { inbox, assigned } = conversation;
  return {
    ...conversation,
    inbox: inbox && { ...inbox, name: inbox.name ?? nameIn(inboxes, inbox.id) },
    assigned: assigned && { ...assigned, name: assigned.name ?? nameIn(members, assigned.id) },
    members: conversation.members.map((one) => ({
      ...one,
      name: one.name ?? nameIn(members, one.id),
    })),
  };
}
