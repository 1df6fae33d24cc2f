// What all isolates must agree on: which deliveries are handled, whose turn it is, who is watching.
//
// A Durable Object runs in one place and does one thing after the other. Workers KV is not a
// substitute here: two deliveries of one message that arrive together can both find nothing in it,
// and both be answered.

import { DurableObject } from "cloudflare:workers";

const DAY_MS = 86_400_000;

// Longer than any service retries a delivery.
const KEPT_MS = 3 * DAY_MS;

// A holder that takes longer has crashed, or is so slow that another may take the delivery over: only
// that one can then settle it.
const HELD_MS = 120_000;

// For how long simultaneous messages of one conversation get the same member.
const SAME_TURN_MS = 60_000;

// A page that is this many lines behind is gone, or must reload everything anyway.
const LINES_BEHIND = 500;

const DELIVERY = "delivery:";

const line = (value) => new TextEncoder().encode(`${JSON.stringify(value)}\n`);

export class Desk extends DurableObject {
  /** The streams of the pages, each with the services that it watches. */
  #watchers = new Map();
  /** Whose turn it was last, by conversation. */
  #turns = new Map();

  /**
   * Whether to handle a delivery: `{ ticket }` for one caller at a time, `{ busy: true }` while it is
   * being handled, and `{}` once it has been.
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

  /** Marks it as handled, for good. Returns `true` only to the ticket's holder. */
  async settle(key, ticket) {
    const known = await this.ctx.storage.get(DELIVERY + key);
    if (known?.ticket !== ticket) return false;
    await this.ctx.storage.put(DELIVERY + key, { settled: ticket, at: known.at });
    return true;
  }

  /** It has certainly not been handled: the next delivery may try. */
  async release(key, ticket) {
    const known = await this.ctx.storage.get(DELIVERY + key);
    if (known && [known.ticket, known.settled].includes(ticket)) {
      await this.ctx.storage.delete(DELIVERY + key);
    }
  }

  /** Whose turn it is among `count`, one after the other: 0, 1, 2 … and from the start. */
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

  /** Sends an event to the open pages. */
  publish(event) {
    for (const [watcher, services] of this.#watchers) {
      if (services.includes(event.service)) this.#send(watcher, event);
    }
  }

  #send(watcher, event) {
    try {
      if (watcher.desiredSize < -LINES_BEHIND) throw new Error("too far behind");
      watcher.enqueue(line(event));
    } catch (error) {
      this.#watchers.delete(watcher);
      // A page that is still open reconnects.
      watcher.error(error);
    }
  }

  /** A stream of what is published from now on about `?services=`, one line of JSON each. */
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

  /** Forgets deliveries that cannot be retried any more. */
  async alarm() {
    const { storage } = this.ctx;
    const all = await storage.list({ prefix: DELIVERY });
    const old = [...all].filter(([, { at }]) => at < Date.now() - KEPT_MS).map(([key]) => key);
    // The limit of keys in one delete.
    for (let at = 0; at < old.length; at += 128) await storage.delete(old.slice(at, at + 128));
    if (all.size > old.length) await storage.setAlarm(Date.now() + DAY_MS);
  }
}

/** The one desk of this endpoint. */
export const deskOf = ({ DESK }) => DESK.get(DESK.idFromName("desk"));
