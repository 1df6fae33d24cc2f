// What the module does of hostile input grows with it and no faster, and costs at most so many times what it does of
// ordinary input of that size. The steps are counted: its functions, and each turn of its loops. What the engine does in
// one of them (moving bytes) is not; `cargo xtask bench --growth` measures the time of the same inputs.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import decode from "./support/growth/decode.mjs";
import inputs from "./support/growth/inputs.mjs";
import refusals from "./support/growth/refusals.mjs";
import webhooks from "./support/growth/webhooks.mjs";

const counted = new WebAssembly.Module(readFileSync(process.env.THREADLINE_COUNTED));

// The package makes its instance at the first call.
let steps = 0;
const { Instance } = WebAssembly;
WebAssembly.Instance = class {
  constructor(_, imports) {
    const [[own]] = [Object.values(imports)];
    own.log_execution = () => {
      steps++;
    };
    // biome-ignore lint/correctness/noConstructorReturn: it stands in for the platform's
    return new Instance(counted, imports);
  }
};

const stepsOf = async ({ run }) => {
  steps = 0;
  await run();
  return steps;
};

const TIMES = 4;
// Sorting takes a little more than four times as long for four times as much; what is quadratic sixteen times.
const MOST = 5;
// Of an ordinary body more is done within a step, so that 50 times its time is more than 50 times its steps.
const DEAREST = 100;

for (const [part, cases] of Object.entries({ decode, refusals, webhooks, inputs })) {
  describe(`four times as much takes the module about four times the steps (bad input, line 10): ${part}`, () => {
    for (const { name, base, make, ordinary } of cases) {
      test(name, async () => {
        const size = 4 * base;
        await stepsOf(make(base));
        const few = await stepsOf(make(size));
        const larger = make(TIMES * size);
        const many = await stepsOf(larger);
        assert.ok(many <= MOST * few, `${few} steps for ${size}, ${many} for ${TIMES * size}`);
        if (!ordinary) return;
        const usual = await stepsOf(ordinary(larger.bytes));
        assert.ok(many <= DEAREST * usual, `${many} steps, of an ordinary one ${usual}`);
      });
    }
  });
}
