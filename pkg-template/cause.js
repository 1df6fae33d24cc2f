// What a failed request threw, as far as it may be shown: a copy of its words. The thing itself may hold the request, with
// the credential in it, or the raw response.

// Of what is standard, the class says something.
const CLASSES = { TypeError, RangeError, SyntaxError };

// Some runtimes, and some libraries that stand in for `fetch`, tell the URL: what stands behind its host goes as a whole.
const HIDDEN = "/…";

const isObject = (value) => typeof value === "object" && value !== null;

const DEEPEST = 10;

const copyOf = (thrown, shown, depth) => {
  if (!isObject(thrown)) return typeof thrown === "string" ? shown(thrown) : thrown;
  const { name, message, code, stack, cause } = thrown;
  const inner =
    cause === undefined || depth > DEEPEST ? undefined : copyOf(cause, shown, depth + 1);
  const text = typeof message === "string" ? shown(message) : "";
  const copy = new (CLASSES[name] ?? Error)(
    text,
    inner === undefined ? undefined : { cause: inner },
  );
  for (const [key, value] of Object.entries({ name, code, stack })) {
    if (typeof value === "number" || value === undefined) {
      if (value !== undefined) copy[key] = value;
    } else if (typeof value === "string") {
      Object.defineProperty(copy, key, { value: shown(value), configurable: true, writable: true });
    }
  }
  return copy;
};

/** A copy of what was thrown, and of what it was caused by, without the target of the request and without what `hide` hides. */
export const causeOf = (thrown, target, hide) => {
  const shown = (text) => hide(text.replaceAll(target, HIDDEN));
  try {
    return copyOf(thrown, shown, 0);
  } catch {
    // What cannot be looked at tells nothing.
    return undefined;
  }
};
