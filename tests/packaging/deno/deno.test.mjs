// The default entry needs the network alone; the slim one reads its module; the fake services need
// nothing.

import { test } from "node:test";
import { once, testBorders, testForeign } from "../support/border-table.mjs";
import { runForJson, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { assertSentOnce } from "../support/sent-once.mjs";
import { testHttp1, testHttps, testKeys } from "../support/wire.mjs";

const deno = row("Deno", locked("deno"));
const start =
  (file, ...flags) =>
  (services) =>
    runForJson(tool("deno"), ["run", "--no-prompt", ...flags, file, JSON.stringify(services)]);

deno.runs("`import`, with `--allow-net`", start("import.mjs", "--allow-net"));
deno.slim(
  "`import`, with `--allow-net --allow-read`",
  start("slim-import.mjs", "--allow-net", "--allow-read"),
);
deno.testing("`import`, with no permission", start("testing-import.mjs"));

test("Deno sends once what must not be sent twice, although its fetch retries after a reset", () =>
  assertSentOnce(start("lost.mjs", "--allow-net")));

const crossed = once(() => start("borders.mjs", "--allow-all")({}));
testForeign("Deno", crossed);
testBorders("Deno", crossed);

const runtime = { name: "Deno", column: "Deno", version: locked("deno") };
const wire = start("wire.mjs", "--allow-net", "--unsafely-ignore-certificate-errors=127.0.0.1");
testHttp1(runtime, wire);
testHttps(runtime, wire);
testKeys(runtime, wire);
