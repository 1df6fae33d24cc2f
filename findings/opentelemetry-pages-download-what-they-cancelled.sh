#!/usr/bin/env bash
# In a page with OpenTelemetry's fetch instrumentation, cancelling a response's body does not end the download.
#
# To know when a response has ended, @opentelemetry/instrumentation-fetch takes a copy of it (response.clone()) and reads
# that to its end. A copied body goes on as long as one of its readers does: `reader.cancel()`, `body.cancel()`, a `break`
# out of `for await` end nothing more. An endless response (server-sent events, a log that is followed, long polling)
# is downloaded for as long as the page lives, and over HTTP/1.1 its connection stays one of the six that a page has
# for an origin.
#
# One would guess that instrumentation only watches. It hurts pages that read a stream for as long as they need it, and
# whose code is correct. Aborting the request's signal ends it, with or without cancel(): in a
# page, never give up a response by cancel() alone. Sentry's fetch instrumentation leaves the body alone, and all is well.
#
# @opentelemetry/instrumentation-fetch 0.57.2 and 0.300.0, @sentry/browser 11.12.0, Chromium 156; 2026-11-29.
# Exits with 0 while it is so, with 1 once it has changed or when it cannot tell. Needs a Chromium: the one that
# $CHROMIUM names, else `chromium` from the path.
set -euo pipefail

CHROMIUM=$(command -v "${CHROMIUM:-chromium}") || { echo "There is no Chromium."; exit 1; }
export CHROMIUM
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"

echo '{ "private": true, "type": "module" }' > package.json
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts esbuild@0.28.2 playwright-core@1.65.1 \
  @opentelemetry/api@1.10.0 @opentelemetry/instrumentation-fetch@0.300.0 @sentry/browser@11.12.0 \
  old@npm:@opentelemetry/instrumentation-fetch@0.57.2 || exit 1
"$CHROMIUM" --version

cat > try.mjs <<'EOF'
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const instrumented = (name) =>
  `import { FetchInstrumentation } from "${name}"; new FetchInstrumentation().enable();`;
const PAGES = {
  "no instrumentation": "",
  "Sentry 11.12.0": `
    import * as Sentry from "@sentry/browser";
    Sentry.init({
      dsn: "http://public@127.0.0.1:9/1",
      integrations: [Sentry.browserTracingIntegration()],
      tracesSampleRate: 1,
      transport: () => ({ send: async () => ({}), flush: async () => true }),
    });`,
  "OpenTelemetry 0.57.2": instrumented("old"),
  "OpenTelemetry 0.300.0": instrumented("@opentelemetry/instrumentation-fetch"),
};
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox"],
});
for (const [name, contents] of Object.entries(PAGES)) {
  const stdin = { contents: `${contents} globalThis.ready = true;`, resolveDir: "." };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, logLevel: "error" });
  let open = 0;
  const server = createServer((request, response) => {
    if (request.url === "/page.js") return response.end(outputFiles[0].text);
    response.setHeader("content-type", "text/html");
    if (request.url !== "/feed") return response.end("<script src=/page.js></script>");
    open++;
    const timer = setInterval(() => response.write("tick "), 10);
    response.on("close", () => {
      open--;
      clearInterval(timer);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  await page.waitForFunction(() => globalThis.ready);
  const after = {};
  for (const way of ["cancel", "abort"]) {
    await page.evaluate(async (way) => {
      const controller = new AbortController();
      const { body } = await fetch("/feed", { signal: controller.signal });
      const reader = body.getReader();
      await reader.read();
      if (way === "abort") controller.abort();
      await reader.cancel().catch(() => {});
    }, way);
    const before = after.cancel ?? 0;
    for (let at = 0; at < 100 && open > before; at++) await wait(20);
    after[way] = open - before;
  }
  console.log(`${name}: still downloading after cancel ${after.cancel}, after abort ${after.abort}`);
  await page.close();
  server.close();
  server.closeAllConnections();
}
await browser.close();
EOF
timeout 120 node try.mjs > told.txt || exit 1
cat told.txt

cat > expected.txt <<'EOF'
no instrumentation: still downloading after cancel 0, after abort 0
Sentry 11.12.0: still downloading after cancel 0, after abort 0
OpenTelemetry 0.57.2: still downloading after cancel 1, after abort 0
OpenTelemetry 0.300.0: still downloading after cancel 1, after abort 0
EOF
diff expected.txt told.txt || { echo "It is no longer so."; exit 1; }
echo "It is so."
