const { TextDecoder, TextEncoder } = require("node:util");
Object.assign(globalThis, { TextDecoder, TextEncoder });
require("whatwg-fetch");
const threadline = require("threadline");
const { visit } = require("./tour.cjs");
const { report } = require("./report.cjs");

test(
  "every operation over XMLHttpRequest",
  () => report(visit(threadline, JSON.parse(process.env.SERVICES))),
  60_000,
);
