// This Vitest needs a newer Node than the oldest that we run on.

import { EXPECTED_OF_DOUBLES, EXPECTED_OF_FAKED_TIME } from "../support/doubles.mjs";
import { programOf } from "../support/node.mjs";
import { locked, row } from "../support/row.mjs";
import { visitSpec } from "../support/spec.mjs";

const vitest = row("Vitest", locked("vitest"));
const run =
  (file, environment, env = {}) =>
  (services) => {
    const args = ["node_modules/vitest/vitest.mjs", "run", file, "--environment", environment];
    return visitSpec(programOf("node24"), args, services, env);
  };

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
  vitest.gives("threadline", what, EXPECTED_OF_DOUBLES, run("timers.spec.mjs", "node", { CLOCK }));
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
