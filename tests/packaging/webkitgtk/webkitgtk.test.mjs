// WebKitGTK, driven by the W3C WebDriver protocol. It wants a display.

import { once } from "node:events";
import { createServer } from "node:net";
import { after } from "node:test";
import { testBrowser } from "../support/browser-row.mjs";
import { addressOf } from "../support/page.mjs";
import { serveWith } from "../support/programs.mjs";

const LIMIT = 60_000;

const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
};

const port = await freePort();
const send = async (method, path, body) => {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    body: body && JSON.stringify(body),
  });
  const { value } = await reply.json();
  if (!reply.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
};
const driver = await serveWith(
  "xvfb-run",
  ["--auto-servernum", process.env.THREADLINE_WEBKIT_DRIVER, `--port=${port}`],
  () => send("GET", "/status").catch(() => undefined),
);
after(driver.stop);

const { sessionId, capabilities } = await send("POST", "/session", {
  capabilities: {
    alwaysMatch: {
      acceptInsecureCerts: true,
      timeouts: { script: LIMIT, pageLoad: LIMIT },
      "webkitgtk:browserOptions": {
        binary: process.env.THREADLINE_WEBKIT_BROWSER,
        args: ["--automation"],
      },
    },
  },
});
const session = `/session/${sessionId}`;

/** In the page: waits for the report; an error comes back as text. */
const WAIT = `
  const done = arguments[0];
  const look = () =>
    globalThis.report
      ? report.then(done, (error) => done(String(error)))
      : setTimeout(look, 20);
  look();
`;

const visit = async (address, services) => {
  await send("POST", `${session}/url`, { url: addressOf(address, services) });
  return send("POST", `${session}/execute/async`, { script: WAIT, args: [] });
};

testBrowser(
  "WebKitGTK",
  capabilities.browserVersion,
  ["page", "module worker", "service worker"],
  visit,
);
