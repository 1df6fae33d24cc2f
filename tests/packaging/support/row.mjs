// A row of the tables in docs/runtimes.md: a runtime or a tool. Each of its cells is a test, and only a test
// that passed is a cell.

import assert from "node:assert/strict";
import { appendFileSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { startFake } from "../../runtimes/support/fake.mjs";
import { EXPECTED, EXPECTED_OF_FAKES } from "./tour.mjs";

/** As what came out looks once it has travelled as JSON. */
const asJson = (value) => JSON.parse(JSON.stringify(value));
const [EXPECTED_HERE, EXPECTED_OF_FAKES_HERE] = [EXPECTED, EXPECTED_OF_FAKES].map(asJson);

let fake;
before(async () => {
  fake = await startFake();
});
after(() => fake?.stop());

/**
 * `run` gets the fake services' address and credentials, and resolves with what `visit` made of them.
 * `version` is the row's own, as `locked` gives it.
 */
export const row = (name, version) => {
  const tick = (entry, what, run) =>
    test(`${name} ${version}, ${entry}: ${what}`, async () => {
      await fake.reset();
      await run();
      appendFileSync(process.env.THREADLINE_MATRIX, `${[name, version, entry, what].join("\t")}\n`);
    });
  const cell = (entry, what, run, expected = EXPECTED_HERE) =>
    tick(entry, what, async () => {
      const { url, keys, secrets } = fake;
      assert.deepEqual(await run({ url, keys, secrets }), expected);
    });
  return {
    /** The default entry. */
    runs: (what, run) => cell("threadline", what, run),
    slim: (what, run) => cell("threadline/slim", what, run),
    /** `run` resolves with what `visitFakes` made of the services in memory. */
    testing: (what, run) => cell("threadline/testing", what, run, EXPECTED_OF_FAKES_HERE),
    /** What a user does there beyond calling everything once; `run` gets the fake services, and asserts by itself. */
    also: (what, run) => tick("threadline", what, () => run(fake)),
    /** Something else than a visit, of which `expected` must come out. */
    gives: (entry, what, expected, run) => cell(entry, what, run, asJson(expected)),
  };
};

/** The version that the project's lockfile pins. */
export const locked = (name) => {
  const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
  return packages[`node_modules/${name}`].version;
};
