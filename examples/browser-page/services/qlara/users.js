// Whom conversations can be assigned to. Replies often name a user by the bare id.

export function createUsers(qlara) {
  let known = [];
  const listeners = [];

  async function load() {
    const before = JSON.stringify(known);
    known = await qlara.listAssignableUsers();
    if (JSON.stringify(known) !== before) for (const listener of listeners) listener();
    return known;
  }

  // For the names. Whoever opens the list of choices is told if it cannot be had.
  load().catch(() => {});

  return {
    load,
    onKnown: (listener) => listeners.push(listener),
    nameOf: ({ id, displayName }) =>
      displayName ?? known.find((user) => user.id === id)?.displayName ?? `User ${id}`,
  };
}
