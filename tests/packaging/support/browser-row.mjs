// The row of a browser: the package's own files, no bundler. `visit(address, services)` opens a page
// and resolves with the report that the page leaves.

import { cpSync, writeFileSync } from "node:fs";
import { once, testBorders, testForeign } from "./border-table.mjs";
import { testPageExample } from "./page-example.mjs";
import { row } from "./row.mjs";
import { serveFolder } from "./site.mjs";
import { testHttp1, testHttps, testKeys, testOtherOrigin } from "./wire.mjs";

const PAGES = new URL("pages", import.meta.url);

/** What a browser can run the package in: the page that starts it, by the name of the place. */
const PLACES = {
  page: (entry) => `${entry}page.html`,
  "module worker": (entry) => `workers.html?kind=worker&script=${entry}worker.js`,
  "service worker": (entry) => `workers.html?kind=service-worker&script=${entry}worker.js`,
};

export const testBrowser = (name, version, places, visit) => {
  cpSync(PAGES, ".", { recursive: true });
  // Another machine has another one.
  const ofSystem = `${version} (the system's)`;
  const browser = row(name, ofSystem);
  const inPlace = (place, entry) => async (services) => {
    // An origin of its own, so that no service worker of another test is in the way.
    const site = await serveFolder(".");
    try {
      return await visit(`${site.url}/${PLACES[place](entry)}`, services);
    } finally {
      site.stop();
    }
  };
  for (const place of places) {
    browser.runs(place, inPlace(place, ""));
    browser.slim(place, inPlace(place, "slim-"));
  }
  browser.testing("page", inPlace("page", "testing-"));

  const crossed = once(async () => {
    const site = await serveFolder(".");
    try {
      return await visit(`${site.url}/borders.html`, {});
    } finally {
      site.stop();
    }
  });
  testForeign(name, crossed);
  testBorders(name, crossed);
  testPageExample(name, (address) => visit(address, {}));

  // The page's script loads what it runs from beside it.
  cpSync(new URL("wire-calls.mjs", import.meta.url), "wire-calls.mjs");
  const runtime = { name, column: name, version: ofSystem };
  const wire = async (jobs) => {
    const site = await serveFolder(".");
    writeFileSync("wire-jobs.json", JSON.stringify(jobs));
    try {
      return await visit(`${site.url}/wire.html`, {});
    } finally {
      site.stop();
    }
  };
  testHttp1(runtime, wire);
  testHttps(runtime, wire);
  testKeys(runtime, wire);
  testOtherOrigin(runtime, wire);
};

/** The version in what a program says of itself. */
export const versionIn = (text) => /\d+(\.\d+)+/.exec(text)[0];
