// What the module asks of JavaScript while it is being called. It is called and has answered before
// anything else runs, so that one place for each of these is enough.

import { build } from "./build.js";

/**
 * What went wrong, as Rust tells it: `kind`, `message` and what else is known. `askedMs` is not a number if
 * the service asks for no wait.
 */
export class Refusal {
  constructor(json, askedMs) {
    this.details = JSON.parse(json);
    this.askedMs = askedMs;
  }
}

let body; // pieces of it
let secrets;
let words;

/**
 * What `work` gives, during which the module reads a body in these pieces; `gather` gives the texts that no
 * error may hold, as JSON. Neither is kept afterwards.
 */
export const offering = (pieces, gather, work) => {
  body = pieces;
  secrets = gather;
  try {
    return work();
  } finally {
    body = secrets = undefined;
  }
};

/** What the last panic said, told once. */
export const lastWords = () => {
  const last = words;
  words = undefined;
  return last;
};

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
