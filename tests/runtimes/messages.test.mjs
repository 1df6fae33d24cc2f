// The iterator over Qlara's messages, against services of every kind: neither what an id looks like nor
// which page comes first is documented.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { InvalidArgumentError } from "threadline";
import { json, rejection } from "./support/doubles.mjs";
import { collect } from "./support/iterators.mjs";
import { qlara } from "./support/services.mjs";

const { recorder } = qlara;

/** A service that holds messages of these ids in the order of time, as JSON text. */
const service = (
  ids,
  { pageSize = 3, first = "newest", ignores = [], wrap = (page) => page } = {},
) =>
  recorder((request) => {
    const query = new URL(request.url).searchParams;
    const bound = (name) => (ignores.includes(name) ? null : query.get(name));
    const [from, to] = [bound("idFrom"), bound("idTo")];
    // Numbers are compared as numbers, other ids by their place in time.
    const place = (id) => ids.findIndex((other) => JSON.parse(`"${other}"`) === id);
    const kept = ids.filter(
      (id) =>
        (from === null || place(id) >= place(from)) && (to === null || place(id) <= place(to)),
    );
    const oldest = from !== null || (to === null && first === "oldest");
    const page = oldest ? kept.slice(0, pageSize) : kept.slice(-pageSize);
    return new Response(
      wrap(`[${page.map((id) => `{"id":${/^\d+$/.test(id) ? id : `"${id}"`}}`)}]`),
    );
  });

const numbers = Array.from({ length: 11 }, (_, at) => `${95 + at}`); // 95 to 105
const big = ["9007199254740991", "9007199254740992", "9007199254740993", "18446744073709551615"];
const words = ["m-x", "m-a", "m-q", "m-b", "m-z", "m-c", "m-y"];

const all = (api, input) => collect(api.messages({ chatId: 9, ...input }));

describe("both directions give every message once:", () => {
  for (const [name, ids] of [
    ["numbers", numbers],
    ["numbers past 2^53", big],
    ["words", words],
    ["words and numbers", ["7", "m-a", "8", "m-b", "9", "m-c"]],
    ["a single one", ["5"]],
    ["none", []],
  ]) {
    for (const pageSize of [2, 3, 1_000]) {
      test(`${name}, in pages of ${pageSize}`, async () => {
        const newest = service(ids, { pageSize });
        assert.deepEqual(await all(newest.api, { direction: "older" }), ids.toReversed());
        const oldest = service(ids, { pageSize, first: "oldest" });
        assert.deepEqual(await all(oldest.api, { direction: "newer" }), ids);
      });
    }
  }

  test("a page out of order, with its highest and lowest ids anywhere", async () => {
    const answers = { null: [12, 9, 101], 101: [101, 100, 103], 103: [103] };
    const { api, sent } = recorder(({ url }) => {
      const page = answers[new URL(url).searchParams.get("idFrom")];
      return json(page.map((id) => ({ id })));
    });
    const ids = await all(api, { direction: "newer" });
    assert.deepEqual(ids, ["12", "9", "101", "100", "103"]);
    assert.equal(sent.length, 3);
  });
});

describe("the walk ends where nothing new comes:", () => {
  for (const direction of ["newer", "older"]) {
    test(`with an error at a service that ignores the bound, ${direction}`, async () => {
      for (const ids of [numbers, words]) {
        const { api, sent } = service(ids, { ignores: ["idFrom", "idTo"] });
        const given = [];
        const error = await rejection(
          (async () => {
            for await (const { id } of api.messages({ chatId: 9, direction })) given.push(id);
          })(),
        );
        const expected = ids.slice(-3);
        assert.deepEqual(given, direction === "newer" ? expected : expected.toReversed());
        assert.deepEqual(
          [error.name, error.operation, error.path],
          ["DecodeError", "listMessages", "$[*].id"],
        );
        assert.equal(sent.length, 2);
      }
    });
  }

  test("an id may be a number and a string: both are the same id", async () => {
    const answers = { null: [8, "9"], 9: ["9", 10], 10: [10] };
    const { api } = recorder(({ url }) =>
      json(answers[new URL(url).searchParams.get("idFrom")].map((id) => ({ id }))),
    );
    assert.deepEqual(await all(api, { direction: "newer" }), ["8", "9", "10"]);
  });

  test("at the newest page, when the service gives that one first", async () => {
    const { api } = service(numbers);
    assert.deepEqual(await all(api, { direction: "newer" }), ["103", "104", "105"]);
  });

  test("at the other bound, when both are given", async () => {
    const { api } = service(numbers);
    const bounds = { idFrom: 97, idTo: 103n };
    const expected = ["97", "98", "99", "100", "101", "102", "103"];
    assert.deepEqual(await all(api, { direction: "newer", ...bounds }), expected);
  });
});

test("what came since is found by a new iterator from the cursor", async () => {
  const ids = ["1", "2", "3"];
  const { api } = service(ids, { first: "oldest" });
  const iterator = api.messages({ chatId: 9, direction: "newer" });
  assert.deepEqual(await collect(iterator), ["1", "2", "3"]);
  ids.push("4", "5");
  const { cursor } = iterator;
  assert.equal(cursor, "3");
  assert.deepEqual(await all(api, { direction: "newer", idFrom: cursor }), ["3", "4", "5"]);
});

test("the cursor is a string, whatever the iteration began with; what is not an id is rejected", async () => {
  const { api, sent } = service(numbers);
  const walk = (idFrom) => api.messages({ chatId: 9, direction: "newer", idFrom });
  for (const id of [97, 97n, "97"]) {
    assert.equal(walk(id).cursor, "97");
    assert.equal((await walk(id).next()).value.id, "97");
  }
  const count = sent.length;
  for (const id of [-1, 1.5, 2 ** 53, Number.NaN, "", true]) {
    const error = await rejection(walk(id).next());
    assert.ok(error instanceof InvalidArgumentError, error);
    assert.equal(error.path, "idFrom");
  }
  assert.equal(sent.length, count);
});

for (const key of ["content", "items", "data", "messages"]) {
  test(`pages may come in an object, under ${key}`, async () => {
    const wrap = (page) => `{"total":11,"${key}":${page}}`;
    const { api } = service(numbers, { wrap });
    assert.deepEqual(await all(api, { direction: "older" }), numbers.toReversed());
  });
}

for (const direction of [undefined, null, "", "both", "NEWER", 1, {}]) {
  test(`the direction ${JSON.stringify(direction)} is rejected at once`, () => {
    const { api } = service([]);
    assert.throws(
      () => api.messages({ chatId: 9, direction }),
      (error) => error instanceof InvalidArgumentError && error.path === "direction",
    );
  });
}

for (const input of [undefined, null, "9", 9, []]) {
  test(`the input ${JSON.stringify(input)} is rejected at once`, () => {
    const { api } = service([]);
    assert.throws(() => api.messages(input), InvalidArgumentError);
  });
}
