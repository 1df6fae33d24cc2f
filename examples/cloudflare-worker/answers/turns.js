// Whose turn it is to take a conversation, one member after the other. Each queue has a Durable Object of its own: what
// runs in one place and does one thing after the other gives no turn twice.

import { DurableObject } from "cloudflare:workers";

// A conversation keeps its turn for longer than an event is retried, so that no failure costs a member's.
const KEPT_MS = 3 * 3_600_000;

export class Turns extends DurableObject {
  #sql;

  constructor(ctx, env) {
    super(ctx, env);
    this.#sql = ctx.storage.sql;
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS turns (turn INTEGER PRIMARY KEY, conversation TEXT, at INTEGER)",
    );
  }

  /** A number for each conversation: 0, 1, 2 … */
  of(conversation) {
    const now = Date.now();
    const [known] = this.#sql.exec(
      "SELECT turn FROM turns WHERE conversation = ? AND at > ? ORDER BY turn DESC",
      conversation,
      now - KEPT_MS,
    );
    if (known) return known.turn;
    const { turn } = this.#sql.exec("SELECT COALESCE(MAX(turn) + 1, 0) AS turn FROM turns").one();
    this.#sql.exec("DELETE FROM turns WHERE at < ?", now - KEPT_MS);
    this.#sql.exec("INSERT INTO turns VALUES (?, ?, ?)", turn, conversation, now);
    return turn;
  }
}

/** The one of a queue's members whose turn it is; undefined where there are none. */
export async function nextOf({ TURNS }, queue, members, conversation) {
  if (members.length === 0) return undefined;
  const turn = await TURNS.get(TURNS.idFromName(queue)).of(conversation);
  return members[turn % members.length];
}
