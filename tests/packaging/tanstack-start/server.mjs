// A custom server around what TanStack Start builds, on a free port.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { serve } from "srvx";
import { staticMiddleware } from "srvx/static";

const dist = resolve(process.argv[2], "dist");
const { default: app } = await import(pathToFileURL(`${dist}/server/server.js`));
const server = serve({
  hostname: "127.0.0.1",
  port: 0,
  silent: true,
  middleware: [staticMiddleware({ dir: `${dist}/client` })],
  fetch: app.fetch,
});
await server.ready();
console.log(`Listening on ${server.url}`);
