// What a failed request threw, as far as it may be shown: a copy of its words. The thing itself may hold the request, with
// the credential in it, or the raw response.

// Of what is standard, the class says something.
const CLASSES = { __proto__: null, TypeError, RangeError, SyntaxError };

// Some runtimes, and some libraries that stand in for `fetch`, tell the URL: what stands behind its host goes as a whole.
const HIDDEN = "/…";

// Names of classes and codes of systems: ECONNRESET, UND_ERR_SOCKET. They are what programs look at.
const IS_TERM = /^[A-Z][A-Za-z]{0,40}Error$|^[A-Z][A-Z_]{1,40}$/;

const DEEPEST = 10;

// No text holds it.
const BETWEEN = "\n\0\n";

/** What was thrown and what caused it, from the outside in: objects, and at last perhaps something else. */
const chainOf = (thrown) => {
  const chain = [];
  let at = thrown;
  while (typeof at === "object" && at !== null && chain.length <= DEEPEST) {
    const { name, message, code, stack, cause } = at;
    chain.push({ name, message, code, stack });
    at = cause;
  }
  return typeof at === "string" ? [...chain, { text: at }] : chain;
};

const isShown = (value) => typeof value !== "string" || IS_TERM.test(value);

/** A copy of what was thrown, and of what it was caused by, without the target of the request and without what `hide` hides. */
export const causeOf = (thrown, target, hide) => {
  try {
    const chain = chainOf(thrown);
    const texts = chain.flatMap((link) => Object.values(link).filter((value) => !isShown(value)));
    const plain = (text) => (target ? text.replaceAll(target, HIDDEN) : text);
    // All at once: what is looked for may be long.
    const shown = hide(texts.map(plain).join(BETWEEN)).split(BETWEEN);
    const next = (value) => (isShown(value) ? value : (shown.shift() ?? ""));
    const copies = chain.map((link) =>
      Object.fromEntries(Object.entries(link).map(([key, value]) => [key, next(value)])),
    );
    return copies.reduceRight((cause, { text, name, message, code, stack }) => {
      if (text !== undefined) return text;
      const Class = CLASSES[name] ?? Error;
      const copy = new Class(message ?? "", cause === undefined ? undefined : { cause });
      for (const [key, value] of Object.entries({ name, code, stack })) {
        if (typeof value !== "string" && typeof value !== "number") continue;
        Object.defineProperty(copy, key, { value, configurable: true, writable: true });
      }
      return copy;
    }, undefined);
  } catch {
    // What cannot be looked at tells nothing.
    return undefined;
  }
};
