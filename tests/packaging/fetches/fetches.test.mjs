// The option `fetch` with what people really give, and the platform's own where a library watches it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AT_ONCE, carries, IN_ROUNDS } from "../support/carries.mjs";
import { programOf, versionOf } from "../support/node.mjs";
import { run, runForJson, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { writeBlocks } from "./documented.mjs";
import { testExamples } from "./examples.mjs";
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

// Some of the ways are the code of docs/fetch.md.
writeBlocks();

for (const way of WAYS) {
  for (const release of way.releases) {
    const visited = async (services) => {
      const args = ["visit.mjs", nameOf(way), JSON.stringify(services)];
      return (await withProxy(release, way.proxied, args)).report;
    };
    const waited = () => withProxy(release, way.proxied, ["wait.mjs", nameOf(way)]);
    const version = way.package ? locked(way.package) : versionOf(release);
    // A package's row has its own version, whatever it runs in.
    if (!way.package || release === way.releases[0]) row(way.row, version).runs(way.what, visited);
    carries(`${way.row} ${version}, ${way.what}, in ${release}`, waited, AT_ONCE, way.adds);
  }
}

for (const page of PAGES) {
  const version = locked(page.package);
  row(page.row, version).runs("in a page, bundled by esbuild", (services) =>
    visitWith(page.script, services),
  );
  const waited = async () => ({ report: await reportOf(page.script) });
  carries(`${page.row} ${version}, in a page`, waited, IN_ROUNDS, page.adds);
}

testExamples();

for (const where of ["node", "page", "worker"]) {
  for (const resolution of ["nodenext", "bundler"]) {
    test(
      `TypeScript takes what it should, and nothing else, in a ${where}: ${resolution}`,
      LIMIT,
      () => {
        const module = resolution === "bundler" ? "esnext" : resolution;
        const flags = ["--moduleResolution", resolution, "--module", module];
        return run(tool("tsc"), ["--project", `types/${where}`, ...flags]);
      },
    );
  }
}

test("control: Node collects an unreferenced Request", LIMIT, async () => {
  const { report } = await withProxy("node24", false, ["wait.mjs", "forgetful"]);
  assert.notEqual(report.timedOut.open, 0);
  assert.notEqual(report.aborted.open, 0);
});
