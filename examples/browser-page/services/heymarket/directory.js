// Names for ids, from the session: the service often sends a bare id.

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

/** Whom a conversation of this inbox can be given to. */
export function membersOf(inbox, { inboxes, members }) {
  const allowed = inboxes.find(({ id }) => id === inbox?.id)?.members;
  return allowed ? members.filter(({ id }) => allowed.includes(id)) : members;
}
