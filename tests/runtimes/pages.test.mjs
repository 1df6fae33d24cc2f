// The iterator over all pages of a list.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { DecodeError, InvalidArgumentError, PermissionDeniedError } from "threadline";
import { json, LIST, never, recorder, rejection, wire } from "./support/doubles.mjs";

/** Answers with the given pages, one request after the other; the last one again and again. */
const pages = (...list) =>
  recorder((_request, count) => {
    const page = list[Math.min(count, list.length) - 1];
    return page instanceof Response ? page : json(page);
  });
const dates = (sent) => sent.map(({ body }) => JSON.parse(body).date);
const collect = async (iterator) => {
  const ids = [];
  for await (const { id } of iterator) ids.push(id);
  return ids;
};
const A = "2026-03-01T10:00:00.000001Z";
const B = "2026-03-01T11:00:00+00:00";
const C = "2026-03-01T12:00:00Z";
const at = (id, updated) => wire(id, { updated });

describe("the iterator", () => {
  test("gives all conversations of all pages, asking with the last one's updated, letter for letter", async () => {
    const { api, sent } = pages([at(1, C), at(2, B)], [at(3, A)], []);
    assert.deepEqual(await collect(api.conversations(LIST)), [1, 2, 3]);
    assert.deepEqual(dates(sent), [undefined, B, A]);
    assert.deepEqual(JSON.parse(sent[2].body), { ...LIST, date: A });
  });

  test("gives each conversation once", async () => {
    const { api } = pages([at(1, C), at(2, B)], [at(2, B), at(3, A)], []);
    assert.deepEqual(await collect(api.conversations(LIST)), [1, 2, 3]);
  });

  test("ends at a page that brings nothing new", async () => {
    const { api, sent } = pages([at(1, B), at(2, A)], [at(1, B), at(2, A)]);
    assert.deepEqual(await collect(api.conversations(LIST)), [1, 2]);
    assert.equal(sent.length, 2);
  });

  test("is empty when the first page is", async () => {
    const { api, sent } = pages([]);
    assert.deepEqual(await collect(api.conversations(LIST)), []);
    assert.equal(sent.length, 1);
  });

  test("keeps ids apart that a number would confuse", async () => {
    const text = `[{"id":9007199254740992,"updated":"${B}"},{"id":9007199254740993,"updated":"${A}"}]`;
    const { api } = pages(new Response(text), []);
    assert.deepEqual(await collect(api.conversations(LIST)), [
      "9007199254740992",
      "9007199254740993",
    ]);
  });

  test("asks for nothing before the first next()", async () => {
    const { api, sent } = pages([at(1, A)], []);
    const iterator = api.conversations(LIST);
    assert.equal(sent.length, 0);
    await iterator.next();
    assert.equal(sent.length, 1);
  });

  test("asks for a page only when it is needed", async () => {
    const { api, sent } = pages([at(1, B), at(2, A)], []);
    const iterator = api.conversations(LIST);
    await iterator.next();
    await iterator.next();
    assert.equal(sent.length, 1);
  });

  test("is its own iterator, and stays ended", async () => {
    const { api, sent } = pages([]);
    const iterator = api.conversations(LIST);
    assert.equal(iterator[Symbol.asyncIterator](), iterator);
    for (let i = 0; i < 3; i++) {
      assert.deepEqual(await iterator.next(), { done: true, value: undefined });
    }
    assert.equal(sent.length, 1);
  });
});

describe("after an error", () => {
  const refusal = () => json({}, { status: 403 });

  test("next() asks for the same page again, and nothing is lost", async () => {
    const { api, sent } = pages([at(1, B)], refusal(), [at(2, A)], []);
    const iterator = api.conversations(LIST);
    assert.equal((await iterator.next()).value.id, 1);
    assert.ok((await rejection(iterator.next())) instanceof PermissionDeniedError);
    assert.equal(iterator.cursor, B);
    assert.equal((await iterator.next()).value.id, 2);
    assert.equal((await iterator.next()).done, true);
    assert.deepEqual(dates(sent), [undefined, B, B, A]);
  });

  test("another iterator goes on from the cursor", async () => {
    const { api, sent } = pages([at(1, B)], refusal(), [at(2, A)], []);
    const iterator = api.conversations(LIST);
    await assert.rejects(collect(iterator), PermissionDeniedError);
    const { cursor } = iterator;
    assert.deepEqual(await collect(api.conversations({ ...LIST, date: cursor })), [2]);
    assert.deepEqual(dates(sent), [undefined, B, B, A]);
  });

  test("on the first page, the cursor is the date that was given", async () => {
    const { api } = pages(refusal());
    const iterator = api.conversations({ ...LIST, date: C });
    assert.equal(iterator.cursor, C);
    await rejection(iterator.next());
    assert.equal(iterator.cursor, C);
    assert.equal(api.conversations(LIST).cursor, undefined);
  });
});

test("the cursor moves on only when a page was given to its end and the next one is asked for", async () => {
  const { api } = pages([at(1, C), at(2, B)], [at(3, A)], []);
  const iterator = api.conversations(LIST);
  const cursors = [];
  for await (const { id } of iterator) cursors.push([id, iterator.cursor]);
  assert.deepEqual(cursors, [
    [1, undefined],
    [2, undefined],
    [3, B],
  ]);
  assert.equal(iterator.cursor, A);
});

describe("a page without updated", () => {
  test("is given, and then an error says that there is no way on", async () => {
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

  test("on its last items only goes on from the last that has it", async () => {
    const { api, sent } = pages([at(1, B), at(2, null)], [at(2, null), at(3, A)], []);
    assert.deepEqual(await collect(api.conversations(LIST)), [1, 2, 3]);
    assert.deepEqual(dates(sent), [undefined, B, A]);
  });
});

test("calls of next() that overlap are answered in order, each page asked for once", async () => {
  const { api, sent } = pages([at(1, C), at(2, B)], [at(3, A)], []);
  const iterator = api.conversations(LIST);
  const results = await Promise.all(Array.from({ length: 6 }, () => iterator.next()));
  assert.deepEqual(
    results.map(({ done, value }) => (done ? "end" : value.id)),
    [1, 2, 3, "end", "end", "end"],
  );
  assert.equal(sent.length, 3);
});

describe("return()", () => {
  test("ends the iteration", async () => {
    const { api, sent } = pages([at(1, B), at(2, A)], []);
    const iterator = api.conversations(LIST);
    await iterator.next();
    assert.deepEqual(await iterator.return(), { done: true, value: undefined });
    assert.deepEqual(await iterator.next(), { done: true, value: undefined });
    assert.equal(sent.length, 1);
  });

  test("is called by break, and the cursor stays", async () => {
    const { api } = pages([at(1, B)], [at(2, A), at(3, A)], []);
    const iterator = api.conversations(LIST);
    for await (const { id } of iterator) if (id === 2) break;
    assert.equal((await iterator.next()).done, true);
    assert.equal(iterator.cursor, B);
  });

  test("does not wait for a page under way, whose items are dropped", async () => {
    const { api } = recorder(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return json([at(1, A)]);
    });
    const iterator = api.conversations(LIST);
    const next = iterator.next();
    assert.equal((await iterator.return()).done, true);
    assert.equal((await next).done, true);
  });
});

describe("the options of the iterator", () => {
  test("reach every call", async () => {
    const { api, sent } = pages([at(1, B)], [at(2, A)], []);
    await collect(api.conversations(LIST, { headers: { "x-a": "1" } }));
    assert.deepEqual(
      sent.map(({ headers }) => headers["x-a"]),
      ["1", "1", "1"],
    );
  });

  test("may hold a signal, whose reason ends the page under way", async () => {
    const controller = new AbortController();
    const { api } = recorder((_request, count) => (count === 1 ? json([at(1, A)]) : never()));
    const iterator = api.conversations(LIST, { signal: controller.signal });
    await iterator.next();
    const call = rejection(iterator.next());
    setTimeout(() => controller.abort("enough"), 5);
    assert.equal(await call, "enough");
    assert.equal(await rejection(iterator.next()), "enough");
  });

  test("are checked at once", () => {
    const { api } = pages([]);
    for (const options of [{ raw: true }, { timeoutMs: 0 }, { colour: 1 }, null]) {
      assert.throws(() => api.conversations(LIST, options), InvalidArgumentError);
    }
  });
});

test("input and options may change after the call", async () => {
  const { api, sent } = pages([at(1, B)], []);
  const input = { id: 1, filters: { inboxes: [2] }, date: new Date(0) };
  const options = { headers: { "x-a": "1" } };
  const iterator = api.conversations(input, options);
  input.filters.inboxes.push(9);
  input.id = 9;
  options.headers = { "x-a": "9" };
  await collect(iterator);
  assert.deepEqual(JSON.parse(sent[0].body), {
    id: 1,
    filters: { inboxes: [2] },
    date: "1970-01-01T00:00:00.000Z",
  });
  assert.equal(sent[1].headers["x-a"], "1");
});

test("a wrong input is refused at the first next(), one that cannot be read at once", async () => {
  const { api, sent } = pages([]);
  assert.ok((await rejection(api.conversations({ id: 1 }).next())) instanceof InvalidArgumentError);
  const cyclic = {};
  cyclic.self = cyclic;
  assert.throws(() => api.conversations(cyclic), InvalidArgumentError);
  assert.equal(sent.length, 0);
});
