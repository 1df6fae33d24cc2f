// The example Worker: it speaks both services' wires to those who are signed in, and nothing else.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Heymarket, isOutcomeUnknownError, isServerError, Qlara } from "threadline";
// The examples lie beside these tests where they are run.
import { startWorkerd } from "../examples/demo/workerd.mjs";
import { rejection } from "./support/doubles.mjs";
import { startFake } from "./support/fake.mjs";
import { serve } from "./support/misbehaving.mjs";
import { each, SERVICES } from "./support/services.mjs";
import { PAGE_TOURS } from "./support/tours.mjs";

const startEndpoint = async (baseUrl, keys) => {
  const worker = await startWorkerd({ baseUrl, keys, port: 0 });
  const { origin, hash } = new URL(worker.pageUrl);
  const token = new URLSearchParams(hash.slice(1)).get("token");
  return { origin, token, stop: worker.close };
};

describe("through the endpoint, a page's clients do all that the services offer:", () => {
  let fake;
  let endpoint;
  before(async () => {
    fake = await startFake("--qlara-spelling", "nested", "--qlara-envelope", "content");
    const { Heymarket: heymarket, Qlara: qlara } = fake.keys;
    endpoint = await startEndpoint(fake.url, { heymarket, qlara });
  });
  after(async () => {
    await endpoint?.stop();
    fake.stop();
  });

  for (const { name: service, Client } of SERVICES) {
    describe(service, () => {
      let api;
      before(() => {
        const baseUrl = `${endpoint.origin}/inbox/${service.toLowerCase()}`;
        api = new Client({ baseUrl, token: () => endpoint.token, idempotencyKeys: true });
      });
      for (const [name, step, expected] of PAGE_TOURS[service]) {
        test(name, async () => assert.deepEqual(await step(api), expected));
      }
    });
  }
});

describe("the endpoint", () => {
  const ROOT = "/inbox/qlara/api/partner-gateway/v1/inbox/conversations";
  const HISTORY = "/inbox/heymarket/v1/messages?phoneNumber=15555550118&inboxID=2222";
  const KEYS = { heymarket: "heymarket-SECRET", qlara: "qlara-SECRET" };
  let service;
  let endpoint;
  let answer;
  before(async () => {
    service = await serve((request, response) => answer(request, response));
    endpoint = await startEndpoint(service.url, KEYS);
  });
  after(async () => {
    await endpoint?.stop();
    service.stop();
  });

  /** Asks the endpoint; nothing that it says may hold a key. */
  const ask = async (method, path, { headers, body, signedIn = true } = {}) => {
    service.requests.length = 0;
    answer = (_request, response) => response.end("[]");
    const own = signedIn ? { authorization: `Bearer ${endpoint.token}` } : {};
    const key = { "idempotency-key": crypto.randomUUID() };
    const init = { method, body, headers: { ...own, ...key, ...headers }, redirect: "manual" };
    const reply = await fetch(endpoint.origin + path, init);
    const text = await reply.text();
    assert.doesNotMatch(text + JSON.stringify([...reply.headers]), /SECRET/);
    return { status: reply.status, headers: reply.headers, text };
  };

  for (const [method, path] of [
    ["GET", "/inbox/heymarket/v1/conversations"],
    ["POST", "/inbox/heymarket/v1/messages"],
    ["POST", "/inbox/heymarket/v1/conversations/1"],
    ["DELETE", "/inbox/heymarket/v1/conversations/1"],
    ["GET", "/inbox/heymarket/v1/conversations/1/2"],
    ["POST", "/inbox/heymarket/v1/messages/all"],
    ["POST", "/inbox/heymarket/v1/email/send"],
    ["POST", "/inbox/heymarket/v1/schedule"],
    ["GET", "/inbox/heymarket/v1/schedule/1"],
    ["GET", "/inbox/heymarket"],
    ["GET", "/inbox/heymarket/"],
    ["GET", "/inbox/qlara/v1/conversations/1"],
    ["POST", ROOT],
    ["PUT", `${ROOT}/1/read`],
    ["GET", `${ROOT}/1/read`],
    ["GET", `${ROOT}/1/assignee`],
    ["POST", `${ROOT}/1/reply`],
    ["GET", `${ROOT}/1/messages/2`],
    ["GET", `${ROOT}/%ff`],
    ["GET", "/inbox/qlara/api/partner-gateway/v1/webhooks/delivery-status"],
    ["PUT", "/inbox/qlara/api/partner-gateway/v1/webhooks/delivery-status"],
    ["POST", "/session"],
    ["GET", "/inbox"],
    ["GET", "/inbox/live/1"],
    ["POST", "/inbox/hooks"],
  ]) {
    test(`has no ${method} ${path}`, async () => {
      assert.equal((await ask(method, path)).status, 404);
      assert.equal(service.requests.length, 0);
    });
  }

  for (const [name, method, path, body] of [
    ["a chatId that is another route", "GET", `${ROOT}/reply`],
    ["an unknown filter", "GET", `${ROOT}?colour=1`],
    ["a filter of a wrong kind", "GET", `${ROOT}?unreadOnly=perhaps`],
    ["a garbled query", "GET", `${ROOT}?channelIds=%ff`],
    ["an unknown field", "POST", `${ROOT}/reply`, '{"chatId":1,"message":"x","to":2}'],
    ["a history without a number", "GET", "/inbox/heymarket/v1/messages?inboxID=2222"],
    ["a history until some time", "GET", `${HISTORY}&timestamp=soon`],
    ["a history with an unknown filter", "GET", `${HISTORY}&colour=1`],
    [
      "a message without a recipient",
      "POST",
      "/inbox/heymarket/v1/message/send",
      '{"inbox_id":1,"text":"x"}',
    ],
    ["a body that is not an object", "POST", `${ROOT}/reply`, "[]"],
    ["a body that is not JSON", "POST", "/inbox/heymarket/v1/conversations", "{"],
    ["a body beyond the limit", "POST", `${ROOT}/reply`, `{"chatId":"${"1".repeat(300_000)}"}`],
  ]) {
    test(`rejects ${name}`, async () => {
      assert.equal((await ask(method, path, { body })).status, 400);
      assert.equal(service.requests.length, 0);
    });
  }

  for (const [name, headers] of [
    ["nobody", {}],
    ["a stranger", { authorization: "Bearer stranger" }],
    ["one with the service's own key", { authorization: `Bearer ${KEYS.heymarket}` }],
    ["one with the key in its header", { "x-api-key": KEYS.qlara }],
    ["one whose token is not a bearer token", { authorization: "Basic stranger" }],
  ]) {
    test(`does nothing for ${name}`, async () => {
      for (const [path, expected] of [
        [ROOT, 401],
        ["/inbox/heymarket/v1/conversations/1", 401],
        ["/session", 401],
        ["/inbox/status", 404],
      ]) {
        const { status, text } = await ask("GET", path, { headers, signedIn: false });
        assert.equal(status, expected);
        assert.doesNotMatch(text, /1111|Support/);
      }
      assert.equal(service.requests.length, 0);
    });
  }

  test("accepts requests from pages of its own origin, and no others", async () => {
    const own = await ask("GET", ROOT, { headers: { origin: endpoint.origin } });
    assert.equal(own.status, 200);
    assert.equal(own.headers.get("access-control-allow-origin"), endpoint.origin);
    for (const origin of ["https://elsewhere.example", "null"]) {
      const { status, headers } = await ask("GET", ROOT, { headers: { origin } });
      assert.deepEqual([status, headers.get("access-control-allow-origin")], [403, null]);
      assert.equal(service.requests.length, 0);
    }
  });

  test("lets a page ask beforehand for every method that it uses", async () => {
    const origin = endpoint.origin;
    const { status, headers } = await ask("OPTIONS", ROOT, {
      headers: { origin },
      signedIn: false,
    });
    assert.equal(status, 204);
    assert.equal(headers.get("access-control-allow-methods"), "GET, POST, PATCH, DELETE");
  });

  test("sends each service its own key, and never the page's token", async () => {
    // Not as before: equal reads are shared for a moment.
    await ask("GET", `${ROOT}/keys`);
    assert.equal(service.requests[0].headers["x-api-key"], KEYS.qlara);
    assert.equal(service.requests[0].headers.authorization, undefined);
    await ask("POST", "/inbox/heymarket/v1/conversations", { body: '{"filters":{}}' });
    assert.equal(service.requests[0].headers.authorization, `Bearer ${KEYS.heymarket}`);
  });

  test("sends a message as the member of the session, whatever the page says", async () => {
    const baseUrl = `${endpoint.origin}/inbox/heymarket`;
    const heymarket = new Heymarket({
      baseUrl,
      token: () => endpoint.token,
      idempotencyKeys: true,
    });
    let sent = "";
    answer = async (request, response) => {
      for await (const piece of request) sent += piece;
      response.end('{"id":7}');
    };
    const message = { inboxId: 2222, creatorId: 1113, chatId: "9007199254740993", text: "Hi" };
    assert.equal((await heymarket.sendMessage(message)).id, 7);
    const expected = '{"inbox_id":2222,"chat_id":9007199254740993,"text":"Hi","creator_id":1111}';
    assert.equal(sent, expected);
  });

  test("hands on the query as it came", async () => {
    const query =
      "?dateFrom=2026-04-12T15%3A30%3A00%2B02%3A00&channelIds=a%20b,9007199254740993&unreadOnly=true&orderBy=%2Bx";
    await ask("GET", ROOT + query);
    // What was changed before may be read meanwhile.
    const { url } = service.requests.find((one) => one.url.includes("?"));
    const [path, sent] = url.split("?");
    assert.equal(path, ROOT.slice("/inbox/qlara".length));
    assert.deepEqual(sent.split("&").sort(), query.slice(1).split("&").sort());
  });

  each("tells the page that the endpoint's key was rejected", async (service) => {
    answer = (_request, response) => response.writeHead(401).end('{"message":"bad key"}');
    const baseUrl = `${endpoint.origin}/inbox/${service.name.toLowerCase()}`;
    const api = new service.Client({ baseUrl, token: () => endpoint.token, maxRetries: 0 });
    const error = await rejection(service.list(api));
    assert.ok(isServerError(error), error);
    assert.match(error.body, /The service rejected the key of this endpoint/);
  });

  test("tells the page when the outcome of a reply is unknown, and sends it once", async () => {
    const baseUrl = `${endpoint.origin}/inbox/qlara`;
    const qlara = new Qlara({ baseUrl, token: () => endpoint.token, idempotencyKeys: true });
    service.requests.length = 0;
    answer = (request) => request.socket.destroy();
    const error = await rejection(qlara.reply({ chatId: 1, message: "Ciao" }));
    assert.ok(isOutcomeUnknownError(error), error);
    const replies = service.requests.filter(({ url }) => url.endsWith("/reply"));
    assert.equal(replies.length, 1);
  });

  test("passes on that a reply was accepted, and when the service limits the rate", async () => {
    const baseUrl = `${endpoint.origin}/inbox/qlara`;
    const options = { baseUrl, token: () => endpoint.token, idempotencyKeys: true };
    const qlara = new Qlara({ ...options, maxRetries: 0 });
    const input = { chatId: 1, message: "Ciao" };
    answer = (_request, response) => response.writeHead(202).end();
    const { status, body } = await qlara.reply(input, { raw: true });
    assert.deepEqual([status, body], [202, ""]);
    // Last of all: from now on the endpoint waits.
    answer = (_request, response) => response.writeHead(429, { "retry-after": "1" }).end("{}");
    const error = await rejection(qlara.reply(input));
    assert.deepEqual([error.code, error.retryAfterMs], ["RATE_LIMIT", 1_000]);
  });
});
