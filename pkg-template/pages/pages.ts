// All items of a list, page after page, each once.

import { failure } from "../errors/failure.ts";

/** The error of a walk that cannot give the whole list; `path` is what its pages are asked for by. */
export const incomplete = (operation, path, message) =>
  failure({ kind: "decode", operation, path, message });

/** The last page has nothing by which another one could be asked for. */
export const STUCK = "paging by it gets no further, so the rest of the list cannot be fetched";

// Not an async generator: that would end at the first error, and this asks for the same page again. No
// private fields: a Proxy around it, as Vue and others make them, has none.
export class Pages {
  /**
   * `walk.next(seen)` gives the items of the next page, in the order to give them, some of which may have been given
   * before: `seen` has the ids of those. Nothing at the end. `walk.cursor` is where the page that it asks for begins.
   */
  constructor(walk) {
    const seen = new Set();
    let items = [];
    let at = 0; // how many of them were given
    let done = false;
    let turn; // settles with the last call of next()

    const step = async (before) => {
      await before;
      while (!done) {
        if (at < items.length) return { done: false, value: items[at++] };
        const page = await walk.next(seen);
        items = page?.filter(({ id }) => !seen.has(id) && seen.add(id)) ?? [];
        at = 0;
        done ||= !page;
      }
      return { done: true, value: undefined };
    };

    // A new iterator with it goes on from there.
    Object.defineProperty(this, "cursor", { get: () => walk.cursor, enumerable: true });

    // Calls that come before the last one has settled wait for their turn.
    this.next = () => {
      const result = step(turn);
      turn = result.catch(() => {});
      return result;
    };

    this.return = async (value) => {
      done = true;
      return { done: true, value };
    };
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}
