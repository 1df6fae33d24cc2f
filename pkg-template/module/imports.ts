// What the module asks of JavaScript while it is being called. It is called and has answered before
// anything else runs, so that one place for each of these is enough.

import { build } from "./objects.ts";
import { ONCE } from "../call/repeat.ts";

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

let answer;
let offered;
let words;
let budget;
let drift;

/**
 * What the module answers when `ask` calls it: what was asked for, or a Refusal. It reads what is offered,
 * which is not kept afterwards: `pieces` of a body, `header` for the value of one by its name, and
 * `secrets` for the texts that no error may hold, as JSON.
 */
export const answerTo = (ask, offer) => {
  // A header may be the caller's own code, which may call the module in between.
  const outer = offered;
  offered = offer;
  drift = undefined;
  try {
    ask();
    return answer;
  } finally {
    answer = undefined;
    offered = outer;
  }
};

/** What a client has spent on repetitions, which `decide` is called with, and changes. */
export const spentOf = (own) => {
  budget = own;
  return own.spent;
};

/** What the last body held that is not documented, in lines, given once. */
export const lastDrift = () => {
  const last = drift;
  drift = undefined;
  return last;
};

/** What the last panic said, told once. */
export const lastWords = () => {
  const last = words;
  words = undefined;
  return last;
};

/**
 * A request's body. When a connection breaks, Deno's `fetch` sends once more whatever body it holds whole, a
 * message too; that of a Blob it reads piece by piece, and cannot send it twice. As text it is the same.
 */
const bodyOf = (text, repeat) =>
  repeat === ONCE && globalThis.Deno
    ? Object.assign(new Blob([text]), { toString: () => text })
    : text || undefined;

export const host = {
  build: (words, text, head, payload) => {
    answer = build(words, text, head, payload);
  },
  refusal: (json, askedMs) => {
    answer = new Refusal(json, askedMs);
  },
  outline: (request, repeat) => {
    const target = request.indexOf(" ") + 1;
    const body = request.indexOf("\n") + 1;
    answer = {
      method: request.slice(0, target - 1),
      target: request.slice(target, body - 1),
      body: bodyOf(request.slice(body), repeat),
      repeat,
    };
  },
  header: (name) => offered.header(name),
  nowMs: () => Date.now(),
  // By the clock of the response, if it bears the time: this machine's may be wrong.
  msUntil: (date) => {
    const there = Date.parse(offered.header("date"));
    return Date.parse(date) - (Number.isNaN(there) ? Date.now() : there);
  },
  remember: (spent) => {
    budget.spent = spent;
  },
  secrets: () => {
    const json = offered.secrets();
    // Phone numbers, in the place of whatever they were sent: as numbers, as keys.
    return `[${json},${JSON.stringify(json.match(/\d{7,}/g))}]`;
  },
  told: (text) => {
    answer = text;
  },
  drifted: (lines) => {
    drift = lines;
  },
  fill: (to) => {
    let at = 0;
    for (const piece of offered.pieces) {
      to.set(piece, at);
      at += piece.length;
    }
  },
  panicked: (message, file, line) => {
    words = `panicked at ${file}:${line}: ${message}`;
  },
};
