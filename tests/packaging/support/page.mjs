// A headless Chromium, and the pages in it.

import { after } from "node:test";
import { chromium } from "playwright-core";

const LIMIT = 60_000;

let browser;
const launched = () => {
  browser ??= chromium.launch({
    executablePath: process.env.THREADLINE_CHROMIUM,
    args: (process.env.THREADLINE_CHROMIUM_ARGS ?? "").split(" ").filter(Boolean),
  });
  return browser;
};
after(async () => {
  await (await browser)?.close();
});

/** A page of its own, with what went wrong in it. */
export const openPage = async (address) => {
  // The certificates of this machine's servers are made on the spot.
  const page = await (await launched()).newPage({ ignoreHTTPSErrors: true });
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.stack));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(address);
  return { page, errors };
};

/** The address of a page that finds the services in it. */
export const addressOf = (page, services) => {
  const address = new URL(page);
  address.searchParams.set("services", JSON.stringify(services));
  return address.href;
};

/** Opens a page that calls `visitFromPage`; what came out of it. */
export const visitPage = async (address, services) => {
  const { page, errors } = await openPage(addressOf(address, services));
  try {
    await page.waitForFunction(() => globalThis.report, undefined, { timeout: LIMIT });
    return await page.evaluate(() => globalThis.report);
  } catch (error) {
    throw new Error(`${address}\n${errors.join("\n")}`, { cause: error });
  } finally {
    await page.close();
  }
};
