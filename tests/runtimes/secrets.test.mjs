// No rendering of a client or of an error shows a key, a token, or what people write to each other.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { AuthenticationError, InvalidArgumentError } from "threadline";
import { asRequest, json, never, rejection } from "./support/doubles.mjs";
import { renderings } from "./support/renderings.mjs";
import { each, heymarket } from "./support/services.mjs";

const SECRETS = [
  "key-SECRET-1",
  "token-SECRET-2",
  "15555559999",
  "header-SECRET-3",
  "key-SECRET-4",
  "key-SECRET-5",
];
const [KEY, TOKEN, PHONE, HEADER, ...SECRET_KEYS] = SECRETS;

// An API secret's id is not secret, its key is.
const [first, second] = SECRET_KEYS.map((key, at) => ({ id: `id-${at}`, key }));
const OF_HEYMARKET = [
  ["a secret", { secretId: first.id, secretKey: first.key }],
  ["two secrets", { secrets: [first, second] }],
];

// Calls with private data, and rejected inputs with the same data.
const ACTION = { inboxId: 1, userId: 2, target: PHONE };
const SEND = { inboxId: 1, creatorId: 2, phoneNumber: PHONE, text: `call ${PHONE}` };
const PRIVATE = {
  Heymarket: {
    call: (api) => api.markRead(ACTION),
    rejected: [
      ["markRead", { ...ACTION, target: [PHONE] }],
      ["markRead", { ...ACTION, targets: [PHONE] }],
      ["markRead", { ...ACTION, inboxId: PHONE.padEnd(40, "x") }],
      ["markRead", { ...ACTION, target: `${PHONE}\u0000` }],
      ["markRead", { ...ACTION, userId: { to: PHONE } }],
      ["sendMessage", { ...SEND, text: [PHONE] }],
      ["sendMessage", { ...SEND, phoneNumber: `(${PHONE})` }],
      ["sendMessage", { ...SEND, chatId: 1 }],
      ["sendMessage", { ...SEND, [PHONE]: 1 }],
      ["sendEmail", { inbox: 1, creatorId: 2, targets: PHONE, rawText: PHONE }],
      ["scheduleMessage", { inboxId: 1, executeAt: PHONE, content: { text: PHONE } }],
      ["listMessages", { inboxId: 1, phoneNumber: PHONE, timestamp: PHONE }],
      ["assignableUsers", { inboxId: 1, [PHONE]: 2 }],
      ["assignableUsers", { inboxId: `${PHONE}x` }],
    ],
  },
  Qlara: {
    call: (api) => api.reply({ chatId: PHONE, message: `call ${PHONE}` }),
    rejected: [
      ["reply", { chatId: PHONE, message: [PHONE] }],
      ["reply", { chatId: `${PHONE}\u0000`, message: PHONE }],
      ["reply", { chatId: PHONE, message: PHONE, body: { text: PHONE } }],
      ["reply", { body: [PHONE] }],
      ["reply", { body: { text: PHONE, to: () => PHONE } }],
      ["listConversations", { dateFrom: PHONE }],
      ["assignConversation", { chatId: PHONE, userId: { id: PHONE } }],
    ],
  },
};

const clean = (value, more = []) => {
  for (const secret of [...SECRETS, ...more]) {
    assert.equal(renderings(value).includes(secret), false, renderings(value));
  }
};

const settings = { headers: { "x-secret": HEADER }, timeoutMs: 30, maxRetries: 0 };

describe("a client shows none,", () => {
  each("made with a key", ({ Client }) => clean(new Client({ apiKey: KEY, ...settings })));
  each("made with a token", ({ Client }) => clean(new Client({ token: () => TOKEN, ...settings })));
  for (const [name, credential] of OF_HEYMARKET) {
    test(`made with ${name} (Heymarket)`, async () => {
      const tokens = [];
      const fetch = asRequest(async (request) => {
        tokens.push(request.headers.get("authorization").slice("Bearer ".length));
        return json([]);
      });
      const api = new heymarket.Client({ ...credential, fetch });
      clean(api);
      await heymarket.list(api);
      clean(api, [...tokens, ...tokens.map((token) => token.split(".").at(-1))]);
    });
  }
  each("nor has it members that hold anything", ({ Client, name }) => {
    const api = new Client({ apiKey: KEY });
    assert.deepEqual(Object.getOwnPropertyNames(api), []);
    for (const key of Object.getOwnPropertySymbols(api)) {
      assert.equal(Object.getOwnPropertyDescriptor(api, key).enumerable, false);
      assert.equal(typeof api[key], "function");
      assert.equal(api[key](), undefined);
      clean(api[key]);
    }
    assert.equal(JSON.stringify(new Client({ apiKey: KEY })), "{}");
    assert.equal(inspect(new Client({ apiKey: KEY })), `${name} {}`);
  });
});

describe("an error shows none:", () => {
  const echo = asRequest(
    async (request) =>
      new Response(
        [request.url, ...request.headers, await request.text()].map((part) => `${part}`).join(" "),
        { status: 400 },
      ),
  );
  for (const [name, fetch] of [
    ["an error response", async () => json({ message: "no" }, { status: 400 })],
    ["a rejection that echoes the request in its body", echo],
    ["a rejected credential", async () => json({ message: "no" }, { status: 401 })],
    ["a malformed response", async () => new Response("nope")],
    ["a connection that broke", async () => Promise.reject(new TypeError("fetch failed"))],
    ["a timeout", never],
    ["no Response", async () => undefined],
  ]) {
    each(name, async ({ Client, name }) => {
      for (const credential of [{ apiKey: KEY }, { token: async () => TOKEN }]) {
        const api = new Client({ ...credential, ...settings, fetch });
        clean(await rejection(PRIVATE[name].call(api)));
      }
    });

    for (const [what, credential] of OF_HEYMARKET) {
      test(`${name}, with ${what} (Heymarket)`, async () => {
        const tokens = [];
        const api = new heymarket.Client({
          ...credential,
          ...settings,
          timeoutMs: 500,
          fetch: (url, init) => {
            tokens.push(init.headers.authorization.slice("Bearer ".length));
            return fetch(url, init);
          },
        });
        const error = await rejection(PRIVATE.Heymarket.call(api));
        assert.ok(tokens.length > 0);
        clean(error, [...tokens, ...tokens.map((token) => token.split(".").at(-1))]);
      });
    }
  }

  each("a rejected input", async ({ Client, name }) => {
    const api = new Client({ apiKey: KEY, ...settings, fetch: never });
    for (const [method, input] of PRIVATE[name].rejected)
      clean(await rejection(api[method](input)));
  });
});

describe("a credential is sent in one header only:", () => {
  const headersOf = async ({ Client, list }, credential) => {
    let headers;
    const fetch = asRequest(async (request) => {
      headers = Object.fromEntries(request.headers);
      return json([]);
    });
    await list(new Client({ ...credential, fetch }));
    const holding = Object.entries(headers).filter(([, value]) => /SECRET/.test(value));
    return Object.fromEntries(holding);
  };

  each("a key in the service's own", async (service) => {
    assert.deepEqual(await headersOf(service, { apiKey: KEY }), service.keyHeaders(KEY));
  });

  for (const [name, credential] of OF_HEYMARKET) {
    test(`neither half of ${name} in any, only a token derived from it (Heymarket)`, async () => {
      const sent = [];
      const fetch = asRequest(async (request) => {
        sent.push(request.url, await request.clone().text(), ...[...request.headers].flat());
        const { authorization, ...others } = Object.fromEntries(request.headers);
        assert.match(authorization, /^Bearer [\w-]+\.[\w-]+\.[\w-]{43}$/);
        assert.equal(JSON.stringify(others).includes(authorization.split(".")[2]), false);
        return json([]);
      });
      const api = new heymarket.Client({ ...credential, fetch });
      await heymarket.list(api);
      for (const text of sent) assert.doesNotMatch(text, /SECRET|id-/);
    });
  }

  each("a token as a bearer token, whatever the service", async (service) => {
    const headers = await headersOf(service, { token: () => TOKEN });
    assert.deepEqual(headers, { authorization: `Bearer ${TOKEN}` });
  });
});

describe("token()", () => {
  each("is called for each call, and may give a promise", async ({ Client, list }) => {
    let calls = 0;
    const seen = [];
    const api = new Client({
      token: async () => `t${++calls}`,
      fetch: asRequest(async (request) => {
        seen.push(request.headers.get("authorization"));
        return json([]);
      }),
    });
    await list(api);
    await list(api);
    assert.deepEqual(seen, ["Bearer t1", "Bearer t2"]);
  });

  for (const [name, token] of [
    [
      "throws",
      () => {
        throw new Error(TOKEN);
      },
    ],
    ["rejects", () => Promise.reject(new Error(TOKEN))],
    ["rejects with undefined", () => Promise.reject()],
  ]) {
    each(`that ${name} is an AuthenticationError, its error the cause alone`, async (service) => {
      const error = await rejection(service.list(new service.Client({ token, fetch: never })));
      assert.ok(error instanceof AuthenticationError, error);
      assert.equal(error.message.includes(TOKEN), false);
      assert.equal(JSON.stringify(error).includes(TOKEN), false);
    });
  }

  for (const value of [undefined, null, "", 5, {}, "a b", "a\nb", "t\n", "\u0100", [TOKEN], true]) {
    each(
      `that gives ${JSON.stringify(value)} is rejected, and nothing is sent`,
      async (service) => {
        let sent = 0;
        const fetch = async () => ++sent && json([]);
        const error = await rejection(
          service.list(new service.Client({ token: async () => value, fetch })),
        );
        assert.ok(error instanceof InvalidArgumentError, error);
        assert.equal(error.path, "token");
        assert.equal(sent, 0);
      },
    );
  }
});
