// Workers, and so Vitest in them, look for unhandled rejections sooner than others do.

import { Heymarket } from "threadline";
import { expect, test } from "vitest";

const failing = async () => {
  throw new TypeError("on purpose");
};
const count = (options) => new Heymarket({ maxRetries: 0, ...options }).countConversations();

test("a fetch that rejects leaves no unhandled rejection", async () => {
  await expect(count({ apiKey: "key", fetch: failing })).rejects.toThrow();
});

test("nor does a token() that rejects", async () => {
  await expect(count({ token: failing })).rejects.toThrow();
});

test("nor does an observer that rejects", async () => {
  const observers = { onRequest: failing, onResponse: failing };
  const fetch = async () => new Response("3");
  expect(await count({ apiKey: "key", fetch, ...observers })).toBe(3);
});
