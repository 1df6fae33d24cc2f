// The address says what is shown: `#/heymarket/9920`. Back and Forward work by themselves.

/** An id may be any text. */
export const hrefOf = (key, id) =>
  id === null ? `#/${key}` : `#/${key}/${encodeURIComponent(id)}`;

/** `{ key, id }`, each null where the address doesn't say. */
export function readAddress() {
  const [, key = null, id = null] = /^#\/(\w+)(?:\/(.+))?$/.exec(location.hash) ?? [];
  return { key, id: id && decoded(id) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
