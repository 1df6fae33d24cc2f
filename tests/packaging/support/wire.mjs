// The rows of docs/runtimes.md: what a runtime, and a client in it, make of exact bytes. What holds for
// every runtime is asserted here; what is one runtime's own way, the page tells.

import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { BREAKS_WHEN_IDLE, HTTP1_ROWS, HTTPS_ROWS, REJECTS_FIRST, VALUES } from "./wire-rows.mjs";
import { startWire } from "./wire-server.mjs";

const LIMIT = 120_000;

/** What must not happen twice. */
const SENDS = ["sendMessage", "reply"];
const BY_STATUS = ["reply", "markRead"];

/**
 * `visit` gets the calls to make, and resolves with what `callRows` told of them. `name` is what the rows call
 * the runtime, `column` what the page does.
 */
export const testHttp1 = (runtime, visit) => testRows("HTTP/1.1", HTTP1_ROWS, runtime, visit);
export const testHttps = (runtime, visit) => testRows("TLS", HTTPS_ROWS, runtime, visit);

const testRows = (table, rows, { name, column, version }, visit) => {
  describe(`${column} ${version}, exact bytes, ${table}:`, { timeout: LIMIT }, () => {
    const told = calling(visit, () =>
      rows.flatMap((row) =>
        row.calls.map((call) => ({ row, call, kept: row.kept, alone: row.alone })),
      ),
    );
    for (const row of rows) {
      test(row.what, () => {
        const calls = told.filter((one) => one.row === row);
        for (const call of calls) assertSafe(name, row, call);
        const right = calls.every((call) => isRight(row, call));
        assert.equal(right, !row.spoiltBy.includes(name), inWords(calls));
        const fields = [table, column, version, row.what, cellOf(calls)];
        appendFileSync(process.env.THREADLINE_WIRE, `${fields.join("\t")}\n`);
      });
    }
  });
};

/** With `idempotencyKeys`, an endpoint can tell what came twice from what was meant twice. */
export const testKeys = ({ column, version }, visit) => {
  describe(`${column} ${version}, idempotency keys:`, { timeout: LIMIT }, () => {
    const options = { idempotencyKeys: true };
    const told = calling(visit, () => [
      { row: BREAKS_WHEN_IDLE, call: "reply", kept: 1, times: 2, options },
      { row: REJECTS_FIRST, call: "sendMessage", kept: 0, options },
      { row: REJECTS_FIRST, call: "markRead", kept: 0, options },
      { row: REJECTS_FIRST, call: "sendMessage", kept: 0 },
    ]);
    const keysOf = (i) => told[i].arrived.map(({ key }) => key);

    test("each call has one of its own, however often it arrives", () => {
      const keys = keysOf(0);
      assert.ok(
        keys.every((key) => key?.length > 20),
        inWords(told),
      );
      assert.equal(new Set(keys).size, 2);
      assert.notEqual(keys[0], keys.at(-1));
    });

    test("a call that was rejected is retried with the same one", () => {
      const [key, again, ...more] = keysOf(1);
      assert.ok(key, inWords(told));
      assert.deepEqual([again, more], [key, []]);
    });

    test("what may happen twice has none, nor has anything without the option", () => {
      for (const i of [2, 3]) assert.deepEqual(keysOf(i), [undefined, undefined]);
    });
  });
};

/** Fills a list before the tests: what was to be called, how it ended, and what arrived. */
const calling = (visit, list) => {
  const told = [];
  const servers = [];
  before(async () => {
    const calls = list();
    for (const { row } of calls) servers.push(await startWire(row));
    const jobs = calls.map(({ row, ...job }, i) => ({ ...job, url: servers[i].url }));
    const ends = await visit(jobs);
    for (const [i, { row, call }] of calls.entries()) {
      told.push({ row, call, ...ends[i].at(-1), arrived: servers[i].arrived });
    }
  });
  after(() => {
    for (const server of servers) server.stop();
  });
  return told;
};

const inWords = (told) => JSON.stringify(told, undefined, 2);

/** What no runtime may do to us, whatever it does. */
const assertSafe = (name, row, { call, ended, value, retryable, arrived, ...more }) => {
  const told = `${call} ${ended} ${value} ${retryable} ${arrived.length}× ${JSON.stringify(more)}`;
  assert.ok(
    arrived.every(({ whole }) => whole),
    `whole: ${told}`,
  );
  if (ended === "resolves") {
    assert.notEqual(row.right, "lost", `what was lost resolves: ${told}`);
    assert.equal(value, VALUES[call] ?? null, told);
  }
  if (!SENDS.includes(call)) return;
  if (ended !== "resolves") assert.deepEqual([ended, retryable], ["OUTCOME_UNKNOWN", false], told);
  if (row.right === "unprocessed") return;
  if (row.sentAgainBy.includes(name)) {
    assert.ok(arrived.length > 1 && arrived.length <= row.kept + 1, `sent again: ${told}`);
  } else {
    assert.equal(arrived.length, 1, `sent once: ${told}`);
  }
};

const isRight = ({ right }, { call, ended, retryable, arrived }) => {
  const times = arrived.length;
  const isAnswered = ended === "resolves" && times === 1;
  const isLost = SENDS.includes(call)
    ? ended === "OUTCOME_UNKNOWN"
    : ended === "CONNECTION" && retryable && times > 1;
  switch (right) {
    case "answered":
      return isAnswered;
    case "lost":
      return isLost;
    case "either":
      return isAnswered || isLost;
    case "statusOnly":
      return isLost || (isAnswered && BY_STATUS.includes(call));
    // At the second time, if there is one.
    case "unprocessed":
      return isLost || (ended === "resolves" && times === 2);
    default:
      throw new Error(`nobody knows what "${right}" is`);
  }
};

const CLASSES = { DECODE: "`DecodeError`", TIMEOUT: "`TimeoutError`" };
const ONCE = 1;
const RETRIED = 2;
const MANY = 4;

/** A row in one runtime, in a few words: what is said of all calls, else of some of them. */
const cellOf = (told) => {
  const words = told.map(({ call, ended, arrived }) => {
    const times = arrived.length;
    const resolves = ended === "resolves";
    const usual = resolves || SENDS.includes(call) ? ONCE : RETRIED;
    const error = SENDS.includes(call) ? "" : CLASSES[ended];
    const often = times > MANY ? `more than ${MANY}×` : `${times}×`;
    const odd = times !== usual && !(error && times === ONCE);
    return { call, word: resolves ? "✓" : "lost", error, often: odd ? often : "" };
  });
  const parts = [];
  const say = (field, print) => {
    const groups = groupBy(words, field);
    for (const [what, group] of groups) {
      if (!what) continue;
      const names = group.map(({ call }) => `\`${call}\``).join(", ");
      parts.push(print(what, group.length === words.length ? "" : names));
    }
  };
  say("word", (what, names) => `${names} ${what}`.trim());
  say("error", (what) => what);
  say("often", (what, names) => `${names} ${what}`.trim());
  return parts.join("; ");
};

const groupBy = (list, field) => {
  const groups = new Map();
  for (const one of list) groups.set(one[field], [...(groups.get(one[field]) ?? []), one]);
  return groups;
};
