// Servers that do what no server should.

import { once } from "node:events";
import { createServer } from "node:http";

/** Listens on a free port of this machine. `closed` counts the connections that the client gave up. */
export const serve = async (handler) => {
  const state = { requests: [], closed: 0 };
  const server = createServer((request, response) => {
    state.requests.push({ method: request.method, url: request.url, headers: request.headers });
    response.on("close", () => {
      if (!response.writableEnded) state.closed++;
    });
    request.resume();
    handler(request, response);
  });
  // No idle connection is closed just when a client takes it up again.
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  });
};

/** Announces a response, sends a piece of it every few milliseconds, and never ends it. */
export const drip =
  (piece, every = 5) =>
  (_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(piece), every);
    response.on("close", () => clearInterval(timer));
  };
