// The examples in Rust as `cargo xtask test rust` has built them, and how they are served.

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { servePage } from "../../examples/serve/page.mjs";
import { serveWorker } from "../../examples/serve/worker.mjs";

/** Two folders, `page` and `worker`, with a module and its glue each. */
export const BUILT = process.env.THREADLINE_RUST_EXAMPLES;

export const startPage = ({ url, keys }) =>
  servePage({
    folder: fileURLToPath(new URL("../../examples/rust-page", import.meta.url)),
    module: join(BUILT, "page"),
    service: url,
    keys: { heymarket: keys.Heymarket, qlara: keys.Qlara },
  });

export const startWorker = (settings) =>
  serveWorker({ module: join(BUILT, "worker"), onLog: () => {}, ...settings });

export const startChromium = () =>
  chromium.launch({
    executablePath: process.env.THREADLINE_CHROMIUM,
    args: (process.env.THREADLINE_CHROMIUM_ARGS ?? "").split(" ").filter(Boolean),
  });

/** Opens a page; `complaints` are what its console has of errors and warnings. */
export const open = async (browser, url) => {
  const complaints = [];
  const page = await browser.newPage();
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(url);
  return { page, complaints };
};
