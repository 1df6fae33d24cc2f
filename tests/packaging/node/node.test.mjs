// The one build serves import and require().

import { packageOf, programOf, RELEASES } from "../support/node.mjs";
import { runForJson } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { testHttp1, testKeys } from "../support/wire.mjs";

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

  const version = locked(packageOf(release));
  const runtime = { name: "Node", column: `Node ${version.split(".")[0]}`, version };
  testHttp1(runtime, start("wire.mjs"));
  testKeys(runtime, start("wire.mjs"));
}
