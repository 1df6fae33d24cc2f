// Every text of the responses, so that a key that is one of them is known to be data.

import { wordsOf } from "./words.mjs";

/** The same for "Zoë Smith", "zoe_smith" and "ZoeSmith". */
const plain = (text) =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

// A key is no longer than this, so of a longer text only the words matter.
const LONGEST = 60;

export class Values {
  #texts = new Set();

  /** Takes in a JSON value with all that is inside. */
  add(value) {
    // A stack of our own: a service may nest deeper than functions can.
    const rest = [value];
    while (rest.length) {
      const one = rest.pop();
      if (typeof one === "string") this.#addText(one);
      else if (typeof one === "object" && one)
        for (const inner of Object.values(one)) rest.push(inner);
    }
  }

  #addText(text) {
    if (text.length <= LONGEST) this.#texts.add(plain(text));
    // "McDonald" is one word of a person's and two of a key's.
    const words = [...wordsOf(text), ...text.split(/[^\p{L}\p{N}\p{M}]+/u)];
    for (const word of words) this.#texts.add(plain(word));
  }

  /** Whether this text, however it is spelt, was a value or a word of one. */
  has(text) {
    return this.#texts.has(plain(text));
  }
}
