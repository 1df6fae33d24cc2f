// What a failed request threw, as far as it may be shown: a copy of its words. The original may hold the request, with
// the credential in it, or the raw response.

export type Hide = (text: string) => string;

// The class of a standard error says something.
const CLASSES: Record<string, ErrorConstructor | undefined> = {
  // @ts-expect-error: an object without a prototype
  __proto__: null,
  TypeError,
  RangeError,
  SyntaxError,
};

// Some runtimes, and some libraries that replace `fetch`, tell the URL: what follows its host is cut.
const HIDDEN = "/…";

// Names of classes and codes of systems: ECONNRESET, UND_ERR_SOCKET. Programs look at them.
const IS_TERM = /^[A-Z][A-Za-z]{0,40}Error$|^[A-Z][A-Z_]{1,40}$/;

const DEEPEST = 10;

// No text holds it.
const BETWEEN = "\n\0\n";

type Link = Record<string, unknown>;

/** What was thrown and what caused it, from the outside in: errors, and at last perhaps a text. */
const chainOf = (thrown: unknown): Link[] => {
  const chain: Link[] = [];
  let at = thrown;
  while (typeof at === "object" && at !== null && chain.length <= DEEPEST) {
    const { name, message, code, stack, cause } = at as Link;
    chain.push({ name, message, code, stack });
    at = cause;
  }
  return typeof at === "string" ? [...chain, { text: at }] : chain;
};

const isShown = (value: unknown): boolean => typeof value !== "string" || IS_TERM.test(value);

/** An error with the members of a link. */
const copyOf = ({ text, name, message, code, stack }: Link, cause: unknown): unknown => {
  if (text !== undefined) return text;
  const Class = CLASSES[name as string] ?? Error;
  const copy = new Class((message ?? "") as string, cause === undefined ? undefined : { cause });
  for (const [key, value] of Object.entries({ name, code, stack })) {
    if (typeof value !== "string" && typeof value !== "number") continue;
    Object.defineProperty(copy, key, { value, configurable: true, writable: true });
  }
  return copy;
};

/** A copy of what was thrown, and of its causes, without the target of the request and without what `hide` hides. */
export const redactCause = (thrown: unknown, target: string | undefined, hide: Hide): unknown => {
  try {
    const chain = chainOf(thrown);
    const texts = chain.flatMap((link) => Object.values(link).filter((value) => !isShown(value)));
    const plain = (text: unknown) => {
      const words = text as string;
      return target ? words.replaceAll(target, HIDDEN) : words;
    };
    // All at once: what is looked for may be long.
    const shown = hide(texts.map(plain).join(BETWEEN)).split(BETWEEN);
    const next = (value: unknown) => (isShown(value) ? value : (shown.shift() ?? ""));
    const copies: Link[] = chain.map((link) =>
      Object.fromEntries(Object.entries(link).map(([key, value]) => [key, next(value)])),
    );
    return copies.reduceRight<unknown>((cause, link) => copyOf(link, cause), undefined);
  } catch {
    // It cannot be read.
    return undefined;
  }
};
