// Who takes turns, asked for once a minute.

const KEPT_MS = 60_000;
const known = new Map();

/** What `load()` resolved with in the last minute, by name. */
export async function recently(name, load) {
  const found = known.get(name);
  if (found && found.at > Date.now() - KEPT_MS) return found.members;
  const members = await load();
  known.set(name, { members, at: Date.now() });
  return members;
}
