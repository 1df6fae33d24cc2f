// For what can only tell by the network what came out of its visit.

import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/** `work` gets an address and sees to it that a report is posted there; resolves with the report. */
export const receive = async (work) => {
  let report;
  const server = createServer(async (request, response) => {
    report = await text(request);
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    await work(`http://127.0.0.1:${server.address().port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return JSON.parse(report ?? "null");
};
