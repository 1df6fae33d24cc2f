// `AbortSignal` is jsdom's and `fetch` is Node's, which takes no other signal than its own.

import { once } from "node:events";
import { createServer } from "node:http";
import { Heymarket, Qlara } from "threadline";
import { afterAll, beforeAll, expect, test } from "vitest";

const SAYS = 'RequestInit: Expected signal ("AbortSignal {}") to be an instance of AbortSignal.';

const requests = [];
const server = createServer((request, response) => {
  requests.push(request.url);
  response.end("{}");
});
let baseUrl;
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  baseUrl = `http://127.0.0.1:${server.address().port}`;
});
afterAll(() => {
  server.close();
});

test("fetch alone", async () => {
  const { signal } = new AbortController();
  await expect(fetch(baseUrl, { signal })).rejects.toThrow(SAYS);
  expect(requests).toEqual([]);
});

test("a read", async () => {
  const heymarket = new Heymarket({ apiKey: "key", baseUrl, maxRetries: 0 });
  const error = await heymarket.getConversation({ id: 7 }).catch((error) => error);
  expect([error.code, error.cause.message]).toEqual(["CONNECTION", SAYS]);
  expect(requests).toEqual([]);
});

test("a send", async () => {
  const qlara = new Qlara({ apiKey: "key", baseUrl });
  const error = await qlara.reply({ chatId: 8, message: "Hi" }).catch((error) => error);
  expect([error.code, error.cause.message]).toEqual(["OUTCOME_UNKNOWN", SAYS]);
  expect(requests).toEqual([]);
});
