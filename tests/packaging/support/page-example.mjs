// The example of a Web Worker in docs/errors-across-borders.md, without a bundler: workers have no import map.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { test } from "node:test";
import { example } from "./border-table.mjs";
import { serveFolder } from "./site.mjs";

const PACKAGE = { 'from "threadline"': 'from "/node_modules/threadline/dist/index.js"' };

/** The endpoint of the page's own origin: who asks for a session gets one, who asks for anything else is too early. */
const answers = {
  "/session": (response) => response.end("token-7"),
  "/heymarket/": (response) =>
    response
      .writeHead(429, { "content-type": "application/json", "retry-after": "3600" })
      .end('{"message":"slow down"}'),
};

/** `visit(address)` resolves with the page's report. */
export const testPageExample = (browser, visit) =>
  test(`${browser}: the documented Web Worker hands its errors to the page`, async () => {
    writeFileSync("page-worker.js", example("page-worker.js", PACKAGE));
    writeFileSync("getting.js", example("page.js"));
    const site = await serveFolder(".", answers);
    try {
      assert.deepEqual(await visit(`${site.url}/page-example.html`), {
        isInstance: true,
        isKnown: true,
        name: "RateLimitError",
        status: 429,
        retryAfterMs: 3_600_000,
        hasTime: true,
      });
    } finally {
      site.stop();
    }
  });
