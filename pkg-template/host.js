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

// What Rust says of an operation that must not happen twice.
const ONCE = 2;

/**
 * A request's body. When a connection breaks, Deno's `fetch` sends once more whatever body it holds whole, a
 * message too; that of a Blob it reads piece by piece, and cannot send it twice. As text it is the same.
 */
const bodyOf = (text, repeat) =>
  repeat === ONCE && globalThis.Deno
    ? Object.assign(new Blob([text]), { toString: () => text })
    : text || undefined;

export const host = {
  build,
  refusal: (json, askedMs) => new Refusal(json, askedMs),
  outline: (method, target, text, repeat) => {
    return { method, target, body: bodyOf(text, repeat), repeat };
  },
  secrets: () => {
    const json = secrets();
    // Phone numbers, in the place of whatever they were sent: as numbers, as keys.
    return `[${json},${JSON.stringify(json.match(/\d{7,}/g))}]`;
  },
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
