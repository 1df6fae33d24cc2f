// The rows of docs/connections.md: what a runtime, and a client in it, make of exact bytes. What holds for
// every runtime is asserted here; what is one runtime's own way, the page tells.

import assert from "node:assert/strict";
import { appendFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import {
  BREAKS_WHEN_IDLE,
  HTTP1_ROWS,
  HTTPS_ROWS,
  OTHER_ORIGIN,
  REJECTS_FIRST,
  VALUES,
} from "./wire-rows.mjs";
import { startWire } from "./wire-server.mjs";

const LIMIT = 120_000;

/** What must not happen twice. */
const SENDS = ["sendMessage", "reply"];
const BY_STATUS = ["reply", "markRead"];

/**
 * `visit` gets the calls to make, and resolves with what `callRows` reports of them. `name` is what the rows call
 * the runtime, `column` what the page does.
 */
export const testHttp1 = (runtime, visit) => testRows(HTTP1_ROWS, runtime, visit);
export const testHttps = (runtime, visit) => testRows(HTTPS_ROWS, runtime, visit);

const testRows = (rows, { name, column, version }, visit) => {
  describe(`${column} ${version}, exact bytes:`, { timeout: LIMIT }, () => {
    const outcomes = calling(visit, () =>
      rows.flatMap((row) =>
        row.calls.map((call) => ({ row, call, kept: row.kept, alone: row.alone })),
      ),
    );
    for (const row of rows) {
      test(`${row.over}: ${row.what}`, () => {
        const calls = outcomes.filter((one) => one.row === row);
        for (const call of calls) assertSafe(name, row, call);
        const right = calls.every((call) => isRight(row, call));
        assert.equal(right, !row.spoiltBy.includes(name), asText(calls));
        const fields = [row.over, column, version, row.what, cellOf(row, calls)];
        appendFileSync(process.env.THREADLINE_WIRE, `${fields.join("\t")}\n`);
      });
    }
  });
};

/** With `idempotencyKeys`, an endpoint can distinguish what arrived twice from what was meant twice. */
export const testKeys = ({ column, version }, visit) => {
  describe(`${column} ${version}, idempotency keys:`, { timeout: LIMIT }, () => {
    const options = { idempotencyKeys: true };
    const outcomes = calling(visit, () => [
      { row: BREAKS_WHEN_IDLE, call: "reply", kept: 1, times: 2, options },
      { row: REJECTS_FIRST, call: "sendMessage", kept: 0, options },
      { row: REJECTS_FIRST, call: "markRead", kept: 0, options },
      { row: REJECTS_FIRST, call: "sendMessage", kept: 0 },
    ]);
    const keysOf = (i) => outcomes[i].arrived.map(({ key }) => key);

    test("each call has its own, however often it arrives", () => {
      const keys = keysOf(0);
      assert.ok(
        keys.every((key) => key?.length > 20),
        asText(outcomes),
      );
      assert.equal(new Set(keys).size, 2);
      assert.notEqual(keys[0], keys.at(-1));
    });

    test("a call that was rejected is retried with the same one", () => {
      const [key, again, ...more] = keysOf(1);
      assert.ok(key, asText(outcomes));
      assert.deepEqual([again, more], [key, []]);
    });

    test("what may happen twice has none, nor has anything without the option", () => {
      for (const i of [2, 3]) assert.deepEqual(keysOf(i), [undefined, undefined]);
    });
  });
};

/**
 * A page tells the protocol of another origin's endpoint only if that allows it, and only then a browser that
 * would retry a text gets a stream.
 */
export const testOtherOrigin = ({ name, column, version }, visit) => {
  describe(`${column} ${version}, an endpoint of another origin:`, { timeout: LIMIT }, () => {
    const outcomes = calling(visit, (from) =>
      OTHER_ORIGIN.map((row) => ({ row, call: "reply", kept: 1, alone: true, from })),
    );
    for (const [i, { what, sentAgainBy }] of OTHER_ORIGIN.entries()) {
      test(what, () => {
        const { ended, arrived } = outcomes[i];
        assert.equal(ended, "OUTCOME_UNKNOWN", asText(outcomes));
        assert.equal(arrived.length, sentAgainBy.includes(name) ? 2 : 1, asText(outcomes));
      });
    }
  });
};

/** Fills a list before the tests: what was to be called, how it ended, and what arrived. */
const calling = (visit, list) => {
  const outcomes = [];
  const servers = [];
  before(async () => {
    const page = await startWire(OTHER_ORIGIN[0]);
    servers.push(page);
    const calls = list(page.url);
    for (const call of calls) {
      call.server = await startWire(call.row);
      servers.push(call.server);
    }
    const jobs = calls.map(({ row, server, ...job }) => ({ ...job, url: server.url }));
    const ends = await visit(jobs);
    for (const [i, { row, call, server }] of calls.entries()) {
      outcomes.push({ row, call, ...ends[i].at(-1), arrived: server.arrived });
    }
  });
  after(() => {
    for (const server of servers) server.stop();
  });
  return outcomes;
};

const asText = (outcomes) => JSON.stringify(outcomes, undefined, 2);

/** What no runtime may do to us, whatever it does. */
const assertSafe = (name, row, { call, ended, value, retryable, arrived, ...more }) => {
  const shown = `${call} ${ended} ${value} ${retryable} ${arrived.length}× ${JSON.stringify(more)}`;
  assert.ok(
    arrived.every(({ whole }) => whole),
    `whole: ${shown}`,
  );
  if (ended === "resolves") {
    assert.notEqual(row.right, "lost", `what was lost resolves: ${shown}`);
    assert.equal(value, VALUES[call] ?? null, shown);
  }
  if (!SENDS.includes(call)) return;
  if (ended !== "resolves") assert.deepEqual([ended, retryable], ["OUTCOME_UNKNOWN", false], shown);
  if (row.right === "unprocessed") return;
  if (row.sentAgainBy.includes(name)) {
    assert.ok(
      arrived.length > 1 && arrived.length <= row.kept + 1,
      `sent more than once: ${shown}`,
    );
  } else {
    assert.equal(arrived.length, 1, `sent once: ${shown}`);
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

/** A row in one runtime, in a few words: what holds for all calls, and the calls for which more does. */
const cellOf = (row, calls) => {
  const words = calls.map(({ call, ended, arrived }) => ({
    call: `\`${call}\``,
    word: ended === "resolves" ? "✓" : "lost",
    error: SENDS.includes(call) ? undefined : CLASSES[ended],
    times: timesOf(row, call, ended, arrived.length),
  }));
  const list = (group) =>
    group.length === words.length ? "" : `${group.map(({ call }) => call).join(", ")} `;
  const parts = [...groupBy(words, "word")].flatMap(([word, group]) => {
    const [{ times }] = group;
    if (group.every((one) => one.times === times)) return `${list(group)}${word} ${times ?? ""}`;
    const often = [...groupBy(group, "times")].map(([times, some]) => `${list(some)}${times}`);
    return [`${list(group)}${word}`, ...often];
  });
  const error = words.find((one) => one.error)?.error ?? [];
  return [parts, error]
    .flat()
    .map((part) => part.trim())
    .join("; ");
};

/** How often a call arrived, where that is worth a word. */
const timesOf = ({ kept, alone }, call, ended, times) => {
  const isSend = SENDS.includes(call);
  const usual = ended === "resolves" || isSend ? 1 : 2;
  if (times === usual || CLASSES[ended]) return undefined;
  // When a connection breaks that was used before, it is a matter of luck what sees it first.
  if (!isSend && ended !== "resolves" && (kept || alone)) return undefined;
  return kept > 1 ? `2 to ${kept + 1}×` : `${times}×`;
};

/** The things that say something in a field, by what they say. */
const groupBy = (list, field) => {
  const groups = new Map();
  for (const one of list) {
    if (one[field]) groups.set(one[field], [...(groups.get(one[field]) ?? []), one]);
  }
  return groups;
};
