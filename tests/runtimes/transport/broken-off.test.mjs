// Responses that broke off and pass as whole: no runtime says so, the bytes do.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ConnectionError, Heymarket, OutcomeUnknownError } from "threadline";
import { json, rejection, wire } from "../support/doubles.mjs";
import { ONCE, scripted } from "./support.mjs";

const CONVERSATION = JSON.stringify(wire(7));
const READ = (api, options) => api.getConversation({ id: 7 }, options);
const SEND = ONCE.find(({ name }) => name === "sendMessage").make;

const made = (text, headers) => () => new Response(text, { headers });

/** As a browser gives a response of the page's own origin. */
const basic =
  (status = 200, headers = {}, body = null) =>
  () =>
    Object.defineProperty(new Response(body, { status, headers }), "type", { value: "basic" });

/** As it comes over a network. */
const network =
  (body, status = 200, headers = { date: "now" }) =>
  () => {
    const response = new Response(body, { headers });
    return Object.defineProperties(response, {
      url: { value: "https://api.heymarket.com/v1" },
      status: { value: status },
    });
  };

const BROKEN = {
  "JSON that ends too early": made(CONVERSATION.slice(0, -1)),
  "JSON that ends within a text": made(CONVERSATION.slice(0, 30)),
  "JSON that ends within a letter": () => new Response(Uint8Array.of(0x7b, 0x22, 0xc3)),
  "fewer bytes than were announced": network(CONVERSATION, 200, {
    "content-length": `${CONVERSATION.length + 1}`,
  }),
  "a status without headers and body, on the page's own origin": basic(),
  "a head with headers and nothing behind it, over a network": network(""),
  "a status line that was cut off": network("", 20),
  "a status that only announces one": network("", 103),
};

for (const [what, answer] of Object.entries(BROKEN)) {
  describe(`${what}:`, () => {
    test("a read is retried", async () => {
      const { api, sent, retries } = scripted(Heymarket, [answer, () => json(wire(7))]);
      assert.equal((await READ(api)).id, 7);
      assert.equal(sent.length, 2);
      assert.deepEqual(retries[0].code, "CONNECTION");
    });

    test("a read that always ends so is a ConnectionError", async () => {
      const { api, sent } = scripted(Heymarket, [answer]);
      const error = await rejection(READ(api, { maxRetries: 1 }));
      assert.ok(error instanceof ConnectionError, error);
      assert.equal(error.status, answer().status);
      assert.equal(error.retryable, true);
      assert.equal(sent.length, 2);
    });

    test("a message is sent once, and its outcome is unknown", async () => {
      const { api, sent } = scripted(Heymarket, [answer]);
      assert.ok((await rejection(SEND(api))) instanceof OutcomeUnknownError);
      assert.equal(sent.length, 1);
    });
  });
}

describe("is complete:", () => {
  const WHOLE = {
    "a number that has no length": [made("12"), "countConversations", 12],
    "a number of the length that was announced": [
      made("12", { "content-length": "2" }),
      "countConversations",
      12,
    ],
    "what was announced as it was encoded": [
      made("12", { "content-length": "22", "content-encoding": "gzip" }),
      "countConversations",
      12,
    ],
    "a status with a header": [basic(200, { date: "now" }, "12"), "countConversations", 12],
  };
  for (const [what, [answer, name, value]] of Object.entries(WHOLE)) {
    test(what, async () => {
      const { api, sent } = scripted(Heymarket, [answer]);
      assert.equal(await api[name]({}), value);
      assert.equal(sent.length, 1);
    });
  }

  test("what a library decoded, which leaves the length as it was", async () => {
    const decoded = made('{"id":1}', { "content-length": "28" });
    const { api, sent } = scripted(Heymarket, [decoded]);
    assert.equal((await SEND(api)).id, 1);
    assert.equal(sent.length, 1);
  });

  test("what another origin encoded, of which a browser shows the length alone", async () => {
    const cors = () =>
      Object.defineProperty(new Response("12", { headers: { "content-length": "22" } }), "type", {
        value: "cors",
      });
    assert.equal(await scripted(Heymarket, [cors]).api.countConversations(), 12);
  });

  test("a 204 without a header, on the page's own origin", async () => {
    const { api, sent } = scripted(Heymarket, [basic(204)]);
    assert.equal(await api.deleteScheduledMessage({ id: 1 }), undefined);
    assert.equal(sent.length, 1);
  });
});

test("an empty body that was announced as empty is complete, but not the expected one", async () => {
  const nothing = () =>
    Object.defineProperty(made("", { "content-length": "0" })(), "url", { value: "https://a.b" });
  const { api, sent } = scripted(Heymarket, [nothing]);
  assert.equal((await rejection(READ(api))).code, "DECODE");
  assert.equal(sent.length, 1);
});

test("a number that is shorter than was announced is not taken for another number", async () => {
  const { api } = scripted(Heymarket, [network("30", 200, { "content-length": "3" })]);
  const error = await rejection(api.countConversations({}, { maxRetries: 0 }));
  assert.ok(error instanceof ConnectionError, error);
});

test("a body that is announced as empty is not read, however it is encoded", async () => {
  const unreadable = () => {
    const body = new ReadableStream({
      pull() {
        throw new TypeError("it is not gzip");
      },
    });
    return new Response(body, {
      status: 202,
      headers: { "content-length": "0", "content-encoding": "gzip" },
    });
  };
  const { make } = ONCE.find(({ name }) => name === "reply");
  const { Client } = ONCE.find(({ name }) => name === "reply");
  const { api, sent } = scripted(Client, [unreadable]);
  assert.equal(await make(api), undefined);
  assert.equal(sent.length, 1);
});
