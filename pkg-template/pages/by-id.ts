// The way through a list whose pages are asked for by the id of the last item, which then comes again.

import { incomplete, STUCK } from "./pages.ts";

const isNumber = (id) => /^\d+$/.test(id);

/** What `Pages` walks. `ask` gives the page at an id, in the order to give it; `newer` is whether ids rise. */
export const byId = ({ ask, start, newer, operation }) => {
  // Of a page that is in order of time; numbers are compared as what they are.
  const further = (a, b) => (isNumber(a) && isNumber(b) && BigInt(a) > BigInt(b) === newer ? a : b);
  let last;

  const walk = {
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
