// The last release of Vitest 3, on a Node where it does not get along with jsdom.

import { test } from "node:test";
import { writeBlocks } from "../../runtimes/support/documented.mjs";
import { programOf } from "../support/node.mjs";
import { run as start } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { visitSpec } from "../support/spec.mjs";

const VITEST = ["node_modules/vitest/vitest.mjs", "run"];
const vitest = row("Vitest", locked("vitest"));
const run = (file, environment) => (services) =>
  visitSpec(programOf("node24"), [...VITEST, file, "--environment", environment], services);

for (const environment of ["node", "happy-dom"]) {
  vitest.runs(`environment \`${environment}\``, run("default.spec.mjs", environment));
  vitest.testing(`environment \`${environment}\``, run("testing.spec.mjs", environment));
}
const jsdom = `environment \`jsdom\` ${locked("jsdom")}`;
vitest.testing(jsdom, run("testing.spec.mjs", "jsdom"));

writeBlocks("vitest3");
const withNodes = run("default.spec.mjs", "./vitest3/jsdom-environment.js");
vitest.runs(`${jsdom}, with Node's AbortController`, withNodes);

test("in jsdom on Node 24, no request with a signal gets as far as the connection", () =>
  start(programOf("node24"), [...VITEST, "jsdom.spec.mjs", "--environment", "jsdom"]));
