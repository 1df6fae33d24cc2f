// Runs every operation in Node, in workerd and in a page in headless Chromium, and prints a table.
//
//   node run.mjs [--open] [--port 8787]
//
// The environment says what to run against: `cargo xtask demo` sets it. With `--open` the page
// stays open until Ctrl-C.

import { parseArgs } from "node:util";
import { Heymarket, Qlara } from "threadline";
import { startChromium } from "./chromium.mjs";
import { directory } from "./directory.mjs";
import { runOperations } from "./operations/run.mjs";
import { failuresOf, sumLine, tableOf } from "./table.mjs";
import { withinBounds } from "./time.mjs";
import { startWorkerd } from "./workerd.mjs";

const A_RUNTIME_MS = 60_000;
const CLOSING_MS = 10_000;

const { values: options } = parseArgs({
  options: { open: { type: "boolean", default: false }, port: { type: "string", default: "0" } },
});
const { THREADLINE_URL: baseUrl, THREADLINE_KEY, THREADLINE_QLARA_KEY } = process.env;
const keys = { heymarket: THREADLINE_KEY, qlara: THREADLINE_QLARA_KEY };
if (!baseUrl || !keys.heymarket || !keys.qlara) {
  console.error(
    "THREADLINE_URL, THREADLINE_KEY and THREADLINE_QLARA_KEY must name a running server and its keys.",
  );
  console.error("`cargo xtask demo` starts one and sets them.");
  process.exit(2);
}

/** What to close at the end, newest first. */
const open = [];
const stopped = new Promise((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => resolve(signal));
});

async function tellFake(path, asked) {
  const body = JSON.stringify(asked);
  const reply = await fetch(`${baseUrl}/__fake/${path}`, { method: "POST", body });
  if (!reply.ok) throw new Error(`/__fake/${path}: ${reply.status} ${await reply.text()}`);
}

const runtimes = [
  {
    name: `Node ${process.versions.node}`,
    run: () =>
      runOperations(
        {
          heymarket: new Heymarket({ apiKey: keys.heymarket, baseUrl }),
          qlara: new Qlara({ apiKey: keys.qlara, baseUrl }),
        },
        directory,
      ),
  },
  {
    name: "workerd",
    async run() {
      const worker = await startWorkerd({ baseUrl, keys, port: Number(options.port) });
      open.push(worker);
      return worker.run();
    },
  },
  {
    name: "Chromium page",
    async run() {
      const worker = open.find(({ pageUrl }) => pageUrl);
      if (!worker) throw new Error("the page needs the Worker, which did not start");
      const browser = await startChromium();
      open.push(browser);
      return browser.run(worker.pageUrl, (service, asked) =>
        tellFake("inbound", { service, ...worker.hooks[service], ...asked }),
      );
    },
  },
];

async function runAll() {
  // With names: the fake's usual spelling of Qlara leaves most of them out.
  await tellFake("options", { qlara: { spelling: "nested" } });
  const rows = [];
  for (const { name, run } of runtimes) {
    const started = performance.now();
    try {
      const done = await withinBounds(run(), A_RUNTIME_MS, `${name} took over a minute`);
      rows.push(...done.map((row) => ({ ...row, runtime: name })));
    } catch (error) {
      const ms = performance.now() - started;
      const result = error.message.split("\n")[0];
      rows.push({ service: "", operation: "(start)", runtime: name, result, ms, ok: false });
    }
  }
  return rows;
}

async function closeAll() {
  for (const resource of open.reverse()) {
    try {
      await withinBounds(resource.close(), CLOSING_MS, "it did not close in time");
    } catch (error) {
      console.error(`While closing: ${error.message}`);
    }
  }
}

let failed = true;
try {
  const rows = await Promise.race([runAll(), stopped.then(() => null)]);
  if (rows) {
    failed = rows.some(({ ok }) => !ok);
    console.log([tableOf(rows), ...failuresOf(rows), sumLine(rows)].join("\n\n"));
  }
  const worker = open.find(({ pageUrl }) => pageUrl);
  if (rows && options.open && worker) {
    console.log(`\nThe page is up: ${worker.pageUrl}`);
    console.log("Open it in a browser. Press Ctrl-C to stop.");
    await stopped;
  }
} finally {
  await closeAll();
}
process.exit(failed ? 1 : 0);
