// What all isolates must agree on: which deliveries are done with, whose turn it is, who is watching.
//
// A Durable Object runs in one place and does one thing after the other. Workers KV would be no
// substitute here: two deliveries of one message that arrive together can both find nothing in it,
// and both be answered.

import { DurableObject } from "cloudflare:workers";

const DAY_MS = 86_400_000;

// Longer than any service repeats a delivery.
const KEPT_MS = 3 * DAY_MS;

// Whoever holds a delivery for longer has perished, or is so slow that another one may take it over:
// only that one can then settle it.
const HELD_MS = 120_000;

// How long those who write to one conversation at the same time find the same member.
const SAME_TURN_MS = 60_000;

// A page that is so many lines behind is no longer there, or must ask for everything anyway.
const LINES_BEHIND = 500;

const DELIVERY = "delivery:";

const line = (value) => new TextEncoder().encode(`${JSON.stringify(value)}\n`);

export class Desk extends DurableObject {
  /** The streams of the pages, each with the services that it is told about. */
  #watchers = new Map();
  /** Whose turn it was last, by conversation. */
  #turns = new Map();

  /**
   * Whether a delivery is to be dealt with: `{ ticket }` to one alone at a time, `{ busy: true }` while
   * it is, and `{}` when that is done.
   */
  async claim(key) {
    const { storage } = this.ctx;
    const known = await storage.get(DELIVERY + key);
    if (known && !known.ticket) return {};
    if (known && known.at > Date.now() - HELD_MS) return { busy: true };
    const ticket = crypto.randomUUID();
    await storage.put(DELIVERY + key, { ticket, at: Date.now() });
    if ((await storage.getAlarm()) === null) await storage.setAlarm(Date.now() + DAY_MS);
    return { ticket };
  }

  /** From now on it is done: no other delivery will ever be. Only the ticket's holder hears `true`. */
  async settle(key, ticket) {
    const known = await this.ctx.storage.get(DELIVERY + key);
    if (known?.ticket !== ticket) return false;
    await this.ctx.storage.put(DELIVERY + key, { settled: ticket, at: known.at });
    return true;
  }

  /** It has surely not been done: the next delivery may try. */
  async release(key, ticket) {
    const known = await this.ctx.storage.get(DELIVERY + key);
    if (known && [known.ticket, known.settled].includes(ticket)) {
      await this.ctx.storage.delete(DELIVERY + key);
    }
  }

  /** Whose turn it is among `count`, one after the other: 0, 1, 2 … and again. */
  async turn(queue, count, conversation) {
    const now = Date.now();
    for (const [id, { at }] of this.#turns) if (at < now - SAME_TURN_MS) this.#turns.delete(id);
    const id = `${queue} ${conversation}`;
    const turn = this.#turns.get(id)?.turn ?? (await this.#next(`turn:${queue}`));
    this.#turns.set(id, { turn, at: now });
    return turn % count;
  }

  async #next(name) {
    const turn = (await this.ctx.storage.get(name)) ?? 0;
    await this.ctx.storage.put(name, turn + 1);
    return turn;
  }

  /** Tells the pages that are open. */
  publish(event) {
    for (const [watcher, services] of this.#watchers) {
      if (services.includes(event.service)) this.#tell(watcher, event);
    }
  }

  #tell(watcher, event) {
    try {
      if (watcher.desiredSize < -LINES_BEHIND) throw new Error("too far behind");
      watcher.enqueue(line(event));
    } catch (error) {
      this.#watchers.delete(watcher);
      // A page that still is there begins anew.
      watcher.error(error);
    }
  }

  /** A stream of what is published from now on about `?services=`, a line of JSON each. */
  fetch(request) {
    const services = new URL(request.url).searchParams.get("services").split(",");
    let mine;
    const body = new ReadableStream({
      start: (watcher) => {
        mine = watcher;
        this.#watchers.set(watcher, services);
        // The first line: from here on nothing is missed.
        watcher.enqueue(line({ type: "watching" }));
      },
      cancel: () => this.#watchers.delete(mine),
    });
    const headers = { "Content-Type": "application/x-ndjson", "Cache-Control": "no-store" };
    return new Response(body, { headers });
  }

  /** Forgets deliveries that cannot come again. */
  async alarm() {
    const { storage } = this.ctx;
    const all = await storage.list({ prefix: DELIVERY });
    const old = [...all].filter(([, { at }]) => at < Date.now() - KEPT_MS).map(([key]) => key);
    // So many keys can be deleted at once.
    for (let at = 0; at < old.length; at += 128) await storage.delete(old.slice(at, at + 128));
    if (all.size > old.length) await storage.setAlarm(Date.now() + DAY_MS);
  }
}

/** The one desk of this endpoint. */
export const deskOf = ({ DESK }) => DESK.get(DESK.idFromName("desk"));
