// What every fetch has to carry: the same sentences for each.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertArrived } from "./arrived.mjs";

const LIMIT = { timeout: 3 * 60_000 };

/** All 50 at once: every other call sends, and of each kind every other one is redirected. */
export const AT_ONCE = {
  timedOut: { TIMEOUT: 25, OUTCOME_UNKNOWN: 25 },
  misled: { REDIRECT: 26, REPLY_TOO_LARGE: 12, OUTCOME_UNKNOWN: 12 },
};

/** The same, ten times five, where so many connections are not to be had. */
export const IN_ROUNDS = {
  timedOut: { TIMEOUT: 30, OUTCOME_UNKNOWN: 20 },
  misled: { REDIRECT: 30, REPLY_TOO_LARGE: 10, OUTCOME_UNKNOWN: 10 },
};

const ROUNDS = 10;
const IN_A_ROUND = 5;

/**
 * The report of five calls at a time: `ended(count, timeoutMs)` and `aborted(count)` begin so many of them, and resolve
 * with what they ended with.
 */
export const reportInRounds = async (service, { answered, ended, aborted }) => {
  const rounds = async (mode, round) => {
    const sums = {};
    let open = 0;
    for (let at = 0; at < ROUNDS; at++) {
      service.behave(mode);
      for (const [end, count] of Object.entries(await round()))
        sums[end] = (sums[end] ?? 0) + count;
      open += await service.leftOpen();
    }
    return { ends: sums, open };
  };
  const ids = await answered();
  const arrived = service.arrived();
  return {
    ids,
    arrived,
    timedOut: await rounds("stall", () => ended(IN_A_ROUND, 400)),
    aborted: await rounds("stall", () => aborted(IN_A_ROUND)),
    misled: await rounds("mislead", () => ended(IN_A_ROUND)),
  };
};

/**
 * `run` resolves with a report and, if all went through a proxy, what that has `seen`; `counts` is what its calls end
 * with, `adds` the header that is added to each.
 */
export const carries = (title, run, counts, adds) => {
  let running;
  const found = () => {
    running ??= run();
    return running;
  };
  const behaves = (sentence, body) =>
    test(`${title}: ${sentence}`, LIMIT, async () => body(await found()));

  behaves("reads and sends arrive, the key under its own name alone", ({ report, seen }) =>
    assertArrived(report, { adds, seen }),
  );

  behaves("50 calls that time out leave no connection open", ({ report }) =>
    assert.deepEqual(report.timedOut, { ends: counts.timedOut, open: 0 }),
  );

  behaves("50 calls that are aborted leave no connection open", ({ report }) =>
    assert.deepEqual(report.aborted, { ends: { "the caller's reason": 50 }, open: 0 }),
  );

  behaves("50 unusable responses leave no connection open", ({ report }) =>
    assert.deepEqual(report.misled, { ends: counts.misled, open: 0 }),
  );
};
