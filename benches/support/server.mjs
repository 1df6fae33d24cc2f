// Responds at once, in a process of its own, with the same bytes for all: a conversation, or a page of 50.
// Prints its address; `/cpu` says how much processor time it has taken, in microseconds.

import { createServer } from "node:http";
import { bytesOf, conversations } from "./data.mjs";

const one = bytesOf(conversations(1)[0]);
const page = bytesOf(conversations(50));

const server = createServer((request, response) => {
  request.resume();
  request.on("end", () => {
    let body = request.method === "POST" ? page : one;
    if (request.url === "/cpu") {
      const { user, system } = process.cpuUsage();
      body = bytesOf(user + system);
    }
    response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
    response.end(body);
  });
});
server.listen(0, "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
process.stdin.on("end", () => process.exit()).resume();
