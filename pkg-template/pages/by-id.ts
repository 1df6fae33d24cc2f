// Pages that are requested by the id of the last item, which the next page then holds again.

import { incomplete, STUCK, type Walk } from "./walk.ts";

interface Message {
  readonly id: string;
}

interface Options<T extends Message> {
  /** Requests the page at an id, and puts it in the order of the walk. */
  readonly ask: (id: unknown) => Promise<T[]>;
  /** The id at which the walk begins, if the caller gave one. */
  readonly start: unknown;
  /** Whether ids rise along the way. */
  readonly newer: boolean;
  readonly operation: string;
}

const isNumber = (id: string): boolean => /^\d+$/.test(id);

export const byId = <T extends Message>({ ask, start, newer, operation }: Options<T>): Walk<T> => {
  // The furthest id of a page, which may be sorted by time. Numbers are compared as numbers.
  const further = (a: string, b: string) =>
    isNumber(a) && isNumber(b) && BigInt(a) > BigInt(b) === newer ? a : b;
  let last: string | undefined;

  const walk: Walk<T> & { cursor: unknown } = {
    cursor: start,
    next: async (seen) => {
      walk.cursor = last ?? start;
      const page = await ask(walk.cursor);
      const ids = page.map(({ id }) => id).filter((id) => !seen.has(id));
      if (ids.length) {
        last = ids.reduce(further);
        return page;
      }
      if (page.every(({ id }) => id === walk.cursor)) return undefined;
      throw incomplete(operation, "$[*].id", STUCK);
    },
  };
  return walk;
};
