// A local server that responds to everything with one body.

import { once } from "node:events";
import { createServer } from "node:http";
import { Heymarket } from "threadline";

/** `work` is given what makes a client of it. */
export const withServer = async (body, work) => {
  const server = createServer((request, response) => {
    request.resume();
    response.setHeader("content-type", "application/json");
    response.end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const baseUrl = `http://127.0.0.1:${server.address().port}`;
  try {
    await work((options) => new Heymarket({ apiKey: "key-4f1d9a7c", baseUrl, ...options }));
  } finally {
    server.close();
    server.closeAllConnections();
  }
};
