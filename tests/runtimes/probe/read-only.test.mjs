// The probe's own `fetch`: whatever it is called with, nothing leaves that could change something; and it
// keeps what came back.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { ReadOnly } from "../../examples/node/probe/read-only.mjs";
import { SERVICES } from "../../examples/node/probe/services.mjs";
import { operations } from "./support.mjs";

const platform = globalThis.fetch;
let sent;
let answer;
beforeEach(() => {
  sent = [];
  answer = () => new Response("[]");
  globalThis.fetch = async (...args) => {
    const { method, url } = new Request(...args);
    sent.push(`${method} ${url}`);
    return answer();
  };
});
afterEach(() => {
  globalThis.fetch = platform;
});

const BASE = "https://inbox.example.com/api/services/";

const readOnly = (service, base = BASE) =>
  new ReadOnly(
    base,
    SERVICES[service].reads.map(({ route }) => route),
  );

/** A client calls its `fetch` in either way. */
const CALLS = [
  ["an address and what goes with it", (fetch, url, init) => fetch(url, init)],
  ["a Request", (fetch, url, init) => fetch(new Request(url, init))],
];

const init = (method) => ({ method, body: /^P/.test(method) ? "{}" : undefined });

for (const service of Object.keys(SERVICES)) {
  for (const [how, call] of CALLS) {
    test(`of all operations of ${service} it sends those that only read, called with ${how}`, async () => {
      const { fetch } = readOnly(service);
      for (const { name, route, reads } of await operations(service)) {
        const [method, path] = route.split(" ");
        const url = BASE + path.slice(1).replace(/\{\w+\}/, "9920");
        const outcome = call(fetch, url, init(method));
        if (reads) {
          await outcome;
          assert.deepEqual(sent.splice(0), [`${method} ${url}`], name);
        } else {
          await assert.rejects(outcome, /sends only reads/, name);
        }
      }
      assert.deepEqual(sent, []);
    });
  }
}

describe("it does not send", () => {
  const inbox = `${BASE}api/partner-gateway/v1/inbox`;
  for (const [what, service, method, url] of [
    ["a read by another method", "qlara", "DELETE", `${inbox}/conversations/9920`],
    ["the same in small letters", "qlara", "delete", `${inbox}/conversations/9920`],
    ["what lies below a read", "heymarket", "POST", `${BASE}v1/conversations/9920`],
    ["what begins like a read", "heymarket", "POST", `${BASE}v1/conversations/`],
    [
      "a path that leaves its route",
      "heymarket",
      "POST",
      `${BASE}v1/conversations/../message/send`,
    ],
    ["an id that is empty", "heymarket", "GET", `${BASE}v1/conversations/`],
    ["an id that has a slash", "qlara", "GET", `${inbox}/conversations/1/2/messages`],
    ["a read of another service", "qlara", "POST", `${BASE}v1/conversations`],
    ["a read elsewhere", "heymarket", "GET", "https://example.com/api/services/v1/team"],
    ["a read above its address", "heymarket", "GET", "https://inbox.example.com/v1/team"],
    [
      "a read beside its address",
      "heymarket",
      "GET",
      "https://inbox.example.com/api/services2/v1/team",
    ],
  ]) {
    test(what, async () => {
      await assert.rejects(readOnly(service).fetch(url, init(method)), /sends only reads/);
      assert.deepEqual(sent, []);
    });
  }
});

describe("it keeps", () => {
  const url = `${BASE}v1/team`;
  const take = async (response) => {
    answer = () => response;
    const service = readOnly("heymarket");
    const given = await service.fetch(url, { method: "GET" });
    return { given, exchanges: service.take(), service };
  };

  test("status, headers and body, and leaves the body to the client", async () => {
    const response = new Response('{"id":77}', { status: 207, headers: { "X-One": "1" } });
    const { given, exchanges, service } = await take(response);
    assert.equal(await given.text(), '{"id":77}');
    const [{ status, headers, body, isCut }, ...more] = exchanges;
    assert.deepEqual(
      { status, body, isCut, more },
      { status: 207, body: '{"id":77}', isCut: false, more: [] },
    );
    assert.equal(headers.get("x-one"), "1");
    assert.deepEqual(service.take(), []);
  });

  test("nothing of a response without a body", async () => {
    const { exchanges } = await take(new Response(null, { status: 204 }));
    assert.deepEqual([exchanges[0].body, exchanges[0].isCut], ["", false]);
  });

  test("what came before the connection broke", async () => {
    let pulls = 0;
    const body = new ReadableStream({
      async pull(controller) {
        if (pulls++ === 0) return controller.enqueue(new TextEncoder().encode('[{"id":'));
        // Not before the piece has been read.
        await new Promise(setImmediate);
        controller.error(new TypeError("terminated"));
      },
    });
    const { given, exchanges } = await take(new Response(body));
    assert.deepEqual([exchanges[0].body, exchanges[0].isCut], ['[{"id":', true]);
    await assert.rejects(given.text(), { name: "TypeError" });
  });

  test("the beginning of a body without an end", async () => {
    const piece = new Uint8Array(1024 * 1024).fill(0x20);
    const body = new ReadableStream({ pull: (controller) => controller.enqueue(piece) });
    const { given, exchanges } = await take(new Response(body));
    assert.equal(exchanges[0].isCut, true);
    assert.ok(exchanges[0].body.length < 20 * piece.length);
    await given.body.cancel();
  });
});
