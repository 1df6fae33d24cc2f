// The way back through Heymarket's messages, against services of every kind: its pages are asked for by whole
// seconds, and whether those of the second itself are given is documented both ways.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { json, recorder, rejection } from "./support/doubles.mjs";
import { collect, outcomeOf } from "./support/iterators.mjs";
import { chooser, seeded } from "./support/random.mjs";

const INPUT = { phoneNumber: "14155551234", inboxId: 2222 };
const BASE = 1_772_366_400; // 2026-03-01T12:00:00Z

/** A timestamp that many microseconds after the base, as a service may write it. */
const written = (micros, form) => {
  const shift = form === "ahead" ? 5400 : 0;
  const seconds = BASE + Math.floor(micros / 1e6) + shift;
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  const rest = String(micros % 1e6).padStart(6, "0");
  const fraction = form === "short" ? rest.replace(/0+$/, "") : rest;
  const zone = { ahead: "+01:30", bare: "" }[form] ?? "Z";
  return `${whole}${fraction && "."}${fraction}${zone}`;
};

/** The newest of the messages up to a time, in no order. */
const pageAt = (messages, { pageSize, inclusive }, timestamp) => {
  const until = timestamp === null ? Number.POSITIVE_INFINITY : (timestamp - BASE) * 1e6;
  return messages
    .filter(({ micros }) => micros < until || (inclusive && micros === until))
    .toSorted((a, b) => b.micros - a.micros || b.id - a.id)
    .slice(0, pageSize);
};

const service = (messages, options) =>
  recorder(({ url }) => {
    const asked = new URL(url).searchParams.get("timestamp");
    const page = pageAt(messages, options, asked && Number(asked));
    const mixed = page.toSorted((a, b) => ((a.id * 7) % 11) - ((b.id * 7) % 11));
    return json(mixed.map(({ id, micros, form }) => ({ id, date: written(micros, form) })));
  });

const made = (...micros) => micros.map((micros, at) => ({ id: at + 1, micros, form: "full" }));
const walk = (api, more) => collect(api.messages({ ...INPUT, ...more }));

const walkToTheEnd = (api) => outcomeOf(api.messages(INPUT));

const isLost = (error) => {
  const { name, operation, path } = error ?? {};
  assert.deepEqual([name, operation, path], ["DecodeError", "listMessages", "$[*].date"], error);
};

describe("every message that any request can bring is given once, the newest first, and an error says that there may be more", () => {
  for (const inclusive of [true, false]) {
    test(`at a service whose bound is ${inclusive ? "inclusive" : "exclusive"}`, async () => {
      for (let seed = 0; seed < 400; seed++) {
        const { below, pick } = chooser(seeded(seed));
        const span = pick([1, 3, 10, 100]);
        // On whole seconds, on few instants within one, or anywhere.
        const micros = pick([
          () => below(span) * 1e6,
          () => below(span) * 1e6 + pick([0, 1, 500_000, 999_999]),
          () => below(span * 1e6),
        ]);
        const form = pick(["full", "short", "ahead", "bare"]);
        const messages = Array.from({ length: below(40) }, (_, id) => ({
          id,
          micros: micros(),
          form,
        }));
        const options = { pageSize: 2 + below(12), inclusive };
        const reachable = new Set(pageAt(messages, options, null));
        for (let time = BASE + span + 1; time >= BASE - 1; time--) {
          for (const message of pageAt(messages, options, time)) reachable.add(message);
        }
        const { api, sent } = service(messages, options);
        const { ids, error } = await walkToTheEnd(api);
        const hint = `seed ${seed}`;
        if (error) {
          isLost(error);
          assert.match(error.message, /: \d+ or more items share 2026-03-01T12:/, hint);
        }
        // That a few within one second are not all there is, nothing tells.
        const few = reachable.size <= options.pageSize && options.pageSize < 10;
        if (reachable.size < messages.length && !few) assert.ok(error, `${hint}: not a word`);
        assert.equal(new Set(ids).size, ids.length, hint);
        const expected = [...reachable].sort((a, b) => b.micros - a.micros);
        const given = ids.map((id) => messages[id].micros);
        assert.deepEqual(
          given,
          expected.map(({ micros }) => micros),
          hint,
        );
        assert.ok(sent.length <= messages.length + 4, `${hint}: ${sent.length} requests`);
      }
    });
  }
});

describe("the walk", () => {
  test("takes two requests where one page holds everything", async () => {
    for (const messages of [made(5e6), made(5e6, 4.2e6, 1), made(9e6, 8e6, 7e6, 6e6)]) {
      for (const inclusive of [true, false]) {
        const { api, sent } = service(messages, { pageSize: 50, inclusive });
        assert.equal((await walk(api)).length, messages.length);
        assert.equal(sent.length, 2);
      }
    }
  });

  test("ends with an error at a service that ignores the time", async () => {
    const messages = made(9e6, 8.5e6, 8.4e6, 7e6);
    const page = messages.map(({ id, micros }) => ({ id, date: written(micros) }));
    const { api, sent } = recorder(() => json(page));
    const { ids, error } = await walkToTheEnd(api);
    assert.deepEqual(ids, [1, 2, 3, 4]);
    isLost(error);
    assert.ok(sent.length <= 4, `${sent.length}`);
  });

  test("ends with an error at a service that ignores the time and holds a page of one second", async () => {
    const page = [1, 2, 3].map((id) => ({ id, date: written(5e6) }));
    const { api, sent } = recorder(() => json(page));
    const { ids, error } = await walkToTheEnd(api);
    assert.deepEqual(ids, [1, 2, 3]);
    isLost(error);
    assert.ok(sent.length <= 4, `${sent.length}`);
  });

  test("gives two messages of one second, a question and its automatic answer, without an error", async () => {
    for (const inclusive of [true, false]) {
      const { api } = service(made(5.2e6, 5.1e6), { pageSize: 50, inclusive });
      assert.deepEqual(await walk(api), [1, 2]);
    }
  });

  test("goes past a second of more messages than a page, and ends with an error that names it", async () => {
    for (const inclusive of [true, false]) {
      const second = Array.from({ length: 60 }, (_, at) => 5e6 + at);
      const messages = made(9e6, ...second.toReversed(), 4e6, 3e6);
      const { api, sent } = service(messages, { pageSize: 50, inclusive });
      const { ids, error } = await walkToTheEnd(api);
      const expected = inclusive ? 1 + 50 + 1 + 2 : 1 + 50 + 2;
      assert.equal(ids.length, expected);
      isLost(error);
      assert.match(error.message, /\b50 or more items share 2026-03-01T12:00:05Z, .+\bonly 50\b/);
      assert.ok(sent.length <= 6, `${sent.length}`);
    }
  });

  test("skips invalid dates: absent, in words, of the year 1", async () => {
    const pages = [
      [{ id: 1, date: "0001-01-01T00:00:00Z" }, { id: 2 }, { id: 3, date: written(9e6) }],
      [
        { id: 4, date: "yesterday" },
        { id: 5, date: written(8e6) },
      ],
      [],
    ];
    const { api, sent } = recorder((_request, count) => json(pages[count - 1]));
    assert.deepEqual(await walk(api), [3, 1, 2, 5, 4]);
    assert.deepEqual(
      sent.map(({ url }) => new URL(url).searchParams.get("timestamp")),
      [null, `${BASE + 10}`, `${BASE + 9}`],
    );
  });

  test("reports that nothing can follow a page without a single date", async () => {
    const { api, sent } = recorder(() => json([{ id: 1 }, { id: 2, date: "soon" }]));
    const iterator = api.messages(INPUT);
    assert.equal((await iterator.next()).value.id, 1);
    assert.equal((await iterator.next()).value.id, 2);
    for (let i = 0; i < 2; i++) {
      const error = await rejection(iterator.next());
      assert.deepEqual([error.name, error.path], ["DecodeError", "$[*].date"]);
    }
    assert.equal(sent.length, 1);
  });

  test("never asks for a time before 1970", async () => {
    const { api, sent } = recorder(() =>
      json([1, 2, 3].map((id) => ({ id, date: "1970-01-01T00:00:00Z" }))),
    );
    const { ids, error } = await walkToTheEnd(api);
    assert.deepEqual(ids, [1, 2, 3]);
    isLost(error);
    assert.deepEqual(
      sent.map(({ url }) => new URL(url).searchParams.get("timestamp")),
      [null, "1", "0"],
    );
  });

  test("begins at a time in every form, and its cursor is in seconds", async () => {
    const messages = made(4e6, 3e6, 2e6, 1e6);
    const { api } = service(messages, { pageSize: 50, inclusive: true });
    for (const timestamp of [
      BASE + 3,
      new Date((BASE + 3) * 1000),
      written(3e6, "ahead"),
      written(2_000_001),
    ]) {
      assert.equal(api.messages({ ...INPUT, timestamp }).cursor, BASE + 3);
      assert.deepEqual(await walk(api, { timestamp }), [2, 3, 4]);
    }
  });

  test("rejects an invalid time, before anything is sent", async () => {
    const { api, sent } = service([], { pageSize: 50 });
    const old = "1960-01-01T00:00:00Z";
    for (const timestamp of [-1, 1.5, Number.NaN, "yesterday", `${BASE}`, old, null, [], {}]) {
      const error = await rejection(api.messages({ ...INPUT, timestamp }).next());
      assert.equal(error.name, "InvalidArgumentError");
      assert.match(error.path, /^timestamp/);
    }
    assert.equal(sent.length, 0);
  });
});
