// Who conversations can be assigned to. Responses often name a user only by id.

export function createUsers(qlara) {
  let known = [];
  const listeners = [];

  async function load() {
    const before = JSON.stringify(known);
    known = await qlara.listAssignableUsers();
    if (JSON.stringify(known) !== before) for (const listener of listeners) listener();
    return known;
  }

  // For the names. A failure is reported when the list of choices is opened.
  load().catch(() => {});

  return {
    load,
    onKnown: (listener) => listeners.push(listener),
    nameOf: ({ id, displayName }) =>
      displayName ?? known.find((user) => user.id === id)?.displayName ?? `User ${id}`,
  };
}
