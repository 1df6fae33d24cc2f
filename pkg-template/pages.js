// All items of a list, page after page, each once.

import { failure } from "./failure.js";

// Not an async generator: that would end at the first error, and this asks for the same page again. No
// private fields: a Proxy around it, as Vue and others make them, has none.
export class Pages {
  /**
   * `list` gives the items of the page at a cursor, in the order to give them; `after` the cursor behind a
   * page, from what is new on it and its own cursor, undefined when it tells none; `lost` is what to say
   * then; `goesOn` whether something may follow a page at a cursor that brought nothing new.
   */
  constructor({ list, after, goesOn = () => false, lost, cursor }) {
    const seen = new Set();
    let items = []; // still to give
    let following; // the cursor behind this page; null when it tells none
    let done = false;
    let turn; // settles with the last call of next()

    const step = async (before) => {
      await before;
      while (!done) {
        if (items.length) return { done: false, value: items.shift() };
        if (following === null) {
          throw failure({
            kind: "decode",
            message: "is missing in the whole page: there is no way to the next one",
            ...lost,
          });
        }
        cursor = following ?? cursor;
        const page = await list(cursor);
        items = page.filter(({ id }) => !seen.has(id) && seen.add(id));
        following = after(items, cursor) ?? null;
        // The end is an empty page, or one that brings nothing new.
        done ||= !items.length && !(page.length && goesOn(cursor));
      }
      return { done: true, value: undefined };
    };

    // Where the page that is being given begins: a new iterator with it goes on from there.
    Object.defineProperty(this, "cursor", { get: () => cursor, enumerable: true });

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
