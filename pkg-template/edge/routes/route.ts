// A row: what a page may ask of a service, and how its request becomes the input of an operation.

/** What a call does: reads are shared, and what is sent happens once. */
export type Effect = "read" | "change" | "send";

export interface Route {
  readonly method: string;
  /** With names in braces for what the path holds. */
  readonly path: string;
  readonly operation: string;
  readonly effect: Effect;
  /** What passes from the page's body or query; anything else is refused. Keys of the input. */
  readonly fields: readonly string[];
  /** Who acts: filled in from the session, whatever the page says. */
  readonly acting?: string;
}

/** By the order of its members. */
export const route = (
  method: string,
  path: string,
  operation: string,
  effect: Effect,
  fields: readonly string[] = [],
  acting?: string,
): Route => ({
  method,
  path,
  operation,
  effect,
  fields,
  ...(acting === undefined ? {} : { acting }),
});

/** What the path holds by its names, or null where it is another path. */
export const match = (template: string, path: string): Record<string, string> | null => {
  const [expected, found] = [template.split("/"), path.split("/")];
  if (expected.length !== found.length) return null;
  const values: Record<string, string> = {};
  for (const [at, part] of expected.entries()) {
    const given = found[at] as string;
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      if (part !== given) return null;
      continue;
    }
    try {
      values[name] = decodeURIComponent(given);
    } catch {
      return null;
    }
  }
  return values;
};
