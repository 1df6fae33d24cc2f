// What a failed request threw, as far as it may be shown. Some runtimes, and some libraries that stand in for
// `fetch`, tell the URL in it: a phone number or an id may stand there.

const HIDDEN = "/…";

const isObject = (value) => typeof value === "object" && value !== null;

const without = (thrown, target) => {
  const hidden = (text) => (typeof text === "string" ? text.replaceAll(target, HIDDEN) : text);
  const causes = [];
  let last = thrown;
  for (; isObject(last) && !causes.includes(last); last = last.cause) causes.push(last);
  const texts = causes.flatMap((cause) => [cause.message, cause.stack, ...Object.values(cause)]);
  if (![...texts, last].some((text) => hidden(text) !== text)) return thrown;
  return causes.reduceRight(
    (cause, { name, message, stack, code }) => {
      const copy = new Error(hidden(message), cause && { cause });
      for (const [key, value] of Object.entries({ name, code, stack })) {
        if (value) Object.defineProperty(copy, key, { value: hidden(value), configurable: true });
      }
      return copy;
    },
    // One that comes round again ends there.
    isObject(last) ? undefined : hidden(last),
  );
};

/** The same, or, where it tells what stands behind a URL's host, a copy that does not. */
export const withoutTarget = (thrown, target) => {
  try {
    return without(thrown, target);
  } catch {
    // What cannot be looked at tells nothing.
    return thrown;
  }
};
