// Calls that begin at the same time keep the asynchronous context of their own caller: on a server,
// token() and tracing read the request at hand from it.

import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";
import { Heymarket } from "threadline";
import { asRequest } from "./support/doubles.mjs";

const users = ["alice", "bob", "carol", "dan"];

test("token(), fetch and observers run in the context of the caller, also after a retry", async () => {
  const current = new AsyncLocalStorage();
  const seen = [];
  const note = (what) => seen.push([what, current.getStore()]);
  const failed = new Set();
  const heymarket = new Heymarket({
    baseUrl: "http://127.0.0.1:1",
    token: async () => current.getStore(),
    fetch: asRequest(async (request) => {
      const user = request.headers.get("authorization").replace("Bearer ", "");
      assert.equal(current.getStore(), user);
      note("fetch");
      if (!failed.has(user)) {
        failed.add(user);
        return new Response("", { status: 503, headers: { "retry-after-ms": "5" } });
      }
      return new Response(JSON.stringify({ id: 1, name: user }));
    }),
    onRequest: () => note("onRequest"),
    onResponse: () => note("onResponse"),
    onRetry: () => note("onRetry"),
  });
  const calls = users.map((user) => current.run(user, () => heymarket.getConversation({ id: 1 })));
  const names = (await Promise.all(calls)).map(({ name }) => name);
  assert.deepEqual(names, users);
  for (const user of users) {
    const events = seen.filter(([, whose]) => whose === user).map(([what]) => what);
    assert.deepEqual(events, [
      "onRequest",
      "fetch",
      "onResponse",
      "onRetry",
      "onRequest",
      "fetch",
      "onResponse",
    ]);
  }
});
