// What one action has touched has one time, and there may be more of it than a page holds.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DecodeError } from "threadline";
import { json, recorder } from "./support/doubles.mjs";
import { outcomeOf } from "./support/iterators.mjs";
import { nanoseconds, pageAt } from "./support/timed-list.mjs";

const PAGE = 50;
const at = (second) => `2026-04-12T15:30:${String(second).padStart(2, "0")}.123456Z`;
const INSTANT = at(30);

/** So many of one instant, and so many newer and older ones; every third is unread, every second in another inbox. */
const made = ({ same, newer, older }) =>
  [
    ...Array.from({ length: newer }, (_, n) => at(59 - (n % 10))),
    ...Array(same).fill(INSTANT),
    ...Array.from({ length: older }, (_, n) => at(20 - (n % 20))),
  ].map((updated, rank) => ({
    id: rank + 1,
    updated,
    time: nanoseconds(updated),
    rank,
    unread: rank % 3 === 0,
    closed: true,
    inbox: 2222 + (rank % 2),
  }));

const conversations = (rows, { inclusive, heeds, wantsInbox, failsAt }) => {
  const service = recorder((_request, count) => {
    const { date, filters } = JSON.parse(service.sent.at(-1).body);
    if (wantsInbox && !filters.inboxes) return json({ message: "which inbox?" }, { status: 400 });
    if (count === failsAt) return json({}, { status: 503 });
    const { inboxes = [], unread, closed } = heeds ? filters : {};
    const kept = rows.filter(
      (row) =>
        (!inboxes.length || inboxes.includes(row.inbox)) &&
        row.unread === (unread ?? row.unread) &&
        row.closed === (closed ?? row.closed),
    );
    const cursor = date && nanoseconds(date);
    const page = pageAt(kept, { cursor, inclusive, ascending: false, size: PAGE });
    return json(page.map(({ id, updated }) => ({ id, updated })));
  });
  return service;
};

const LISTS = [
  { same: 49, newer: 10, older: 40 },
  { same: 50, newer: 0, older: 40 },
  { same: 60, newer: 0, older: 40 },
  { same: 60, newer: 10, older: 400 },
  { same: 60, newer: 10, older: 0 },
  { same: 120, newer: 10, older: 400 },
];
const SERVICES = [
  { inclusive: false, cursor: "a strict cursor" },
  { inclusive: true, cursor: "an inclusive cursor" },
];

for (const { inclusive, cursor } of SERVICES) {
  describe(`conversations() at a service with ${cursor}`, () => {
    for (const list of LISTS) {
      const { same, newer, older } = list;
      const all = same + newer + older;
      const name = `${same} of one instant, ${newer} newer, ${older} older`;

      test(`${name}: ${all} of ${all}, where filters separate them`, async () => {
        const rows = made(list);
        const { api } = conversations(rows, { inclusive, heeds: true });
        const filters = { inboxes: [2222, 2223] };
        const { ids, error } = await outcomeOf(api.conversations({ id: 1, filters }));
        assert.equal(error, undefined);
        assert.deepEqual(
          ids.toSorted((a, b) => a - b),
          rows.map(({ id }) => id),
        );
        const dates = ids.map((id) => rows[id - 1].updated);
        assert.deepEqual(dates, dates.toSorted().reverse(), "the newest first");
      });

      const most = Math.min(same, PAGE) + newer + older;
      const end = same < PAGE ? "" : ", and an error that names the instant";
      test(`${name}: ${most} of ${all}, where they do not${end}`, async () => {
        const rows = made(list);
        const { api, sent } = conversations(rows, { inclusive, heeds: false });
        const iterator = api.conversations({ id: 1, filters: {} });
        const { ids, error } = await outcomeOf(iterator);
        assert.equal(new Set(ids).size, most);
        assert.equal(ids.length, most);
        assert.ok(sent.length < 25, `${sent.length} requests`);
        if (same < PAGE) {
          assert.equal(error, undefined);
          return;
        }
        assert.ok(error instanceof DecodeError, error);
        assert.deepEqual(
          [error.operation, error.path, error.retryable],
          ["listConversations", "$[*].updated", false],
        );
        assert.ok(error.message.includes(INSTANT), error.message);
        assert.match(error.message, /\b50 or more items\b.+\bonly 50\b/);
        const again = await outcomeOf(iterator);
        assert.deepEqual([again.ids, again.error.message], [[], error.message]);
      });
    }

    test("a few of one instant are all, if another page contains more", async () => {
      const rows = made({ same: 3, newer: 0, older: 0 });
      const others = made({ same: 0, newer: 0, older: 20 }).map((row) => ({
        ...row,
        closed: false,
      }));
      const { api } = conversations([...rows, ...others], { inclusive, heeds: true });
      const { ids, error } = await outcomeOf(
        api.conversations({ id: 1, filters: { closed: true } }),
      );
      assert.deepEqual([ids, error], [[1, 2, 3], undefined]);
    });

    test("a service that requires an inbox is not an error of its own", async () => {
      const rows = made({ same: 3, newer: 0, older: 0 });
      const { api } = conversations(rows, { inclusive, heeds: true, wantsInbox: true });
      const filters = { inboxes: [2222, 2223] };
      const { ids, error } = await outcomeOf(api.conversations({ id: 1, filters }));
      assert.deepEqual([ids, error], [[1, 2, 3], undefined]);
    });

    test("an error while the rest of an instant is asked for loses nothing", async () => {
      const rows = made({ same: 60, newer: 10, older: 40 });
      const service = conversations(rows, { inclusive, heeds: true, failsAt: 6 });
      const iterator = service.api.conversations({ id: 1, filters: { inboxes: [2222, 2223] } });
      const first = await outcomeOf(iterator);
      assert.equal(first.error.name, "ServerError");
      const second = await outcomeOf(iterator);
      assert.equal(second.error, undefined);
      assert.equal(new Set([...first.ids, ...second.ids]).size, rows.length);
      assert.equal(first.ids.length + second.ids.length, rows.length);
    });
  });

  describe(`teamMessages() at a service with ${cursor}`, () => {
    for (const ascending of [false, true]) {
      test(`the larger limit brings what a page hides, ascending: ${ascending}`, async () => {
        const rows = made({ same: 60, newer: 10, older: 400 });
        const service = recorder(() => {
          const { created_at, limit = 30 } = JSON.parse(service.sent.at(-1).body);
          const place = created_at && nanoseconds(created_at);
          const page = pageAt(rows, { cursor: place, inclusive, ascending, size: limit });
          return json(page.map(({ id, updated }) => ({ id, date: updated })));
        });
        const { ids, error } = await outcomeOf(service.api.teamMessages({ ascending }));
        assert.equal(error, undefined);
        assert.deepEqual(
          ids.toSorted((a, b) => a - b),
          rows.map(({ id }) => id),
        );
      });

      test(`a limit that is not heeded ends it with an error, ascending: ${ascending}`, async () => {
        const rows = made({ same: 60, newer: 10, older: 400 });
        const service = recorder(() => {
          const { created_at, limit } = JSON.parse(service.sent.at(-1).body);
          if (limit > 100) return json({ message: "limit must be at most 100" }, { status: 400 });
          const place = created_at && nanoseconds(created_at);
          const page = pageAt(rows, { cursor: place, inclusive, ascending, size: 30 });
          return json(page.map(({ id, updated }) => ({ id, date: updated })));
        });
        const { ids, error } = await outcomeOf(service.api.teamMessages({ ascending }));
        assert.equal(new Set(ids).size, 440);
        assert.ok(error instanceof DecodeError, error);
        assert.ok(error.message.includes(INSTANT), error.message);
      });
    }
  });
}
