// A page in Chromium whose `fetch` a library has wrapped, and the service on its own origin.

import { build } from "esbuild";
import { serve } from "../../runtimes/support/misbehaving.mjs";
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

const bundled = async (script) => {
  const { outputFiles } = await build({
    entryPoints: [script],
    bundle: true,
    write: false,
    format: "esm",
    logLevel: "error",
  });
  return outputFiles[0].text;
};

/** A page that is nothing but its script. */
const pageOf = async (script) => {
  const code = await bundled(script);
  return (request, response) => {
    const asked = request.url === "/page.js";
    response.setHeader("content-type", asked ? "text/javascript" : "text/html");
    response.end(asked ? code : '<script type="module" src="/page.js"></script>');
  };
};

/** Opens a page; `work` gets its functions, and the service on its origin. */
const inPage = async (script, work) => {
  const server = await startServer(await pageOf(script));
  let opened;
  try {
    opened = await openPage(server.url);
    const { page } = opened;
    const call = (name, ...args) =>
      page.evaluate(([name, args]) => globalThis[name](...args), [name, args]);
    await page.waitForFunction(() => globalThis.recorded);
    return await work(call, server);
  } catch (error) {
    throw new Error(`${script}\n${opened?.errors.join("\n")}`, { cause: error });
  } finally {
    await opened?.page.close();
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
    return { ...report, recorded: await call("recorded") };
  });

/** Opens a page with an endpoint of its own; the title that it gives itself, and what its endpoint was asked. */
export const titleOf = async (script) => {
  const page = await pageOf(script);
  const asked = [];
  const site = await serve((request, response) => {
    if (request.url === "/session") return response.end("session-token");
    if (!request.url.startsWith("/heymarket/")) return page(request, response);
    asked.push(request);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify([{ id: 2222, name: "Support" }]));
  });
  let opened;
  try {
    opened = await openPage(site.url);
    await opened.page.waitForFunction(() => document.title);
    return { title: await opened.page.title(), asked };
  } catch (error) {
    throw new Error(opened?.errors.join("\n"), { cause: error });
  } finally {
    await opened?.page.close();
    site.stop();
  }
};
