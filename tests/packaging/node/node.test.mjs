// The one build serves import and require().

import { packageOf, programOf, RELEASES } from "../support/node.mjs";
import { runForJson } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";

for (const release of RELEASES) {
  const node = row("Node", locked(packageOf(release)));
  const start = (file) => (services) =>
    runForJson(programOf(release), [file, JSON.stringify(services)]);
  node.runs("`import`", start("import.mjs"));
  node.runs("`require`", start("require.cjs"));
  node.slim("`import`", start("slim-import.mjs"));
  node.slim("`require`", start("slim-require.cjs"));
  node.testing("`import`", start("testing-import.mjs"));
  node.testing("`require`", start("testing-require.cjs"));
}
