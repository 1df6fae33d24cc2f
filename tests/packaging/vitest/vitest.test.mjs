// This Vitest needs a newer Node than the oldest that we run on.

import { programOf } from "../support/node.mjs";
import { locked, row } from "../support/row.mjs";
import { visitSpec } from "../support/spec.mjs";

const vitest = row("Vitest", locked("vitest"));
const run = (file, environment) => (services) => {
  const args = ["node_modules/vitest/vitest.mjs", "run", file, "--environment", environment];
  return visitSpec(programOf("node24"), args, services);
};

for (const environment of ["node", "happy-dom"]) {
  vitest.runs(`environment \`${environment}\``, run("default.spec.mjs", environment));
  vitest.slim(`environment \`${environment}\``, run("slim.spec.mjs", environment));
  vitest.testing(`environment \`${environment}\``, run("testing.spec.mjs", environment));
}
