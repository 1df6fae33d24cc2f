// This Vitest needs a newer Node than the oldest that we run on.

import { cpSync } from "node:fs";
import { test } from "node:test";
import { writeBlocks } from "../../runtimes/support/documented.mjs";
import { EXPECTED_OF_DOUBLES, EXPECTED_OF_FAKED_TIME } from "../support/doubles.mjs";
import { programOf } from "../support/node.mjs";
import { run as start } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { visitFolder } from "../support/site.mjs";
import { visitSpec } from "../support/spec.mjs";

const vitest = row("Vitest", locked("vitest"));
const NODE = programOf("node24");
const VITEST = ["node_modules/vitest/vitest.mjs", "run"];
const run =
  (file, environment, env = {}) =>
  (services) =>
    visitSpec(NODE, [...VITEST, file, "--environment", environment], services, env);

const NAMES = {
  node: "`node`",
  "happy-dom": `\`happy-dom\` ${locked("happy-dom")}`,
  jsdom: `\`jsdom\` ${locked("jsdom")}`,
};
for (const [environment, name] of Object.entries(NAMES)) {
  vitest.runs(`environment ${name}`, run("default.spec.mjs", environment));
  vitest.slim(`environment ${name}`, run("slim.spec.mjs", environment));
  vitest.testing(`environment ${name}`, run("testing.spec.mjs", environment));
}

const CLOCKS = {
  default: "fake timers",
  few: "fake timers, those that threadline looks at alone",
  timeouts: "fake timers, `setTimeout` alone",
};
for (const [CLOCK, what] of Object.entries(CLOCKS)) {
  vitest.gives(
    "threadline",
    what,
    EXPECTED_OF_DOUBLES,
    run("stub-timers.spec.mjs", "node", { CLOCK }),
  );
  const testing = run("testing-timers.spec.mjs", "node", { CLOCK });
  vitest.gives("threadline/testing", what, EXPECTED_OF_FAKED_TIME, testing);
}

for (const [name, spec, how = ""] of [
  ["msw", "msw.spec.mjs"],
  ["nock", "nock.spec.mjs"],
  ["undici", "mock-agent.spec.mjs", ": MockAgent, after `install()`"],
  ["fetch-mock", "fetch-mock.spec.mjs"],
  ["vitest-fetch-mock", "mocked-fetch.spec.mjs"],
]) {
  const double = row(name, locked(name));
  const tried = run(spec, "node", { CLOCK: "few" });
  double.gives("threadline", `in Vitest${how}`, EXPECTED_OF_DOUBLES, tried);
}

row("msw", locked("msw")).gives(
  "threadline",
  "in a page of Chromium",
  EXPECTED_OF_DOUBLES,
  async (services) => {
    await start(NODE, ["node_modules/vite/bin/vite.js", "build", "page", "--logLevel", "warn"]);
    cpSync("node_modules/msw/lib/mockServiceWorker.js", "page/dist/mockServiceWorker.js");
    return visitFolder("page/dist", services);
  },
);

test("what does not work", () => start(NODE, [...VITEST, "limits.spec.mjs"]));

for (const file of writeBlocks("vitest")) {
  test(`docs/testing.md, ${file}`, () => start(NODE, [...VITEST, file]));
}
