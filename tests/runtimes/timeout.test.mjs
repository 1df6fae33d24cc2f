// timeoutMs ends an attempt in each phase, the reading of the body included.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Heymarket, isTimeoutError, TimeoutError } from "threadline";
import { client, json, KEY, LIST, never, rejection, sleep } from "./support/doubles.mjs";
import { drip, serve } from "./support/misbehaving.mjs";

const timedOut = async (heymarket, ms = 40) => {
  const start = performance.now();
  const error = await rejection(heymarket.listConversations(LIST, { timeoutMs: ms }));
  const took = performance.now() - start;
  assert.ok(error instanceof TimeoutError, error);
  assert.ok(isTimeoutError(error));
  assert.equal(error.code, "TIMEOUT");
  assert.equal(error.operation, "listConversations");
  assert.equal(error.retryable, true);
  assert.ok(took >= ms - 2 && took < ms + 1_000, `took ${took} ms`);
};

describe("a call times out", () => {
  const servers = [];
  const withServer = async (handler) => {
    const server = await serve(handler);
    servers.push(server);
    return { server, heymarket: new Heymarket({ apiKey: KEY, baseUrl: server.url }) };
  };
  // The first call loads the module: that has a time limit of its own.
  before(() => client(async () => json([])).listConversations(LIST));
  after(() => {
    for (const server of servers) server.stop();
  });

  test("when the service keeps silent", async () => {
    const { server, heymarket } = await withServer(() => {});
    await timedOut(heymarket);
    await sleep(20);
    assert.equal(server.closed, 1);
  });

  test("when the body stalls after the headers", async () => {
    const { server, heymarket } = await withServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.flushHeaders();
    });
    await timedOut(heymarket);
    await sleep(20);
    assert.equal(server.closed, 1);
  });

  test("when the body stalls half way", async () => {
    const { heymarket } = await withServer((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('[{"id":1');
    });
    await timedOut(heymarket);
  });

  test("when the body drips without an end", async () => {
    const { server, heymarket } = await withServer(drip(" "));
    await timedOut(heymarket);
    await sleep(20);
    assert.equal(server.closed, 1);
  });

  test("when the body of a refusal never ends", async () => {
    const { heymarket } = await withServer((_request, response) => {
      response.writeHead(403);
      response.write("{");
    });
    await timedOut(heymarket);
  });

  test("when fetch never settles and ignores its signal", () => timedOut(client(never)));

  test("when the body never settles and ignores the signal", () =>
    timedOut(client(async () => new Response(new ReadableStream({})))));

  test("when the token never comes", () => timedOut(new Heymarket({ token: never })));
});

test("the client's timeoutMs holds for calls that have none", async () => {
  const error = await rejection(client(never, { timeoutMs: 20 }).listConversations(LIST));
  assert.ok(isTimeoutError(error));
});

test("a call that has ended leaves no timer behind", async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  for (const fetch of [
    async () => json([]),
    async () => json([], { status: 500 }),
    async () => null,
  ]) {
    await client(fetch)
      .listConversations(LIST)
      .catch(() => {});
  }
  assert.equal(timers(), before);
});
