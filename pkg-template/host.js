// What the module asks of JavaScript while it is being called. It is called and has answered before
// anything else runs, so that one place for each of these is enough.

import { build } from "./build.js";

/** What went wrong, as Rust tells it: `kind`, `message` and what else is known. `askedMs` is not a number if the service asks for no wait. */
export class Refusal {
  constructor(json, askedMs) {
    this.details = JSON.parse(json);
    this.askedMs = askedMs;
  }
}

let body; // pieces of it
let secrets;
let words;

/** The body that is read next, and what gives the texts that no error may hold, as JSON. */
export const offer = (pieces, gather) => {
  body = pieces;
  secrets = gather;
};

/** What the last panic said. */
export const lastWords = () => words;

export const host = {
  build,
  refusal: (json, askedMs) => new Refusal(json, askedMs),
  outline: (method, target, body, repeat) => ({ method, target, body: body || undefined, repeat }),
  secrets: () => secrets(),
  fill: (to) => {
    let at = 0;
    for (const piece of body) {
      to.set(piece, at);
      at += piece.length;
    }
  },
  panicked: (message) => {
    words = message;
  },
};
