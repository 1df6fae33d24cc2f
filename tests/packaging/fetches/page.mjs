// A page in Chromium whose `fetch` a library has wrapped, and the service on its own origin.

import { build } from "esbuild";
import { openPage } from "../support/page.mjs";
import { startServer } from "./server.mjs";

export const PAGES = [
  {
    row: "OpenTelemetry's `instrumentation-fetch`",
    package: "@opentelemetry/instrumentation-fetch",
    script: "pages/opentelemetry.js",
    adds: "traceparent",
  },
  {
    row: "Sentry for browsers",
    package: "@sentry/browser",
    script: "pages/sentry.js",
    adds: "sentry-trace",
  },
];

/** A page has six connections. */
const AT_ONCE = 5;
const ROUNDS = 10;

/** Opens the page that a script makes; `work` gets its functions, the service and what went wrong in it. */
const inPage = async (script, work) => {
  const { outputFiles } = await build({
    entryPoints: [script],
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "error",
  });
  const server = await startServer((request, response) => {
    const code = request.url === "/page.js";
    response.setHeader("content-type", code ? "text/javascript" : "text/html");
    response.end(code ? outputFiles[0].text : '<script type="module" src="/page.js"></script>');
  });
  const { page, errors } = await openPage(server.url);
  const call = (name, ...args) =>
    page.evaluate(([name, args]) => globalThis[name](...args), [name, args]);
  try {
    await page.waitForFunction(() => globalThis.told);
    return await work(call, server);
  } catch (error) {
    throw new Error(`${script}\n${errors.join("\n")}`, { cause: error });
  } finally {
    await page.close();
    server.stop();
  }
};

/** The same as visit.mjs. */
export const visitWith = (script, services) => inPage(script, (call) => call("visit", services));

/** The same report as that of wait.mjs. */
export const reportOf = (script) =>
  inPage(script, async (call, server) => {
    const rounds = async (mode, timeoutMs, meanwhile = () => {}) => {
      const ends = {};
      let open = 0;
      for (let round = 0; round < ROUNDS; round++) {
        server.behave(mode);
        await call("begin", AT_ONCE, timeoutMs);
        await meanwhile();
        for (const [end, count] of Object.entries(await call("ends"))) {
          ends[end] = (ends[end] ?? 0) + count;
        }
        open += await server.leftOpen();
      }
      return { ends, open };
    };
    const ids = await call("answered");
    const arrived = server.arrived();
    return {
      ids,
      arrived,
      timedOut: await rounds("stall", 400),
      aborted: await rounds("stall", 60_000, async () => {
        await call("heads", await server.arrivals(AT_ONCE));
        await call("abort");
      }),
      misled: await rounds("mislead"),
      told: await call("told"),
    };
  });
