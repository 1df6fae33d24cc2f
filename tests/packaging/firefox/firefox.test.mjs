import { after } from "node:test";
import { launch } from "puppeteer-core";
import { testBrowser, versionIn } from "../support/browser-row.mjs";
import { addressOf } from "../support/page.mjs";

const LIMIT = 60_000;

const browser = await launch({
  browser: "firefox",
  executablePath: process.env.THREADLINE_FIREFOX,
  headless: true,
  acceptInsecureCerts: true,
  protocolTimeout: LIMIT,
});
after(() => browser.close());

const visit = async (address, services) => {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.stack));
  try {
    await page.goto(addressOf(address, services));
    await page.waitForFunction("globalThis.report", { timeout: LIMIT });
    return await page.evaluate("globalThis.report");
  } catch (error) {
    throw new Error(`${address}\n${errors.join("\n")}`, { cause: error });
  } finally {
    await page.close();
  }
};

const version = versionIn(await browser.version());
testBrowser("Firefox", version, ["page", "module worker", "service worker"], visit);
