// All conversations of a list, page after page: the next one starts at the last one's `updated`.

import { failure } from "./failure.js";

// Not an async generator: that would end at the first error, and this asks for the same page again.
export class Pages {
  /** The `date` of the page that is being given: a new iterator with it goes on from there. */
  cursor;

  #list;
  #seen = new Set();
  #page = []; // what is still to give
  #next; // the cursor after this page: null when no item has one
  #done = false;
  #turn; // settles with the last call of next()

  constructor(list, cursor) {
    this.#list = list;
    this.cursor = cursor;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  /** Calls that come before the last one has settled wait for their turn. */
  next() {
    const result = this.#step(this.#turn);
    this.#turn = result.catch(() => {});
    return result;
  }

  async return(value) {
    this.#done = true;
    return { done: true, value };
  }

  async #step(turn) {
    await turn;
    while (!this.#done) {
      if (this.#page.length) return { done: false, value: this.#page.shift() };
      if (this.#next === null) {
        throw failure({
          kind: "decode",
          operation: "listConversations",
          path: "$[*].updated",
          message: "is missing in the whole page: there is no way to the next one",
        });
      }
      this.cursor = this.#next ?? this.cursor;
      const page = await this.#list(this.cursor);
      this.#page = page.filter(({ id }) => !this.#seen.has(id) && this.#seen.add(id));
      this.#next = null;
      for (const { updated } of page) this.#next = updated ?? this.#next;
      // The end is an empty page, or one that brings nothing new.
      this.#done ||= !this.#page.length;
    }
    return { done: true, value: undefined };
  }
}
