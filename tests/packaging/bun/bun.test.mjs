import { createRequire } from "node:module";
import { test } from "node:test";
import { once, testBorders, testForeign } from "../support/border-table.mjs";
import { runForJson } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";
import { assertSentOnce } from "../support/sent-once.mjs";
import { testHttp1, testKeys } from "../support/wire.mjs";

const require = createRequire(import.meta.url);

/** Without the package's install script, the program lies in the package of the platform. */
const program = () => {
  const { optionalDependencies } = require("bun/package.json");
  for (const name of Object.keys(optionalDependencies)) {
    try {
      return require.resolve(`${name}/bin/bun`);
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Error("npm installed no bun for this platform");
};

const bun = row("Bun", locked("bun"));
const start = (file) => (services) =>
  runForJson(program(), ["run", file, JSON.stringify(services)]);

bun.runs("`import`", start("import.mjs"));
bun.runs("`require`", start("require.cjs"));
bun.slim("`import`", start("slim-import.mjs"));
bun.slim("`require`", start("slim-require.cjs"));
bun.testing("`import`", start("testing-import.mjs"));
bun.testing("`require`", start("testing-require.cjs"));

test("Bun sends once what must not be sent twice", () => assertSentOnce(start("lost.mjs")));

const crossed = once(() => start("borders.mjs")({}));
testForeign("Bun", crossed);
testBorders("Bun", crossed);

const runtime = { name: "Bun", column: "Bun", version: locked("bun") };
testHttp1(runtime, start("wire.mjs"));
testKeys(runtime, start("wire.mjs"));
