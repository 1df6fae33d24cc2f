// What a page sends is sent once for each of its idempotency keys, however often it asks and whatever is restarted in
// between.

import type { Reply } from "../reply.ts";
import { refusal } from "../reply.ts";
import type { Tables } from "./storage.ts";

const UNKNOWN = refusal(
  409,
  "OUTCOME_UNKNOWN",
  "A request with this idempotency-key was begun, and it is not known whether it succeeded: check before sending it with another key.",
);

const OTHER_INPUT = refusal(
  422,
  "INVALID_ARGUMENT",
  "This idempotency-key was used for another request: each message needs a key of its own.",
);

/** How a request ended: what it is answered with, and whether the same key may try again. */
export interface Sent {
  readonly reply: Reply;
  readonly mayRetry: boolean;
}

export class SentOnce {
  readonly #tables: Tables;
  readonly #running = new Map<string, Promise<Reply>>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async send(key: string, input: string, send: () => Promise<Sent>): Promise<Reply> {
    const known = this.#tables.first<{ input: string; reply: string | null }>(
      "SELECT input, reply FROM calls WHERE key = ?",
      key,
    );
    if (known && known.input !== input) return OTHER_INPUT;
    if (known?.reply) return JSON.parse(known.reply) as Reply;
    const running = this.#running.get(key);
    if (running) return running;
    // Begun before a restart, and never ended.
    if (known) return UNKNOWN;
    this.#tables.run("INSERT INTO calls VALUES (?, ?, ?, NULL)", key, Date.now(), input);
    const result = this.#settle(key, send);
    this.#running.set(key, result);
    try {
      return await result;
    } finally {
      this.#running.delete(key);
    }
  }

  async #settle(key: string, send: () => Promise<Sent>): Promise<Reply> {
    const { reply, mayRetry } = await send();
    if (mayRetry) this.#tables.run("DELETE FROM calls WHERE key = ?", key);
    else this.#tables.run("UPDATE calls SET reply = ? WHERE key = ?", JSON.stringify(reply), key);
    return reply;
  }
}
