// The iterators over all pages of a list.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DecodeError, InvalidArgumentError, PermissionDeniedError } from "threadline";
import { json, LIST, never, recorder, rejection, sleep, wire } from "./support/doubles.mjs";
import { collect, eachIterator, outcomeOf } from "./support/iterators.mjs";
import { pageAt } from "./support/timed-list.mjs";

const forbidden = () => json({}, { status: 403 });

describe("an iterator", () => {
  eachIterator(
    "gives every item of every page, each page beginning where the last one ended",
    async (it) => {
      const { open, cursors } = it.pages([1, 2], [2, 3], [3], []);
      assert.deepEqual(await collect(open()), it.ids(1, 2, 3));
      assert.deepEqual(cursors(), [undefined, it.cursorOf(2), it.cursorOf(3), ...it.behind(3)]);
    },
  );

  eachIterator("asks for all else as it was given", async (it) => {
    const { open, sent } = it.pages([1], [1, 2], [2], []);
    await collect(open());
    const rest = sent.map(({ url, body }) => [
      url.replace(/[?&](id(From|To)|timestamp)=\d+/, ""),
      body.replace(/,"(date|created_at)":"[^"]+"/, ""),
    ]);
    assert.deepEqual(rest, Array(3 + it.behind(2).length).fill(rest[0]));
  });

  eachIterator("gives each item once", async (it) => {
    const { open } = it.pages([1, 2], [2, 3], []);
    assert.deepEqual(await collect(open()), it.ids(1, 2, 3));
  });

  eachIterator("ends where nothing new comes", async (it) => {
    const { open, sent } = it.pages([1, 2], [2], []);
    assert.deepEqual(await collect(open()), it.ids(1, 2));
    assert.equal(sent.length, 2 + it.behind(2).length);
  });

  eachIterator("ends with an error at a service that ignores the cursor", async (it) => {
    const { open, sent } = it.pages([1, 2]);
    const iterator = open();
    const { ids, error } = await outcomeOf(iterator);
    assert.ok(error instanceof DecodeError, error);
    assert.match(error.path, /^\$\[\*\]\.(updated|date|id)$/);
    assert.deepEqual(ids, it.ids(1, 2));
    assert.ok(sent.length <= 6, `${sent.length} requests`);
    assert.ok((await rejection(iterator.next())) instanceof DecodeError, "and says so again");
  });

  eachIterator("is empty when the first page is", async (it) => {
    const { open, sent } = it.pages([]);
    assert.deepEqual(await collect(open()), []);
    assert.equal(sent.length, 1);
  });

  eachIterator("asks for nothing before the first next()", async (it) => {
    const { open, sent } = it.pages([1], []);
    const iterator = open();
    assert.equal(sent.length, 0);
    await iterator.next();
    assert.equal(sent.length, 1);
  });

  eachIterator("asks for a page only when it is needed", async (it) => {
    const { open, sent } = it.pages([1, 2], []);
    const iterator = open();
    await iterator.next();
    await iterator.next();
    assert.equal(sent.length, 1);
  });

  eachIterator("is its own iterator, and stays ended", async (it) => {
    const { open, sent } = it.pages([]);
    const iterator = open();
    assert.equal(iterator[Symbol.asyncIterator](), iterator);
    for (let i = 0; i < 3; i++) {
      assert.deepEqual(await iterator.next(), { done: true, value: undefined });
    }
    assert.equal(sent.length, 1);
  });
});

describe("after an error", () => {
  eachIterator("next() retries the same page, and nothing is lost", async (it) => {
    const { open, cursors } = it.pages([1], forbidden, [1, 2], [2], []);
    const iterator = open();
    assert.equal((await iterator.next()).value.id, it.idOf(1));
    assert.ok((await rejection(iterator.next())) instanceof PermissionDeniedError);
    assert.equal(iterator.cursor, it.resumeAt(1));
    assert.equal((await iterator.next()).value.id, it.idOf(2));
    assert.equal((await iterator.next()).done, true);
    const [one, two] = [it.cursorOf(1), it.cursorOf(2)];
    assert.deepEqual(cursors(), [undefined, one, one, two, ...it.behind(2)]);
  });

  eachIterator("another iterator continues from the cursor", async (it) => {
    const { open, cursors } = it.pages([1], forbidden, [2], [2], []);
    const iterator = open();
    await assert.rejects(collect(iterator), PermissionDeniedError);
    assert.deepEqual(await collect(open(it.from(iterator.cursor))), it.ids(2));
    const [one, two] = [it.cursorOf(1), it.cursorOf(2)];
    assert.deepEqual(cursors(), [undefined, one, it.resumeAt(1), two, ...it.behind(2)]);
  });

  eachIterator("on the first page, the cursor is its starting point", async (it) => {
    const { open } = it.pages(forbidden);
    const iterator = open(it.from(it.cursorOf(1)));
    assert.equal(iterator.cursor, it.cursorOf(1));
    await rejection(iterator.next());
    assert.equal(iterator.cursor, it.cursorOf(1));
    assert.equal(open().cursor, undefined);
  });
});

eachIterator("the cursor moves on only when the page was given to its end", async (it) => {
  const { open } = it.pages([1, 2], [2, 3], [3], []);
  const iterator = open();
  const cursors = [];
  for await (const { id } of iterator) cursors.push([id, iterator.cursor]);
  assert.deepEqual(cursors, [
    [it.idOf(1), undefined],
    [it.idOf(2), undefined],
    [it.idOf(3), it.resumeAt(2)],
  ]);
  assert.equal(iterator.cursor, it.resumeAt(3));
});

eachIterator(
  "overlapping calls of next() settle in order, with one request per page",
  async (it) => {
    const { open, sent } = it.pages([1, 2], [2, 3], [3], []);
    const iterator = open();
    const results = await Promise.all(Array.from({ length: 6 }, () => iterator.next()));
    assert.deepEqual(
      results.map(({ done, value }) => (done ? "end" : value.id)),
      [...it.ids(1, 2, 3), "end", "end", "end"],
    );
    assert.equal(sent.length, 3 + it.behind(3).length);
  },
);

describe("return()", () => {
  eachIterator("ends the iteration", async (it) => {
    const { open, sent } = it.pages([1, 2], []);
    const iterator = open();
    await iterator.next();
    assert.deepEqual(await iterator.return(), { done: true, value: undefined });
    assert.deepEqual(await iterator.next(), { done: true, value: undefined });
    assert.equal(sent.length, 1);
  });

  eachIterator("is called by break, and the cursor stays", async (it) => {
    const { open } = it.pages([1], [1, 2, 3], []);
    const iterator = open();
    for await (const { id } of iterator) if (id === it.idOf(2)) break;
    assert.equal((await iterator.next()).done, true);
    assert.equal(iterator.cursor, it.resumeAt(1));
  });

  eachIterator("does not wait for a page under way, whose items are dropped", async (it) => {
    const { open } = it.pages(() => sleep(10).then(() => json(it.page([it.item(1)]))));
    const iterator = open();
    const next = iterator.next();
    assert.equal((await iterator.return()).done, true);
    assert.equal((await next).done, true);
  });
});

describe("the options of an iterator", () => {
  eachIterator("reach every call", async (it) => {
    const { open, sent } = it.pages([1], [1, 2], [2], []);
    await collect(open({}, { headers: { "x-a": "1" } }));
    assert.deepEqual(
      sent.map(({ headers }) => headers["x-a"]),
      Array(3 + it.behind(2).length).fill("1"),
    );
  });

  eachIterator("may hold a signal, whose reason ends the page under way", async (it) => {
    const controller = new AbortController();
    const { open } = it.pages([1], never);
    const iterator = open({}, { signal: controller.signal });
    await iterator.next();
    const call = rejection(iterator.next());
    setTimeout(() => controller.abort("enough"), 5);
    assert.equal(await call, "enough");
    assert.equal(await rejection(iterator.next()), "enough");
  });

  eachIterator("are checked at once", (it) => {
    const { open } = it.pages([]);
    for (const options of [{ raw: true }, { timeoutMs: 0 }, { colour: 1 }, null]) {
      assert.throws(() => open({}, options), InvalidArgumentError);
    }
  });

  eachIterator("may change after the call, and so may the input", async (it) => {
    const { open, sent, cursors } = it.pages([2], [2], []);
    const start = it.from(it.cursorOf(1));
    const options = { headers: { "x-a": "1" } };
    const iterator = open(start, options);
    Object.assign(start, it.from(it.cursorOf(3)));
    options.headers = { "x-a": "9" };
    await collect(iterator);
    assert.deepEqual(cursors(), [it.cursorOf(1), it.cursorOf(2), ...it.behind(2)]);
    assert.equal(sent[1].headers["x-a"], "1");
  });
});

eachIterator(
  "an invalid input is rejected at the first next(), an unreadable one at once",
  async (it) => {
    const { open, sent } = it.pages([]);
    const error = await rejection(open({ colour: 1 }).next());
    assert.ok(error instanceof InvalidArgumentError);
    assert.equal(error.path, "colour");
    const cyclic = {};
    cyclic.self = cyclic;
    assert.throws(() => open(cyclic), InvalidArgumentError);
    assert.equal(sent.length, 0);
  },
);

describe("conversations", () => {
  /** Responds with the given pages, one request after the other; the last one every further time. */
  const pages = (...list) =>
    recorder((_request, count) => {
      const page = list[Math.min(count, list.length) - 1];
      return page instanceof Response ? page : json(page);
    });
  const at = (id, updated) => wire(id, { updated });
  const A = "2026-03-01T10:00:00.000001Z";
  const B = "2026-03-01T11:00:00+00:00";

  test("keep ids apart that a number would confuse", async () => {
    const text = `[{"id":9007199254740992,"updated":"${B}"},{"id":9007199254740993,"updated":"${A}"}]`;
    const { api } = pages(new Response(text), []);
    assert.deepEqual(await collect(api.conversations(LIST)), [
      "9007199254740992",
      "9007199254740993",
    ]);
  });

  test("without updated are given, and then an error says that nothing can follow", async () => {
    const { api, sent } = pages([at(1, B)], [at(2, null), { id: 3 }]);
    const iterator = api.conversations(LIST);
    const { ids, error: first } = await outcomeOf(iterator);
    assert.ok(first instanceof DecodeError, first);
    assert.deepEqual(ids, [1, 2, 3]);
    const count = sent.length;
    assert.ok(count <= 6, `${count} requests`);
    const error = await rejection(iterator.next());
    assert.ok(error instanceof DecodeError, "and says so again");
    assert.equal(error.path, "$[*].updated");
    assert.equal(sent.length, count);
  });

  test("without updated at the end of a page: the next page begins at the last item that has it", async () => {
    const { api, sent } = pages([at(1, B), at(2, null)], [at(1, B), at(3, A)], [at(3, A)], []);
    assert.deepEqual(await collect(api.conversations(LIST)), [1, 2, 3]);
    assert.deepEqual(
      sent.map(({ body }) => JSON.parse(body).date),
      [undefined, B, A, "2026-03-01T10:00:00.000000Z"],
    );
  });

  // Exactly; then for a service that leaves that time out; then for one that has it and nothing further.
  for (const [updated, nearer, further] of [
    [
      "2026-03-01T10:00:00Z",
      ["2026-03-01T10:00:00.000001Z", "2026-03-01T10:00:01Z"],
      ["2026-03-01T09:59:59.999999Z", "2026-03-01T09:59:59Z"],
    ],
    [
      "2026-12-31T23:59:59.999999Z",
      ["2027-01-01T00:00:00.000000Z", "2027-01-01T00:00:00.000999Z"],
      ["2026-12-31T23:59:59.999998Z", "2026-12-31T23:59:59.998999Z"],
    ],
    [
      "2024-02-28T23:59:59.9995+05:45",
      ["2024-02-28T23:59:59.999501+05:45", "2024-02-29T00:00:00.0005+05:45"],
      ["2024-02-28T23:59:59.999499+05:45", "2024-02-28T23:59:59.9985+05:45"],
    ],
    [
      "2026-03-01t10:00:00.123456789z",
      ["2026-03-01t10:00:00.123457789z", "2026-03-01t10:00:00.124456789z"],
      ["2026-03-01t10:00:00.123456788z", "2026-03-01t10:00:00.122456789z"],
    ],
    [
      "2026-03-01 10:00:00,5-03:00",
      ["2026-03-01 10:00:00,500001-03:00", "2026-03-01 10:00:00,6-03:00"],
      ["2026-03-01 10:00:00,499999-03:00", "2026-03-01 10:00:00,4-03:00"],
    ],
  ]) {
    test(`of ${updated}: cursors have all of its digits and its form`, async () => {
      const dates = (sent) => sent.map(({ body }) => JSON.parse(body).date);
      const strict = pages([at(1, updated)], []);
      await collect(strict.api.conversations(LIST));
      assert.deepEqual(dates(strict.sent), [undefined, updated, ...nearer]);
      const unchanging = pages([at(1, updated)]);
      await assert.rejects(collect(unchanging.api.conversations(LIST)), DecodeError);
      assert.deepEqual(dates(unchanging.sent), [undefined, updated, ...further]);
    });
  }

  for (const inclusive of [false, true]) {
    for (const [name, updated] of [
      ["whole seconds", (n) => `2026-03-01T10:00:${n}Z`],
      ["milliseconds", (n) => `2026-03-01T10:00:00.1${n}Z`],
      ["microseconds", (n) => `2026-03-01T10:00:00.1234${n}Z`],
    ]) {
      test(`come once where ${name} are compared as text, inclusive: ${inclusive}`, async () => {
        const all = Array.from({ length: 40 }, (_, n) =>
          at(n + 1, updated(59 - Math.floor(n / 3))),
        );
        const service = recorder(() => {
          const { date } = JSON.parse(service.sent.at(-1).body);
          const page = all.filter(
            (one) => !date || one.updated < date || (inclusive && one.updated === date),
          );
          return json(page.slice(0, 5));
        });
        const ids = await collect(service.api.conversations(LIST));
        assert.deepEqual(
          ids,
          all.map(({ id }) => id),
        );
      });
    }

    test(`are given once by iterators that continue each other, inclusive: ${inclusive}`, async () => {
      const all = Array.from({ length: 41 }, (_, n) => ({
        id: n + 1,
        rank: n,
        time: BigInt(1_000 - Math.floor(n / 4) * 10),
      }));
      for (let size = 5; size < 12; size++) {
        const service = recorder((_request, count) => {
          if (count % 7 === 0) return json({}, { status: 503 });
          const { date } = JSON.parse(service.sent.at(-1).body);
          const cursor = date && BigInt(date.slice(20, 26));
          const page = pageAt(all, { cursor, inclusive, ascending: false, size });
          return json(
            page.map(({ id, time }) =>
              at(id, `2026-03-01T10:00:00.${String(time).padStart(6, "0")}Z`),
            ),
          );
        });
        const ids = new Set();
        let date;
        for (let whole = false; !whole; ) {
          const iterator = service.api.conversations({ ...LIST, date });
          try {
            for await (const { id } of iterator) ids.add(id);
            whole = true;
          } catch (error) {
            assert.equal(error.name, "ServerError");
            date = iterator.cursor;
          }
          assert.ok(service.sent.length < 200);
        }
        assert.equal(ids.size, all.length, `pages of ${size}`);
      }
    });
  }

  test("that are updated before the walk comes to them are not given, and all others once", async () => {
    const time = (n) => `2026-03-01T10:${String(n).padStart(2, "0")}:00.000000Z`;
    for (const inclusive of [false, true]) {
      const all = Array.from({ length: 40 }, (_, n) => at(n + 1, time(49 - n)));
      const service = recorder((_request, count) => {
        const { date } = JSON.parse(service.sent.at(-1).body);
        const page = all
          .filter(({ updated }) => !date || updated < date || (inclusive && updated === date))
          .sort((a, b) => (a.updated < b.updated ? 1 : -1))
          .slice(0, 10);
        const answer = json(page);
        // The 10th is where the page ends, the 35th comes later: both are written to meanwhile.
        if (count === 1)
          for (const { id } of [{ id: 10 }, { id: 35 }])
            all.find((one) => one.id === id).updated = time(50 + (id % 9));
        return answer;
      });
      const ids = await collect(service.api.conversations(LIST));
      assert.deepEqual(
        ids,
        Array.from({ length: 40 }, (_, n) => n + 1).filter((id) => id !== 35),
      );
      assert.ok(service.sent.length < 12, `${service.sent.length} requests`);
      const again = await collect(service.api.conversations(LIST));
      assert.deepEqual(again.slice(0, 2).sort(), [10, 35]);
    }
  });

  test("may begin at a Date", async () => {
    const { api, sent } = pages([]);
    await collect(api.conversations({ ...LIST, date: new Date(0) }));
    assert.equal(JSON.parse(sent[0].body).date, "1970-01-01T00:00:00.000Z");
  });
});
