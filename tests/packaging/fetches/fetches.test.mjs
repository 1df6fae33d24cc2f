// The option `fetch` with what people really give, and the platform's own where a library watches it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { programOf, versionOf } from "../support/node.mjs";
import { runForJson } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { assertArrived } from "./arrived.mjs";
import { PAGES, reportOf, visitWith } from "./page.mjs";
import { startProxy } from "./proxy.mjs";
import { nameOf, WAYS } from "./ways.mjs";

const LIMIT = { timeout: 3 * 60_000 };

/** Runs one of the project's scripts while there is a proxy; what it printed, and what the proxy saw. */
const withProxy = async (release, proxied, args) => {
  const proxy = await startProxy();
  try {
    const env = { HTTP_PROXY: proxied ? proxy.url : "", NO_PROXY: "" };
    const report = await runForJson(programOf(release), args, { env });
    assert.equal(proxy.seen.ports.length > 0, Boolean(proxied), "the proxy was used");
    return { report, ...(proxied && { seen: proxy.seen }) };
  } finally {
    proxy.stop();
  }
};

/** What every way is checked for: `visited` resolves with what came out of a tour, `waited` with the report. */
const check = ({ row: name, what, adds }, version, place, { visited, waited }, counts) => {
  const behaves = (sentence, body) =>
    test(`${name} ${version}, ${what}, in ${place}: ${sentence}`, LIMIT, async () => {
      running ??= waited();
      await body(await running);
    });
  let running;

  if (visited) row(name, version).runs(what, visited);

  behaves("reads and sends arrive, the key under its own name alone", (found) =>
    assertArrived(found, adds),
  );

  behaves("50 calls that time out leave no connection open", ({ report }) =>
    assert.deepEqual(report.timedOut, { ends: counts.timedOut, open: 0 }),
  );

  behaves("50 calls that are aborted leave no connection open", ({ report }) =>
    assert.deepEqual(report.aborted, { ends: { "the caller's reason": 50 }, open: 0 }),
  );

  behaves("50 responses that are of no use leave no connection open", ({ report }) =>
    assert.deepEqual(report.misled, { ends: counts.misled, open: 0 }),
  );
};

/** All at once: every other call sends, and of each kind every other one is redirected. */
const AT_ONCE = {
  timedOut: { TIMEOUT: 25, OUTCOME_UNKNOWN: 25 },
  misled: { REDIRECT: 26, REPLY_TOO_LARGE: 12, OUTCOME_UNKNOWN: 12 },
};
/** Ten times five. */
const IN_ROUNDS = {
  timedOut: { TIMEOUT: 30, OUTCOME_UNKNOWN: 20 },
  misled: { REDIRECT: 30, REPLY_TOO_LARGE: 10, OUTCOME_UNKNOWN: 10 },
};

for (const way of WAYS) {
  for (const release of way.releases) {
    const visited = async (services) => {
      const args = ["visit.mjs", nameOf(way), JSON.stringify(services)];
      return (await withProxy(release, way.proxied, args)).report;
    };
    const waited = () => withProxy(release, way.proxied, ["wait.mjs", nameOf(way)]);
    const version = way.package ? locked(way.package) : versionOf(release);
    // A package's row has its own version, whatever it runs in.
    const first = !way.package || release === way.releases[0];
    check(way, version, release, { visited: first && visited, waited }, AT_ONCE);
  }
}

for (const page of PAGES) {
  const way = { ...page, what: "in a page, bundled by esbuild" };
  const visited = (services) => visitWith(page.script, services);
  const waited = async () => ({ report: await reportOf(page.script) });
  check(way, locked(page.package), "Chromium", { visited, waited }, IN_ROUNDS);
}

test("what is collected would show: Node forgets a Request that nobody keeps", LIMIT, async () => {
  const { report } = await withProxy("node24", false, ["wait.mjs", "forgetful"]);
  assert.notEqual(report.timedOut.open, 0);
  assert.notEqual(report.aborted.open, 0);
});
