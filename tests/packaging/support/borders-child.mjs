// A child process: says of each message what has arrived.

import { arrival } from "./borders.mjs";

const threadline = await import(process.argv[2]);
process.on("message", ({ value }) => process.send(arrival(threadline, value)));
process.send("ready");
