// The example page in headless Chromium: the operations with the page's own client, then by hand.

import { chromium } from "playwright-core";

const PATIENCE_MS = 15_000;

export async function startChromium() {
  const { THREADLINE_CHROMIUM: executablePath, THREADLINE_CHROMIUM_ARGS = "" } = process.env;
  if (!executablePath) throw new Error("THREADLINE_CHROMIUM must name the browser to start");
  const args = THREADLINE_CHROMIUM_ARGS.split(" ").filter(Boolean);
  // run.mjs hears the signals and closes everything in order.
  const quiet = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  const browser = await chromium.launch({ executablePath, args, timeout: PATIENCE_MS, ...quiet });
  return {
    close: () => browser.close(),
    async run(pageUrl, directory) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      page.setDefaultTimeout(PATIENCE_MS);
      const complaints = [];
      page.on("pageerror", ({ message }) => complaints.push(message));
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(message.text());
      });
      await page.goto(pageUrl);
      const rows = await page.evaluate(runInPage, directory);
      return [...rows, await byHand(page, complaints)];
    },
  };
}

/** Sent to the page: it sees nothing of this module. Its client goes through the Worker. */
async function runInPage(directory) {
  const { Heymarket } = await import("/threadline/index.js");
  const { runOperations } = await import("/demo/operations.mjs");
  const { endpoint, getToken } = await import("/session.js");
  const heymarket = new Heymarket({ baseUrl: endpoint, token: async () => getToken() });
  return runOperations(heymarket, directory);
}

/** What a person would do: scroll, choose, close, undo; and nothing may be complained about. */
async function byHand(page, complaints) {
  const operation = "the page, by hand";
  const started = performance.now();
  try {
    const rows = page.locator("#rows .row:visible:not(.waiting)");
    const problem = page.locator("#rows-end .problem");
    await rows.or(problem).first().waitFor();
    if (await problem.count()) throw new Error(`the page says: ${await problem.innerText()}`);
    const before = await rows.count();
    await rows.last().scrollIntoViewIfNeeded();
    await rows.nth(before).waitFor();
    const scrolled = await rows.count();

    await rows.first().click();
    await page.getByRole("button", { name: "Close", exact: true }).click();
    const undo = page.getByRole("button", { name: "Undo" });
    await undo.waitFor();
    await page.locator(".states .badge.closed").waitFor();
    await undo.click();
    await page.locator(".states .badge.open").waitFor();

    const logged = await page.locator("#log details").count();
    if (complaints.length > 0) throw new Error(complaints[0]);
    const result = `${scrolled} listed by scrolling, one closed, undone; ${logged} requests logged`;
    return { operation, result, ms: performance.now() - started, ok: true };
  } catch ({ message }) {
    const result = message.split("Call log:")[0];
    return { operation, result, ms: performance.now() - started, ok: false };
  }
}
