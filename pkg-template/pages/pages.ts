// All items of a list, page after page, each of them once.

import type { Item, Walk } from "./walk.ts";

type Step<T> = { done: false; value: T } | { done: true; value: undefined };

// Not an async generator: that would end at the first error, and this requests the same page again. No
// private fields: a Proxy around it, as Vue and others make them, has none.
export class Pages<T extends Item> {
  declare readonly cursor: unknown;
  declare readonly next: () => Promise<Step<T>>;
  declare readonly return: (value?: undefined) => Promise<{ done: true; value: undefined }>;

  constructor(walk: Walk<T>) {
    const seen = new Set<Item["id"]>();
    let items: T[] = [];
    let at = 0; // how many of them were given
    let done = false;
    let last: Promise<unknown> | undefined; // settles with the last call of next()

    const step = async (before: Promise<unknown> | undefined): Promise<Step<T>> => {
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

    // A new iterator can continue from it.
    Object.defineProperty(this, "cursor", { get: () => walk.cursor, enumerable: true });

    // Calls made before the last one has settled wait for it.
    this.next = () => {
      const result = step(last);
      last = result.catch(() => {});
      return result;
    };

    this.return = async (value) => {
      done = true;
      return { done: true, value };
    };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
