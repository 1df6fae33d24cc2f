// A custom server, on a free port, around the handler that a framework has built for Node: the
// file, and the name that it has there. It says what a proxy says, for frameworks that ask for their origin.

import { once } from "node:events";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [file, name] = process.argv.slice(2);
const server = createServer();
server.listen(0, "127.0.0.1");
await once(server, "listening");
const { [name]: handler } = await import(pathToFileURL(resolve(file)));
server.on("request", (request, response) => {
  request.headers["x-forwarded-proto"] = "http";
  handler(request, response);
});
console.log(`Listening on http://127.0.0.1:${server.address().port}`);
