// What all isolates must agree on: which pages are open.

import { DurableObject } from "cloudflare:workers";

// A page that is so many lines behind is no longer there, or must ask for everything anyway.
const LINES_BEHIND = 500;

const line = (value) => new TextEncoder().encode(`${JSON.stringify(value)}\n`);

export class Desk extends DurableObject {
  /** The streams of the pages, each with the services that it is told about. */
  #watchers = new Map();

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
}

/** The one desk of this endpoint. */
export const deskOf = ({ DESK }) => DESK.get(DESK.idFromName("desk"));
