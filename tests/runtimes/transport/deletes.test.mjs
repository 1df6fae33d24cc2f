// What is deleted is gone: when the response to a delete is lost and its retry finds nothing, it has worked.

import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import { Heymarket, NotFoundError, Qlara } from "threadline";
import { json, KEY, never, rejection } from "../support/doubles.mjs";
import { endsOf, statusesOf } from "../support/faults.mjs";
import { OPERATIONS } from "../support/samples.mjs";
import { broken, cutOff, scripted, service, status } from "./support.mjs";

// No wait before a retry.
before(() => mock.method(Math, "random", () => 0));
after(() => mock.restoreAll());

const DELETES = OPERATIONS.filter(({ repeat }) => repeat === "deletes");

const each = (what, body) => {
  for (const { Client, name, input } of DELETES) {
    const make = (api, options) => api[name](input, options);
    test(`${what} (${Client.name} ${name})`, () => body({ Client, make }));
  }
};

/** What passes, and not because the request was rejected: a send is not made again after it. */
const mayHaveHappened = (row) => endsOf(row, "change").value && !endsOf(row, "send").value;

const gone = (code = 404) => status(code, { "x-request-id": "req-7" }, '{"message":"not found"}');

describe("nothing is found after an attempt that may have deleted it:", () => {
  for (const [what, lost, options] of [
    ["a connection that broke", broken()],
    ["a response that broke off", cutOff()],
    ["no response in time", never, { timeoutMs: 80 }],
    ...statusesOf(mayHaveHappened).map((code) => [`${code}`, status(code)]),
  ]) {
    each(`${what} is success`, async ({ Client, make }) => {
      for (const code of [404, 410]) {
        const { api, sent, retries } = scripted(Client, [lost, gone(code)], options);
        assert.equal(await make(api), undefined);
        assert.deepEqual(
          sent.map(({ method }) => method),
          ["DELETE", "DELETE"],
        );
        assert.equal(retries.length, 1);
      }
    });
  }

  each("whatever was rejected in between", async ({ Client, make }) => {
    const script = [status(429), broken(), status(429), status(425), gone()];
    const { api, sent } = scripted(Client, script, { maxRetries: 5 });
    assert.equal(await make(api), undefined);
    assert.equal(sent.length, 5);
  });

  each("with a fresh token in between", async ({ Client, make }) => {
    const token = async () => "t";
    const { api, sent } = scripted(Client, [broken(), status(401), gone()], { token });
    assert.equal(await make(api), undefined);
    assert.equal(sent.length, 3);
  });

  each("with `raw` the response is the service's own", async ({ Client, make }) => {
    const { api } = scripted(Client, [broken(), gone()]);
    const { data, headers, ...rest } = await make(api, { raw: true });
    assert.deepEqual(rest, { status: 404, requestId: "req-7", body: '{"message":"not found"}' });
    assert.equal(data, undefined);
    assert.equal(headers["x-request-id"], "req-7");
  });

  each("over a real connection", async ({ Client, make }) => {
    const { url, arrived, stop } = await service((request, response, count) => {
      if (count === 1) request.socket.destroy();
      else response.writeHead(404).end();
    });
    try {
      assert.equal(await make(new Client({ apiKey: KEY, baseUrl: url })), undefined);
      assert.equal(arrived.length, 2);
    } finally {
      stop();
    }
  });
});

describe("nothing is found, and nothing was deleted:", () => {
  for (const [what, script, options] of [
    ["at the first attempt", []],
    ["after 429, which rejected it", [status(429)]],
    ["after 425, which rejected it", [status(425)]],
    ["after 401, which rejected it", [status(401)], { token: async () => "t" }],
  ]) {
    each(`${what} it is a NotFoundError`, async ({ Client, make }) => {
      const { api, sent } = scripted(Client, [...script, gone()], options);
      const error = await rejection(make(api));
      assert.ok(error instanceof NotFoundError, error);
      assert.deepEqual([error.status, error.attempts], [404, script.length + 1]);
      assert.equal(sent.length, script.length + 1);
    });
  }

  each("a call is independent of the one before it", async ({ Client, make }) => {
    const { api } = scripted(Client, [broken(), gone()]);
    await make(api);
    assert.ok((await rejection(make(api))) instanceof NotFoundError);
  });
});

test("another error after a lost attempt is that error", async () => {
  for (const [code, name] of [
    [400, "InvalidRequestError"],
    [403, "PermissionDeniedError"],
  ]) {
    const { api } = scripted(Heymarket, [broken(), status(code)]);
    assert.equal((await rejection(api.deleteScheduledMessage({ id: 5 }))).name, name);
  }
});

describe("where a 404 means something else it stays a NotFoundError after a lost attempt:", () => {
  for (const [Client, name, input] of [
    [Qlara, "unassignConversation", { chatId: 1 }],
    [Qlara, "archiveConversation", { chatId: 1 }],
    [Qlara, "updateCallback", { callbackUrl: "https://example.com/hook" }],
    [Qlara, "getCallback", {}],
    [Heymarket, "getConversation", { id: 1 }],
    [Heymarket, "closeConversation", { inboxId: 1, userId: 2, chatId: 3 }],
  ]) {
    test(`${Client.name} ${name}`, async () => {
      const { api } = scripted(Client, [broken(), () => json({}, { status: 404 })]);
      const error = await rejection(api[name](input));
      assert.deepEqual([error.name, error.attempts], ["NotFoundError", 2]);
    });
  }
});
