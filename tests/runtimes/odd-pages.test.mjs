// Pages that no document describes: an iterator gives what is on them, and ends, with an error where more may be left.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DecodeError } from "threadline";
import { json, LIST, recorder } from "./support/doubles.mjs";
import { outcomeOf } from "./support/iterators.mjs";
import { chooser, seeded } from "./support/random.mjs";

const at = (seconds) => new Date(1_772_359_200_000 + seconds * 1000).toISOString();
const A = "2026-03-01T10:00:00.000001Z";
const B = "2026-03-01T11:00:00+00:00";

/** Responds with `answer(cursor)` of each request. */
const service = (answer) => {
  const { api, sent } = recorder((_request, count) => {
    const { date } = JSON.parse(sent.at(-1).body);
    return json(answer(date, count));
  });
  return { sent, walk: () => outcomeOf(api.conversations(LIST)) };
};

const isLost = (error) => {
  assert.ok(error instanceof DecodeError, `${error}`);
  assert.deepEqual(
    [error.operation, error.path, error.retryable],
    ["listConversations", "$[*].updated", false],
  );
};

describe("an invalid time", () => {
  for (const updated of [
    null,
    undefined,
    "",
    "soon",
    "2026-03-01",
    "2026-13-01T00:00:00Z",
    "2026-03-01T25:00:00Z",
    "2026-03-01T23:59:60Z",
    "2026-03-01T10:00:00+25:00",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z",
    `2026-03-01T10:00:00.${"0".repeat(30)}Z`,
  ]) {
    const name = JSON.stringify(updated);

    test(`${name} at the end of a page is not a cursor: the last valid one is used`, async () => {
      const pages = {
        none: [
          { id: 1, updated: B },
          { id: 2, updated },
        ],
        [B]: [
          { id: 1, updated: B },
          { id: 3, updated: A },
        ],
        [A]: [{ id: 3, updated: A }],
      };
      const { sent, walk } = service((date = "none") => pages[date] ?? []);
      assert.deepEqual(await walk(), { ids: [1, 2, 3] });
      const dates = sent.map(({ body }) => JSON.parse(body).date);
      assert.deepEqual(dates, [undefined, B, A, "2026-03-01T10:00:00.000000Z"]);
    });

    test(`${name} in a whole page is an error that names the response`, async () => {
      for (const first of [[], [{ id: 1, updated: B }]]) {
        const rest = [
          { id: 2, updated },
          { id: 3, updated },
        ];
        const { sent, walk } = service((_date, count) =>
          count === 1 && first.length ? first : rest,
        );
        const { ids, error } = await walk();
        assert.deepEqual(ids, [...first.map(({ id }) => id), 2, 3]);
        isLost(error);
        assert.ok(sent.length <= 6, `${sent.length} requests`);
      }
    });
  }

  test("is not an error on the last page", async () => {
    const first = [3, 2, 1].map((id) => ({ id, updated: at(id) }));
    const last = [first[2], { id: 4, updated: "" }];
    const { walk } = service((date) => (date ? [] : first));
    const pages = { none: first, [at(1)]: last };
    const { walk: other } = service((date = "none") => pages[date] ?? []);
    assert.deepEqual(await walk(), { ids: [3, 2, 1] });
    assert.deepEqual(await other(), { ids: [3, 2, 1, 4] });
  });
});

describe("pages that are not sorted", () => {
  const all = Array.from({ length: 40 }, (_, n) => ({ id: n + 1, updated: at(-n) }));
  const before = (date) => all.filter(({ updated }) => !date || updated < date);

  for (let seed = 0; seed < 20; seed++) {
    test(`but hold the latest: everything is given, and an error says so (seed ${seed})`, async () => {
      const random = seeded(seed);
      const { sent, walk } = service((date) =>
        before(date)
          .slice(0, 8)
          .sort(() => random() - 0.5),
      );
      const { ids, error } = await walk();
      assert.equal(ids.length, 40);
      assert.equal(new Set(ids).size, 40);
      isLost(error);
      assert.match(error.message, /not sorted/);
      assert.ok(sent.length <= 200, `${sent.length} requests`);
    });

    test(`and hold any: an error says so (seed ${seed})`, async () => {
      const { below } = chooser(seeded(seed));
      const shuffled = all.map((one) => [below(1_000), one]).sort(([a], [b]) => a - b);
      const order = new Map(shuffled.map(([, one], place) => [one.id, place]));
      const { sent, walk } = service((date) =>
        before(date)
          .sort((a, b) => order.get(a.id) - order.get(b.id))
          .slice(0, 8),
      );
      const { ids, error } = await walk();
      assert.equal(new Set(ids).size, ids.length);
      isLost(error);
      assert.ok(sent.length <= 200, `${sent.length} requests`);
    });
  }

  test("the oldest first: everything is given, and an error says so", async () => {
    const { walk } = service((date) => before(date).slice(0, 8).reverse());
    const { ids, error } = await walk();
    assert.equal(new Set(ids).size, 40);
    isLost(error);
  });

  test("unless it has been updated since: then it is not", async () => {
    const moved = { id: 99, updated: at(60) };
    const { walk } = service((date) => {
      const page = before(date).slice(0, 8);
      return date && page.length ? [...page.slice(0, 3), moved, ...page.slice(3)] : page;
    });
    const { ids, error } = await walk();
    assert.deepEqual([new Set(ids).size, error], [41, undefined]);
  });
});

describe("a repeated item", () => {
  test("under another time is given once", async () => {
    const [one, two, three] = [1, 2, 3].map((id) => (seconds) => ({ id, updated: at(seconds) }));
    const pages = {
      none: [one(9), two(8), one(7)],
      [at(7)]: [one(7), two(6), three(5)],
      [at(5)]: [three(5)],
    };
    const { walk } = service((date = "none") => pages[date] ?? []);
    assert.deepEqual(await walk(), { ids: [1, 2, 3] });
  });

  test("for ever, older each time, ends the walk with an error", async () => {
    const { sent, walk } = service((_date, count) => [{ id: 1, updated: at(-count) }]);
    const { ids, error } = await walk();
    assert.deepEqual(ids, [1]);
    isLost(error);
    assert.ok(sent.length <= 60, `${sent.length} requests`);
  });
});

describe("pages of one", () => {
  for (const inclusive of [false, true]) {
    test(`give all of different times, inclusive: ${inclusive}`, async () => {
      const all = Array.from({ length: 5 }, (_, n) => ({ id: n + 1, updated: at(-n) }));
      const { walk } = service((date) =>
        all
          .filter(({ updated }) => !date || updated < date || (inclusive && updated === date))
          .slice(0, 1),
      );
      const { ids, error } = await walk();
      assert.deepEqual(ids, [1, 2, 3, 4, 5]);
      isLost(error);
    });

    test(`are not an error when there is only one, inclusive: ${inclusive}`, async () => {
      const { sent, walk } = service((date) => {
        const one = { id: 1, updated: A };
        return !date || A < date || (inclusive && A === date) ? [one] : [];
      });
      assert.deepEqual(await walk(), { ids: [1] });
      assert.equal(sent.length, 3);
    });
  }
});
