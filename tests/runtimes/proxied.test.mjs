// A client inside a Proxy, as Vue and others put every object that is handed to them.

import assert from "node:assert/strict";
import { inspect } from "node:util";
import { json, KEY } from "./support/doubles.mjs";
import { collect, eachIterator } from "./support/iterators.mjs";
import { each } from "./support/services.mjs";

/** Wraps an object and all objects that it gives. */
const reactive = (target) =>
  new Proxy(target, {
    get(object, key, receiver) {
      const value = Reflect.get(object, key, receiver);
      return typeof value === "object" && value ? reactive(value) : value;
    },
  });

each(
  "a client works inside a Proxy, and inside nested ones",
  async ({ client, list, act, done }) => {
    const api = client(async (url) => (url.includes("read") ? done() : json([])));
    for (const wrapped of [new Proxy(api, {}), reactive(api), reactive(reactive(api))]) {
      assert.deepEqual(await list(wrapped), []);
      assert.equal(await act(wrapped), undefined);
    }
  },
);

eachIterator("an iterator works inside a Proxy, made by a client inside one", async (it) => {
  const { api } = it.pages([1, 2], [2, 3], [3], []);
  const iterator = reactive(it.open(reactive(api)));
  assert.deepEqual(await collect(iterator), it.ids(1, 2, 3));
  assert.equal(iterator.cursor, it.resumeAt(3));
});

each("a client reveals nothing when inspected", ({ Client }) => {
  const api = new Client({ apiKey: KEY, headers: { "x-own": KEY } });
  for (const shown of [api, new Proxy(api, {})]) {
    const all = { depth: 9, showHidden: true, getters: true, showProxy: true };
    assert.equal(inspect(shown, all).includes(KEY), false);
    assert.equal(JSON.stringify(shown), "{}");
    assert.deepEqual(Object.keys(shown), []);
    assert.deepEqual(structuredClone(api), {});
  }
});
