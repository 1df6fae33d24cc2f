// timeoutMs ends an attempt in each phase, the reading of the body included.

import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { isTimeoutError, TimeoutError } from "threadline";
import { json, never, rejection } from "./support/doubles.mjs";
import { drip, serve } from "./support/misbehaving.mjs";
import { each, SERVICES } from "./support/services.mjs";
import { until } from "./transport/support.mjs";

const timedOut = async (api, list, ms = 40) => {
  const start = performance.now();
  const error = await rejection(list(api, { timeoutMs: ms }));
  const took = performance.now() - start;
  assert.ok(error instanceof TimeoutError, error);
  assert.ok(isTimeoutError(error));
  assert.equal(error.code, "TIMEOUT");
  assert.equal(error.operation, "listConversations");
  assert.equal(error.retryable, true);
  assert.ok(took >= ms - 2 && took < 20_000, `took ${took} ms`);
};

describe("a call times out", () => {
  const servers = [];
  const withServer = async (service, handler, ms = 40) => {
    const server = await serve(handler);
    servers.push(server);
    await timedOut(service.connect(server.url), service.list, ms);
    // On a busy machine the time may be up before the request has arrived.
    return server.requests.length > 0 ? server : withServer(service, handler, 2 * ms);
  };
  const closesItsConnection = async (service, handler) => {
    const server = await withServer(service, handler);
    await until(() => server.closed === 1);
  };
  // The first call loads the module: that has a time limit of its own.
  before(() => SERVICES[0].list(SERVICES[0].client(async () => json([]))));
  after(() => {
    for (const server of servers) server.stop();
  });

  each("when the service keeps silent", (service) => closesItsConnection(service, () => {}));

  each("when the body stalls after the headers", (service) =>
    closesItsConnection(service, (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.flushHeaders();
    }),
  );

  each("when the body stalls halfway", (service) =>
    withServer(service, (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('[{"id":1');
    }),
  );

  each("when the body drips without an end", (service) => closesItsConnection(service, drip(" ")));

  each("when the body of an error never ends", (service) =>
    withServer(service, (_request, response) => {
      response.writeHead(403);
      response.write("{");
    }),
  );

  each("when fetch never settles and ignores its signal", ({ client, list }) =>
    timedOut(client(never), list),
  );

  each("when the body never settles and ignores the signal", ({ client, list }) =>
    timedOut(
      client(async () => new Response(new ReadableStream({}))),
      list,
    ),
  );

  each("when the token never comes", ({ Client, list }) =>
    timedOut(new Client({ token: never }), list),
  );
});

each("the client's timeoutMs holds for calls that have none", async ({ client, list }) => {
  const error = await rejection(list(client(never, { timeoutMs: 20 })));
  assert.ok(isTimeoutError(error));
});

each("a call that has ended leaves no timer behind", async ({ client, list }) => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  for (const fetch of [
    async () => json([]),
    async () => json([], { status: 500 }),
    async () => null,
  ]) {
    await list(client(fetch)).catch(() => {});
  }
  assert.equal(timers(), before);
});
