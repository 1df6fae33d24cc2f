// All items of a list, page after page, each once.

import { failure } from "./failure.js";

// Not an async generator: that would end at the first error, and this asks for the same page again.
export class Pages {
  /** Where the page that is being given begins: a new iterator with it goes on from there. */
  cursor;

  #list; // the items of the page at a cursor, in the order to give them
  #after; // the cursor behind a page, from what is new on it and its own cursor; undefined when it tells none
  #goesOn; // whether something may follow a page at a cursor that brought nothing new
  #lost; // what to say then
  #seen = new Set();
  #page = []; // what is still to give
  #next; // the cursor behind this page; null when it tells none
  #done = false;
  #turn; // settles with the last call of next()

  constructor({ list, after, goesOn = () => false, lost, cursor }) {
    this.#list = list;
    this.#after = after;
    this.#goesOn = goesOn;
    this.#lost = lost;
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
          message: "is missing in the whole page: there is no way to the next one",
          ...this.#lost,
        });
      }
      this.cursor = this.#next ?? this.cursor;
      const page = await this.#list(this.cursor);
      this.#page = page.filter(({ id }) => !this.#seen.has(id) && this.#seen.add(id));
      this.#next = this.#after(this.#page, this.cursor) ?? null;
      // The end is an empty page, or one that brings nothing new.
      this.#done ||= !this.#page.length && !(page.length && this.#goesOn(this.cursor));
    }
    return { done: true, value: undefined };
  }
}
