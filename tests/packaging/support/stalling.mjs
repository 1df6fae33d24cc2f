// A service that responds or keeps its callers waiting, and counts the connections of those who wait.

import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

const PATIENCE = 20_000;

/** Responds, and expects its cookie with the next request. */
const answer = (response) => {
  response.setHeader("set-cookie", "seen=yes; Path=/");
  response.setHeader("content-type", "application/json").end('{"id":7}');
};

/** The head, and the beginning of a large body. */
const begin = (response) => {
  const head = { "content-type": "application/json", "content-length": 2 ** 20 };
  response.writeHead(200, head).write('{"id":7,"name":"');
};

/** An unusable, endless response. */
const mislead = (response, redirect) => {
  response.writeHead(redirect ? 302 : 200, redirect && { location: "/elsewhere" });
  response.write(" ".repeat(2 ** 16));
};

/** `page` handles requests that are not the service's. */
export const startServer = async (page) => {
  const events = new EventEmitter();
  const waiting = new Set();
  const state = { mode: "answer", arrived: [], heads: 0 };
  const server = createServer(async (request, response) => {
    const { method, url, rawHeaders, socket } = request;
    if (!url.startsWith("/v1/")) return page(request, response);
    if (state.mode !== "answer" && !waiting.has(socket)) {
      waiting.add(socket);
      socket.once("close", () => {
        waiting.delete(socket);
        events.emit("change");
      });
    }
    const body = await text(request).catch(() => "");
    state.arrived.push({ method, url, rawHeaders, body, port: socket.remotePort });
    // Of each kind of call, every other one.
    const odd = state.arrived.filter((other) => other.method === method).length % 2;
    if (state.mode === "answer") answer(response);
    else if (state.mode === "mislead") mislead(response, odd);
    else if (odd) {
      state.heads++;
      begin(response);
    }
    events.emit("change");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  /** Whether it comes to hold. */
  const comes = (holds, patience = PATIENCE) =>
    new Promise((resolve) => {
      const end = (held) => {
        clearTimeout(timer);
        events.off("change", look);
        resolve(held);
      };
      const look = () => holds() && end(true);
      const timer = setTimeout(end, patience, false);
      events.on("change", look);
      look();
    });
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** `answer`, `stall` (every other caller gets a head) or `mislead`, from now on. */
    behave: (mode) => Object.assign(state, { mode, arrived: [], heads: 0 }),
    /** The requests since then. */
    arrived: () => state.arrived,
    /** Resolves with the number of heads that were sent, once so many requests have arrived. */
    arrivals: async (count) => {
      if (await comes(() => state.arrived.length >= count)) return state.heads;
      throw new Error(`${state.arrived.length} requests arrived, not ${count}`);
    },
    /** How many connections with a request that waits stay open. */
    leftOpen: async (patience) => {
      await comes(() => waiting.size === 0, patience);
      return waiting.size;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
