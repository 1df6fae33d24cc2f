// Heymarket's iterators over messages: those with a number, and those of the team.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { json, rejection } from "./support/doubles.mjs";
import { heymarket } from "./support/services.mjs";

const { recorder } = heymarket;
const INPUT = { phoneNumber: "+1 415-555-1234", inboxId: 2222 };

const collect = async (pages) => {
  const items = [];
  for await (const item of pages) items.push(item);
  return items;
};

/** What was given, and with what it ended. */
const walkToTheEnd = async (pages) => {
  const items = [];
  try {
    for await (const item of pages) items.push(item);
  } catch (error) {
    return { items, error };
  }
  return { items };
};

const at = (ms) => new Date(ms).toISOString();
const shuffled = (list) => list.toSorted((a, b) => ((a.id * 7) % 11) - ((b.id * 7) % 11));

/** A service that holds messages of these times; a page is of the latest ones up to `timestamp`. */
const history = (times, pageSize = 3, wire = (ms) => ({ date: at(ms) })) => {
  const messages = times.map((ms, id) => ({ id, ms }));
  return recorder((request) => {
    const query = new URL(request.url).searchParams;
    const until = query.has("timestamp") ? Number(query.get("timestamp")) * 1000 : Infinity;
    const page = messages
      .filter(({ ms }) => ms <= until)
      .toSorted((a, b) => b.ms - a.ms || b.id - a.id)
      .slice(0, pageSize);
    // In whatever order: none is stated.
    return json(shuffled(page).map(({ id, ms }) => ({ id, ...wire(ms) })));
  });
};

describe("messages() gives every message once, the newest first:", () => {
  const minute = 60_000;
  for (const [name, times] of [
    ["a minute apart", Array.from({ length: 10 }, (_, i) => 1_772_366_400_000 + i * minute)],
    ["within a second", [5_000, 5_001, 5_400, 5_999, 4_000, 3_500, 3_499]],
    ["on whole seconds", [1_000, 2_000, 3_000, 4_000, 5_000, 6_000]],
    ["at the same time, as many as a page holds", [9_000, 8_000, 8_000, 8_000, 7_000, 6_000]],
    ["a single one", [1_000]],
    ["none", []],
  ]) {
    for (const pageSize of [3, 4, 50]) {
      test(`${name}, in pages of ${pageSize}`, async () => {
        const { api } = history(times, pageSize);
        const { items: given, error } = await walkToTheEnd(api.messages(INPUT));
        // A page full of one second may hide others, although there are none here.
        if (error)
          assert.match(error.message, new RegExp(`\\b${pageSize} or more items share 1970-`));
        const second = (ms) => Math.floor(ms / 1000);
        const beside = (ms) => times.filter((other) => second(other) === second(ms)).length;
        const crowded = times.some((ms) => beside(ms) >= pageSize - 1);
        if (!crowded) assert.equal(error, undefined);
        const dates = given.map(({ date }) => Date.parse(date));
        assert.deepEqual(
          dates,
          times.toSorted((a, b) => b - a),
        );
        assert.equal(new Set(given.map(({ id }) => id)).size, times.length);
      });
    }
  }

  test("a second that fills pages does not hide what came before it, and is named in an error", async () => {
    const times = [9_000, 8_000, 8_000, 8_000, 8_000, 8_000, 7_000, 6_000];
    const { items, error } = await walkToTheEnd(history(times, 3).api.messages(INPUT));
    assert.deepEqual(
      items.map(({ date }) => Date.parse(date)).filter((ms) => ms < 8_000),
      [7_000, 6_000],
    );
    assert.deepEqual([error.name, error.path], ["DecodeError", "$[*].date"]);
    assert.match(error.message, /\b3 or more items share 1970-01-01T00:00:08Z\b/);
  });

  test("from a time backwards, and on from a cursor", async () => {
    const times = [1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000];
    const { api } = history(times);
    const dates = (messages) => messages.map(({ date }) => Date.parse(date));
    for (const timestamp of [4, new Date(4_000), "1970-01-01T01:00:04+01:00"]) {
      const given = await collect(api.messages({ ...INPUT, timestamp }));
      assert.deepEqual(dates(given), [4_000, 3_000, 2_000, 1_000]);
    }
    const pages = api.messages(INPUT);
    for (let i = 0; i < 5; i++) await pages.next();
    const rest = await collect(api.messages({ ...INPUT, timestamp: pages.cursor }));
    assert.deepEqual(dates(rest), [5_000, 4_000, 3_000, 2_000, 1_000]);
  });

  test("messages without a timestamp are given, but no page can follow them", async () => {
    const { api } = history([1_000, 2_000], 1, () => ({}));
    const pages = api.messages(INPUT);
    assert.equal((await pages.next()).value.id, 1);
    const error = await rejection(pages.next());
    assert.deepEqual([error.name, error.path], ["DecodeError", "$[*].date"]);
  });

  test("what the table forbids is rejected before anything is sent", async () => {
    const { api, sent } = history([1_000]);
    for (const [input, path] of [
      [undefined, "phoneNumber"],
      [{ phoneNumber: "x", inboxId: 1 }, "phoneNumber"],
      [{ ...INPUT, timestamp: -1 }, "timestamp"],
      [{ ...INPUT, direction: "older" }, "direction"],
    ]) {
      const error = await rejection(api.messages(input).next());
      assert.deepEqual([error.name, error.path], ["InvalidArgumentError", path]);
    }
    assert.throws(() => api.messages(INPUT, { raw: true }), { path: "raw" });
    assert.equal(sent.length, 0);
  });
});

describe("teamMessages()", () => {
  /** Messages in order of one of their times, from `created_at` on, itself included. */
  const team = (count, pageSize) => {
    const service = recorder(() => {
      const asked = JSON.parse(service.sent.at(-1).body);
      const { created_at: from, order = "created_at", ascending = false } = asked;
      const key = order === "created_at" ? "date" : "updated";
      const sign = ascending ? 1 : -1;
      const messages = Array.from({ length: count }, (_, id) => ({
        id,
        date: at(id * 1_000),
        updated: at(((id * 3) % count) * 1_000),
      }));
      const rest = messages
        .toSorted((a, b) => sign * (Date.parse(a[key]) - Date.parse(b[key])))
        .filter((one) => !from || sign * (Date.parse(one[key]) - Date.parse(from)) >= 0);
      return json(rest.slice(0, pageSize));
    });
    return service;
  };

  for (const order of [undefined, "created_at", "updated_at"]) {
    for (const ascending of [undefined, true, false]) {
      test(`gives each once, by ${order}, ascending: ${ascending}`, async () => {
        const { api } = team(10, 3);
        const given = await collect(api.teamMessages({ order, ascending, limit: 3 }));
        assert.equal(given.length, 10);
        assert.equal(new Set(given.map(({ id }) => id)).size, 10);
        const key = order === "updated_at" ? "updated" : "date";
        const times = given.map((message) => Date.parse(message[key]));
        const sign = ascending ? 1 : -1;
        assert.deepEqual(
          times,
          times.toSorted((a, b) => sign * (a - b)),
        );
      });
    }
  }

  test("needs no input, and continues from a cursor", async () => {
    const { api } = team(7, 3);
    const pages = api.teamMessages();
    for (let i = 0; i < 4; i++) await pages.next();
    const rest = await collect(api.teamMessages({ createdAt: pages.cursor }));
    assert.deepEqual(
      rest.map(({ id }) => id),
      [4, 3, 2, 1, 0],
    );
  });
});
