// A page in Chromium whose `fetch` a library has wrapped, and the service on its own origin.

import { build } from "esbuild";
import { reportInRounds } from "../support/carries.mjs";
import { openPage } from "../support/page.mjs";
import { startServer } from "../support/stalling.mjs";

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
  inPage(script, async (call, service) => {
    const report = await reportInRounds(service, {
      answered: () => call("answered"),
      ended: async (count, timeoutMs) => {
        await call("begin", count, timeoutMs);
        return call("ends");
      },
      aborted: async (count) => {
        await call("begin", count);
        await call("heads", await service.arrivals(count));
        await call("abort");
        return call("ends");
      },
    });
    return { ...report, told: await call("told") };
  });
