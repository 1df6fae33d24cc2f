// The iterators over all pages of a list.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DecodeError, InvalidArgumentError, PermissionDeniedError } from "threadline";
import { json, LIST, never, recorder, rejection, sleep, wire } from "./support/doubles.mjs";
import { collect, eachIterator } from "./support/iterators.mjs";

const refusal = () => json({}, { status: 403 });

describe("an iterator", () => {
  eachIterator("gives all of all pages, each beginning where the last one ended", async (it) => {
    const { open, cursors } = it.pages([1, 2], [3], []);
    assert.deepEqual(await collect(open()), it.ids(1, 2, 3));
    assert.deepEqual(cursors(), [undefined, it.cursorOf(2), it.cursorOf(3)]);
  });

  eachIterator("asks for all else as it was given", async (it) => {
    const { open, sent } = it.pages([1], [2], []);
    await collect(open());
    const rest = sent.map(({ url, body }) => [
      url.replace(/[?&](id(From|To)|timestamp)=\d+/, ""),
      body.replace(/,"(date|created_at)":"[^"]+"/, ""),
    ]);
    assert.deepEqual(rest, [rest[0], rest[0], rest[0]]);
  });

  eachIterator("gives each item once", async (it) => {
    const { open } = it.pages([1, 2], [2, 3], []);
    assert.deepEqual(await collect(open()), it.ids(1, 2, 3));
  });

  eachIterator("ends at a page that brings nothing new", async (it) => {
    const { open, sent } = it.pages([1, 2], [1, 2]);
    assert.deepEqual(await collect(open()), it.ids(1, 2));
    assert.equal(sent.length, 2);
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
  eachIterator("next() asks for the same page again, and nothing is lost", async (it) => {
    const { open, cursors } = it.pages([1], refusal, [2], []);
    const iterator = open();
    assert.equal((await iterator.next()).value.id, it.idOf(1));
    assert.ok((await rejection(iterator.next())) instanceof PermissionDeniedError);
    assert.equal(iterator.cursor, it.cursorOf(1));
    assert.equal((await iterator.next()).value.id, it.idOf(2));
    assert.equal((await iterator.next()).done, true);
    assert.deepEqual(cursors(), [undefined, it.cursorOf(1), it.cursorOf(1), it.cursorOf(2)]);
  });

  eachIterator("another iterator goes on from the cursor", async (it) => {
    const { open, cursors } = it.pages([1], refusal, [2], []);
    const iterator = open();
    await assert.rejects(collect(iterator), PermissionDeniedError);
    assert.deepEqual(await collect(open(it.from(iterator.cursor))), it.ids(2));
    assert.deepEqual(cursors(), [undefined, it.cursorOf(1), it.cursorOf(1), it.cursorOf(2)]);
  });

  eachIterator("on the first page, the cursor is where it was told to begin", async (it) => {
    const { open } = it.pages(refusal);
    const iterator = open(it.from(it.cursorOf(1)));
    assert.equal(iterator.cursor, it.cursorOf(1));
    await rejection(iterator.next());
    assert.equal(iterator.cursor, it.cursorOf(1));
    assert.equal(open().cursor, undefined);
  });
});

eachIterator("the cursor moves on only when the page was given to its end", async (it) => {
  const { open } = it.pages([1, 2], [3], []);
  const iterator = open();
  const cursors = [];
  for await (const { id } of iterator) cursors.push([id, iterator.cursor]);
  assert.deepEqual(cursors, [
    [it.idOf(1), undefined],
    [it.idOf(2), undefined],
    [it.idOf(3), it.cursorOf(2)],
  ]);
  assert.equal(iterator.cursor, it.cursorOf(3));
});

eachIterator("calls of next() that overlap are answered in order, each page once", async (it) => {
  const { open, sent } = it.pages([1, 2], [3], []);
  const iterator = open();
  const results = await Promise.all(Array.from({ length: 6 }, () => iterator.next()));
  assert.deepEqual(
    results.map(({ done, value }) => (done ? "end" : value.id)),
    [...it.ids(1, 2, 3), "end", "end", "end"],
  );
  assert.equal(sent.length, 3);
});

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
    const { open } = it.pages([1], [2, 3], []);
    const iterator = open();
    for await (const { id } of iterator) if (id === it.idOf(2)) break;
    assert.equal((await iterator.next()).done, true);
    assert.equal(iterator.cursor, it.cursorOf(1));
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
    const { open, sent } = it.pages([1], [2], []);
    await collect(open({}, { headers: { "x-a": "1" } }));
    assert.deepEqual(
      sent.map(({ headers }) => headers["x-a"]),
      ["1", "1", "1"],
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
    const { open, sent, cursors } = it.pages([2], []);
    const start = it.from(it.cursorOf(1));
    const options = { headers: { "x-a": "1" } };
    const iterator = open(start, options);
    Object.assign(start, it.from(it.cursorOf(3)));
    options.headers = { "x-a": "9" };
    await collect(iterator);
    assert.deepEqual(cursors(), [it.cursorOf(1), it.cursorOf(2)]);
    assert.equal(sent[1].headers["x-a"], "1");
  });
});

eachIterator(
  "a wrong input is refused at the first next(), one that cannot be read at once",
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
  /** Answers with the given pages, one request after the other; the last one again and again. */
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

  test("without updated are given, and then an error says that there is no way on", async () => {
    const { api, sent } = pages([at(1, B)], [at(2, null), { id: 3 }], []);
    const iterator = api.conversations(LIST);
    const ids = [];
    await assert.rejects(async () => {
      for await (const { id } of iterator) ids.push(id);
    }, DecodeError);
    assert.deepEqual(ids, [1, 2, 3]);
    assert.equal(sent.length, 2);
    const error = await rejection(iterator.next());
    assert.ok(error instanceof DecodeError, "and says so again");
    assert.match(error.message, /updated/);
  });

  test("without updated at the end of a page only go on from the last that has it", async () => {
    const { api, sent } = pages([at(1, B), at(2, null)], [at(2, null), at(3, A)], []);
    assert.deepEqual(await collect(api.conversations(LIST)), [1, 2, 3]);
    assert.deepEqual(
      sent.map(({ body }) => JSON.parse(body).date),
      [undefined, B, A],
    );
  });

  test("may begin at a Date", async () => {
    const { api, sent } = pages([]);
    await collect(api.conversations({ ...LIST, date: new Date(0) }));
    assert.equal(JSON.parse(sent[0].body).date, "1970-01-01T00:00:00.000Z");
  });
});
