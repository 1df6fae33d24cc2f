// What the module calls while it is being called. It has returned before anything else runs, so one place for each of
// these is enough.

import type { Outline } from "../call/redact.ts";
import type { FailureDetails } from "../errors/failure.ts";
import { build } from "./objects.ts";
import { REPEAT_ONCE } from "./protocol.ts";

/** What went wrong, as Rust reports it. `askedMs` is not a number if the service asks for no wait. */
export class Refusal {
  readonly details: FailureDetails;
  readonly askedMs: number;

  constructor(json: string, askedMs: number) {
    this.details = JSON.parse(json);
    this.askedMs = askedMs;
  }
}

/** What a call of the module may read; nothing of it is kept. */
export interface Offer {
  /** Of a body. */
  readonly pieces?: readonly Uint8Array[];
  readonly header?: (name: string) => string;
  /** The texts that no error may show, as JSON. */
  readonly secrets?: () => string;
}

let answer: unknown;
let offered: Offer = {};
let panic: string | undefined;
let budget: { spent: number } | undefined;
let drift: string | undefined;

/** What the module gives when `ask` calls it: what was asked for, or a Refusal. */
export const answerTo = (ask: () => void, offer: Offer = {}): unknown => {
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

/** What a client has spent on retries: `decide` is called with it, and changes it. */
export const spentOf = (own: { spent: number }): number => {
  budget = own;
  return own.spent;
};

/** What the last body held that is not documented, in lines, given once. */
export const lastDrift = (): string | undefined => {
  const last = drift;
  drift = undefined;
  return last;
};

/** What the last panic said, given once. */
export const lastPanic = (): string | undefined => {
  const last = panic;
  panic = undefined;
  return last;
};

/**
 * A request's body. When a connection breaks, Deno's `fetch` sends any body again that it holds whole, a message too; that
 * of a Blob it reads piece by piece, and cannot send it twice. As text it is the same.
 */
const bodyOf = (text: string, repeat: number): Outline["body"] =>
  repeat === REPEAT_ONCE && "Deno" in globalThis
    ? Object.assign(new Blob([text]), { toString: () => text })
    : text || undefined;

export const imports = {
  build: (words: Uint32Array, text: Uint8Array, head: number, payload: number): void => {
    answer = build(words, text, head, payload);
  },
  refusal: (json: string, askedMs: number): void => {
    answer = new Refusal(json, askedMs);
  },
  outline: (request: string, repeat: number): void => {
    const target = request.indexOf(" ") + 1;
    const body = request.indexOf("\n") + 1;
    const outline: Outline = {
      method: request.slice(0, target - 1),
      target: request.slice(target, body - 1),
      body: bodyOf(request.slice(body), repeat),
      repeat,
    };
    answer = outline;
  },
  header: (name: string): string => offered.header?.(name) ?? "",
  nowMs: (): number => Date.now(),
  // By the clock of the response, if it has the time: this machine's may be wrong.
  msUntil: (date: string): number => {
    const there = Date.parse(offered.header?.("date") ?? "");
    return Date.parse(date) - (Number.isNaN(there) ? Date.now() : there);
  },
  remember: (spent: number): void => {
    if (budget) budget.spent = spent;
  },
  secrets: (): string => {
    const json = offered.secrets?.() ?? "[]";
    // Phone numbers, in whatever place they were sent: as numbers, as keys.
    return `[${json},${JSON.stringify(json.match(/\d{7,}/g))}]`;
  },
  redacted: (text: string): void => {
    answer = text;
  },
  drifted: (lines: string): void => {
    drift = lines;
  },
  fill: (to: Uint8Array): void => {
    let at = 0;
    for (const piece of offered.pieces ?? []) {
      to.set(piece, at);
      at += piece.length;
    }
  },
  panicked: (message: string, file: string, line: number): void => {
    panic = `panicked at ${file}:${line}: ${message}`;
  },
};

export type Imports = typeof imports;
