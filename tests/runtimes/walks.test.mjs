// The iterators over lists that are paged by time, at services of every kind: each item that does not move comes once,
// or the walk ends with an error that says what could not be had.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DecodeError } from "threadline";
import { json, recorder } from "./support/doubles.mjs";
import { outcomeOf } from "./support/iterators.mjs";
import { chooser, seeded } from "./support/random.mjs";
import { FORMS, nanoseconds, pageAt, written } from "./support/timed-list.mjs";

const LISTS = 200; // of each kind
const BASE = 1_776_007_800_000_000_000n; // 2026-04-12T15:30:00Z
const HOUR = 3_600_000_000_000n;

const messages = (order, key, ascending) => ({
  open: (api, limit) => api.teamMessages({ order, ascending, limit }),
  key,
  ascending,
});

const KINDS = {
  "conversations()": {
    open: (api) => api.conversations({ id: 1, filters: {} }),
    key: "updated",
    ascending: false,
  },
  "teamMessages(), the newest first": messages("created_at", "date", false),
  "teamMessages(), the oldest first": messages("created_at", "date", true),
  "teamMessages(), the last updated first": messages("updated_at", "updated", false),
  "teamMessages(), the last updated last": messages("updated_at", "updated", true),
};

/** A list and how its service behaves. */
const listOf = (seed, { key, ascending }) => {
  const { below, pick, chance } = chooser(seeded(seed));
  const instants = pick([1, 2, 3, 10, 100]);
  const step = pick([1_000n, 250_000_000n, 1_000_000_000n]);
  const rows = Array.from({ length: below(40) }, (_, at) => ({
    id: at + 1,
    time: BASE + BigInt(below(instants)) * step,
    rank: below(1_000),
    unread: chance(0.5),
    closed: chance(0.5),
  }));
  // What one action has touched has one time.
  if (rows.length && chance(0.5)) {
    const { time } = pick(rows);
    for (const row of rows) if (chance(0.5)) row.time = time;
  }
  const size = 2 + below(11);
  return {
    rows,
    ascending,
    size,
    largestLimit: pick([size, 1_000]),
    inclusive: chance(0.5),
    heedsFilters: chance(0.5),
    form: pick(Object.keys(FORMS)),
    // How finely the service compares.
    grain: pick([1n, 1n, 1_000_000n]),
    // Of what is sorted by it, some is updated meanwhile.
    moves: key === "updated" && chance(0.4) ? below(6) : 0,
    below,
    pick,
  };
};

/** Its service; `moved` are the ids of what was updated since the first request. */
const serve = (list, key) => {
  const { rows, size, largestLimit, heedsFilters, form, grain, below, pick } = list;
  const moved = new Set();
  let { moves } = list;
  let now = BASE + HOUR;
  const service = recorder(() => {
    const { date, created_at = date, limit, filters = {} } = JSON.parse(service.sent.at(-1).body);
    const kept = rows.filter((row) =>
      ["unread", "closed"].every(
        (flag) => !heedsFilters || filters[flag] === undefined || filters[flag] === row[flag],
      ),
    );
    const time = created_at && nanoseconds(created_at);
    const cursor = time && time - (time % grain);
    const page = pageAt(kept, { ...list, cursor, size: Math.min(limit ?? size, largestLimit) });
    const answer = json(page.map(({ id, time }) => ({ id, [key]: written(time, form) })));
    if (moves && rows.length && below(2)) {
      const row = pick(rows);
      now += 1_000_000_000n;
      row.time = now;
      moved.add(row.id);
      moves--;
    }
    return answer;
  });
  return { ...service, moved };
};

/** Every id that the pages at any cursor have. */
const reachable = (list) => {
  const near = [-1_000n, -1n, 0n, 1n, 1_000n];
  const cursors = list.rows.flatMap(({ time }) => near.map((distance) => time + distance));
  const pages = [undefined, ...cursors].map((time) =>
    pageAt(list.rows, { ...list, cursor: time && time - (time % list.grain) }),
  );
  return new Set(pages.flat().map(({ id }) => id));
};

describe("of a thousand lists", () => {
  for (const [at, [name, { open, key, ascending }]] of Object.entries(KINDS).entries()) {
    test(`${name} gives all that did not move once, or says what it could not get`, async () => {
      let whole = 0;
      for (let seed = at * LISTS; seed < (at + 1) * LISTS; seed++) {
        const list = listOf(seed, { key, ascending });
        const can = reachable(list);
        const crowded = new Map();
        for (const { time } of list.rows) {
          const instant = time / list.grain;
          crowded.set(instant, (crowded.get(instant) ?? 0) + 1);
        }
        const { api, sent, moved } = serve(list, key);
        const { ids, error } = await outcomeOf(open(api, list.size));

        const hint = `seed ${seed}: ${error ?? "no error"}`;
        assert.equal(new Set(ids).size, ids.length, `${hint}: given twice`);
        const missing = list.rows
          .map(({ id }) => id)
          .filter((id) => !ids.includes(id) && !moved.has(id));
        if (error) {
          assert.ok(error instanceof DecodeError, hint);
          assert.equal(error.path, `$[*].${key}`, hint);
          assert.match(error.message, /: \d+ or more items share 20/, hint);
          if (list.grain === 1n && !moved.size) {
            // Of a page with all there is, nothing tells that it had room.
            const some = crowded.size === 1 || [...crowded.values()].some((of) => of >= list.size);
            assert.ok(some, `${hint}: for nothing`);
            const had = missing.filter((id) => can.has(id));
            assert.deepEqual(had, [], `${hint}: missing, though a page had it`);
          }
        } else {
          assert.deepEqual(missing, [], `${hint}: missing`);
          whole++;
        }
        const most = 4 * (list.rows.length + moved.size) + 1 + 5 * crowded.size;
        assert.ok(sent.length <= most, `${hint}: ${sent.length} requests`);
      }
      assert.ok(whole > LISTS / 4, `${whole} lists came whole`);
    });
  }
});

test("between the pages of two cursors of a service that compares milliseconds nothing is lost", async () => {
  const SIZE = 50;
  const MILLISECOND = 1_000_000n;
  const { open, key } = KINDS["conversations()"];
  for (const inclusive of [true, false]) {
    for (const crowd of [1, 20, 30, 49, 51, 60, 79, 80]) {
      // Those of one millisecond begin on the first page.
      const times = [
        ...Array.from({ length: 30 }, (_, n) => BigInt(100 - n) * MILLISECOND),
        ...Array.from({ length: crowd }, (_, n) => 10n * MILLISECOND + BigInt(900 - n) * 1_000n),
        ...Array.from({ length: 20 }, (_, n) => -BigInt(n) * MILLISECOND),
      ];
      const rows = times.map((time, n) => ({ id: n + 1, time: BASE + time, rank: n }));
      const list = { rows, inclusive, size: SIZE, form: "six digits", grain: MILLISECOND };
      const { api } = serve({ ...list, largestLimit: SIZE, ascending: false }, key);
      const { ids, error } = await outcomeOf(open(api));
      const hint = `${crowd} in one millisecond, ${inclusive ? "inclusive" : "strict"}`;
      assert.equal(new Set(ids).size, ids.length, hint);
      if (crowd < SIZE) assert.equal(error, undefined, hint);
      if (!error) assert.equal(ids.length, rows.length, hint);
      else assert.match(error.message, /50 or more items share/, hint);
      // What came is in order, and all that a page had is there.
      assert.deepEqual(
        ids,
        ids.toSorted((a, b) => a - b),
        hint,
      );
      assert.ok(ids.includes(30 + Math.min(crowd, SIZE)), hint);
    }
  }
});

test("a page of a hundred thousand items of the same time is iterated like any other", async () => {
  const rows = Array.from({ length: 100_000 }, (_, n) => ({ id: n + 1, time: BASE, rank: n }));
  const { open, key } = KINDS["conversations()"];
  const list = { rows, inclusive: true, size: rows.length, form: "as few digits as it takes" };
  const { api } = serve({ ...list, grain: 1n, largestLimit: rows.length, ascending: false }, key);
  const { ids, error } = await outcomeOf(open(api));
  assert.equal(ids.length, rows.length);
  assert.match(error.message, /100000 or more items share/);
});
