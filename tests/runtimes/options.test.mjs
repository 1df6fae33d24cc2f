// The options of clients and of calls: what is refused, when, and in which words.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Heymarket, InvalidArgumentError } from "threadline";
import { client, json, LIST, recorder, rejection, wire } from "./support/doubles.mjs";

const apiKey = "key-8c2e";
const refused = (path, message) => (error) => {
  assert.ok(error instanceof InvalidArgumentError, error);
  assert.equal(error.path, path);
  assert.match(error.message, message);
  return true;
};

const REFUSED_BY_CLIENT = [
  ["no options", undefined, "apiKey", /or token is needed/],
  ["null", null, "options", /must be an object/],
  ["a string", "key", "options", /must be an object/],
  ["no credential", {}, "apiKey", /or token is needed/],
  ["a credential from a missing variable", { apiKey: undefined }, "apiKey", /environment variable/],
  ["two credentials", { apiKey, token: () => "t" }, "token", /exclude each other/],
  ...[
    "",
    " key",
    "key ",
    "a key",
    "key\n",
    "key\r\nx: y",
    "key\0",
    "k\u0100",
    "k\ud800",
    5,
    null,
    {},
  ].map((value) => [`the key ${JSON.stringify(value)}`, { apiKey: value }, "apiKey", /visible/]),
  ["a token that is no function", { token: "t" }, "token", /must be a function/],
  ["a fetch that is no function", { apiKey, fetch: {} }, "fetch", /must be a function/],
  ...[0, -1, Number.NaN, Number.POSITIVE_INFINITY, "2", 2 ** 31, null, 5n].map((value) => [
    `timeoutMs ${typeof value} ${value}`,
    { apiKey, timeoutMs: value },
    "timeoutMs",
    /number of milliseconds/,
  ]),
  ...[0, -1, 1.5, Number.NaN, "2", 2 ** 28, null].map((value) => [
    `maxReplyBytes ${typeof value} ${value}`,
    { apiKey, maxReplyBytes: value },
    "maxReplyBytes",
    /whole number of bytes/,
  ]),
  [
    "a switch that is no boolean",
    { apiKey, dangerouslyAllowBrowser: 1 },
    "dangerouslyAllowBrowser",
    /true or false/,
  ],
  ...[
    "",
    "api.example.com",
    "/api",
    "javascript:alert(1)",
    "ftp://example.com",
    "https://",
    5,
    null,
  ].map((value) => [
    `baseUrl ${value}`,
    { apiKey, baseUrl: value },
    "baseUrl",
    /absolute http or https URL/,
  ]),
  ...[
    "https://user:hunter2@example.com",
    "https://:hunter2@example.com",
    "https://example.com?secret=hunter2",
    "https://example.com/?",
    "https://example.com#hunter2",
  ].map((value) => [`baseUrl ${value}`, { apiKey, baseUrl: value }, "baseUrl", /no user name/]),
  ...["http://example.com", "http://localhost.example.com", "http://128.0.0.1", "http://[::2]"].map(
    (value) => [`baseUrl ${value}`, { apiKey, baseUrl: value }, "baseUrl", /must be https/],
  ),
  [
    "an unknown option",
    { apiKey, colour: 1 },
    "colour",
    /"colour" is no option: there are apiKey, /,
  ],
  ["a near miss", { api_key: "x" }, "api_key", /did you mean apiKey\?/],
  ["a name cut short", { apiKey, timeout: 5 }, "timeout", /did you mean timeoutMs\?/],
  ["another spelling", { apiKey, baseURL: "x" }, "baseURL", /did you mean baseUrl\?/],
  ["an option of calls", { apiKey, signal: AbortSignal.abort() }, "signal", /of single calls/],
  ["a name with control characters", { apiKey, "a\nb": 1 }, "a\nb", /^"a\\nb" is no option/],
];

const REFUSED_HEADERS = [
  ["a string", "x: y", "headers"],
  ["a list of texts", ["x"], "headers"],
  ["an empty name", { "": "x" }, "headers"],
  ["a name with a blank", { "a b": "x" }, "headers"],
  ["a name with a line break", { "a\nb": "x" }, "headers"],
  ["a name beyond ASCII", { é: "x" }, "headers"],
  ...["a\r\nb: c", "a\n", "a\0", "\u0100", " a", "a\t", 5, null, ["a"]].map((value) => [
    `the value ${JSON.stringify(value)}`,
    { "X-A": value },
    "headers.x-a",
  ]),
  ...[
    "Authorization",
    "host",
    "Content-Length",
    "content-type",
    "Transfer-Encoding",
    "accept",
    "connection",
  ].map((name) => [name, [[name, "x"]], `headers.${name.toLowerCase()}`]),
];

describe("a client refuses at once", () => {
  for (const [name, options, path, message] of REFUSED_BY_CLIENT) {
    test(name, () => {
      assert.throws(() => new Heymarket(options), refused(path, message));
    });
  }
  for (const [name, headers, path] of REFUSED_HEADERS) {
    test(`headers: ${name}`, () => {
      assert.throws(() => new Heymarket({ apiKey, headers }), refused(path, /./));
    });
  }
});

test("a refusal never shows the value", () => {
  const secret = "hunter2";
  for (const options of [
    { apiKey: `${secret}\n` },
    { apiKey, headers: { "x-a": `${secret}\n` } },
    { apiKey, baseUrl: `https://user:${secret}@example.com` },
    { apiKey, baseUrl: `http://example.com/${secret}` },
    { apiKey, baseUrl: `https://example.com?${secret}` },
    { apiKey, baseUrl: `:${secret}` },
    secret,
  ]) {
    assert.throws(
      () => new Heymarket(options),
      (error) => !`${error.stack}${JSON.stringify(error)}`.includes(secret),
    );
  }
});

describe("a client takes", () => {
  for (const [name, options] of [
    ["a key", { apiKey }],
    ["a token", { token: () => "t" }],
    [
      "options that are explicitly undefined",
      { apiKey, token: undefined, baseUrl: undefined, timeoutMs: undefined },
    ],
    ["the longest timeout", { apiKey, timeoutMs: 2 ** 31 - 1 }],
    ["the largest reply", { apiKey, maxReplyBytes: 2 ** 28 - 1 }],
    ["http on request", { apiKey, baseUrl: "http://example.com", allowInsecure: true }],
    ...["http://localhost:8787", "http://api.localhost", "http://127.1.2.3", "http://[::1]:1"].map(
      (baseUrl) => [baseUrl, { apiKey, baseUrl }],
    ),
    ["a URL object", { apiKey, baseUrl: new URL("https://example.com/heymarket/") }],
    ["an international name", { apiKey, baseUrl: "https://bücher.example" }],
  ]) {
    test(name, () => {
      assert.equal(new Heymarket(options) instanceof Heymarket, true);
    });
  }
});

describe("the base URL", () => {
  for (const [baseUrl, expected] of [
    [undefined, "https://api.heymarket.com/v1/conversations/count"],
    ["https://example.com", "https://example.com/v1/conversations/count"],
    ["https://example.com/api///", "https://example.com/api/v1/conversations/count"],
    ["https://EXAMPLE.com:443/a", "https://example.com/a/v1/conversations/count"],
    [new URL("http://[::1]:8080/"), "http://[::1]:8080/v1/conversations/count"],
  ]) {
    test(`${baseUrl} leads to ${expected}`, async () => {
      const { heymarket, sent } = recorder(() => json(1), { baseUrl });
      await heymarket.countConversations();
      assert.equal(sent[0].url, expected);
    });
  }
});

describe("headers", () => {
  for (const [name, headers] of [
    ["an object", { "X-A": "1", "x-b": "é\t2", "x-c": undefined }],
    [
      "a list of pairs",
      [
        ["X-A", "1"],
        ["x-b", "é\t2"],
      ],
    ],
    ["a Headers object", new Headers({ "X-A": "1", "x-b": "é\t2" })],
    [
      "a Map",
      new Map([
        ["X-A", "1"],
        ["x-b", "é\t2"],
      ]),
    ],
  ]) {
    test(`of the client travel, given as ${name}`, async () => {
      const { heymarket, sent } = recorder(() => json(1), { headers });
      await heymarket.countConversations();
      assert.equal(sent[0].headers["x-a"], "1");
      assert.equal(sent[0].headers["x-b"], "é\t2");
      assert.equal("x-c" in sent[0].headers, false);
    });
  }

  test("of a call replace the client's of the same name, and only them", async () => {
    const { heymarket, sent } = recorder(() => json(1), { headers: { "X-A": "1", "x-b": "2" } });
    await heymarket.countConversations({}, { headers: { "x-a": "3" } });
    await heymarket.countConversations();
    assert.deepEqual([sent[0].headers["x-a"], sent[0].headers["x-b"]], ["3", "2"]);
    assert.equal(sent[1].headers["x-a"], "1");
  });

  test("may come twice by one name", async () => {
    const { heymarket, sent } = recorder(() => json(1), {
      headers: [
        ["x-a", "1"],
        ["X-A", "2"],
      ],
    });
    await heymarket.countConversations();
    assert.equal(sent[0].headers["x-a"], "1, 2");
  });
});

describe("a call refuses, before anything is sent,", () => {
  for (const [name, options, path, message] of [
    ["null", null, "options", /must be an object/],
    ["an unknown option", { colour: 1 }, "colour", /there are signal, timeoutMs, headers, raw/],
    ["an option of clients", { apiKey }, "apiKey", /of the client/],
    ["a signal that is none", { signal: {} }, "signal", /must be an AbortSignal/],
    ["a timeout that overflows", { timeoutMs: 2 ** 31 }, "timeoutMs", /number of milliseconds/],
    ["a raw that is no boolean", { raw: "yes" }, "raw", /true or false/],
    ["a header of the connection", { headers: { host: "x" } }, "headers.host", /set by threadline/],
  ]) {
    test(name, async () => {
      const { heymarket, sent } = recorder(() => json([]));
      refused(path, message)(await rejection(heymarket.listConversations(LIST, options)));
      assert.equal(sent.length, 0);
    });
  }

  test("to be called without its client", async () => {
    const { listConversations } = client(() => json([]));
    const error = await rejection(listConversations(LIST));
    assert.ok(error instanceof InvalidArgumentError);
    assert.match(error.message, /client\.method/);
  });
});

test("the caller's options are not changed, and may be frozen", async () => {
  const options = Object.freeze({
    apiKey,
    headers: Object.freeze({ a: "b" }),
    fetch: async () => json([wire(1)]),
  });
  const callOptions = Object.freeze({ headers: Object.freeze({ c: "d" }), timeoutMs: 500 });
  const page = await new Heymarket(options).listConversations(LIST, callOptions);
  assert.equal(page[0].id, 1);
});

test("fetch is looked up when the call is made", async () => {
  const original = globalThis.fetch;
  const heymarket = new Heymarket({ apiKey });
  try {
    globalThis.fetch = async () => json(7);
    assert.equal(await heymarket.countConversations(), 7);
  } finally {
    globalThis.fetch = original;
  }
});

test("fetch is called without a receiver", async () => {
  let receiver = "none";
  const heymarket = client(function () {
    receiver = this;
    return Promise.resolve(json(1));
  });
  await heymarket.countConversations();
  assert.equal(receiver, undefined);
});

describe("raw: true", () => {
  test("adds status, headers, request id and body to the data", async () => {
    const { heymarket } = recorder(() => json([wire(1)]));
    const { data, status, headers, requestId, body } = await heymarket.listConversations(LIST, {
      raw: true,
    });
    assert.equal(data[0].id, 1);
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "application/json");
    assert.equal(requestId, "req-1");
    assert.equal(body, JSON.stringify([wire(1)]));
  });

  test("tells of an action's reply, too", async () => {
    const { heymarket } = recorder(() => new Response('"ok"'));
    const raw = await heymarket.transferConversation(
      { conversationId: 1, transferInboxId: 2 },
      { raw: true },
    );
    assert.deepEqual(raw, {
      data: undefined,
      status: 200,
      headers: { "content-type": "text/plain;charset=UTF-8" },
      requestId: null,
      body: '"ok"',
    });
  });
});

describe("in a browser", () => {
  const inBrowser = (globals, run) => {
    const before = Object.keys(globals).map((name) => [
      name,
      Object.getOwnPropertyDescriptor(globalThis, name),
    ]);
    try {
      for (const [name, value] of Object.entries(globals)) {
        Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
      }
      return run();
    } finally {
      for (const [name, descriptor] of before) {
        if (descriptor) Object.defineProperty(globalThis, name, descriptor);
        else delete globalThis[name];
      }
    }
  };
  const page = { process: undefined, document: {}, navigator: { userAgent: "Mozilla/5.0" } };
  const worker = { process: undefined, navigator: { userAgent: "Mozilla/5.0" } };

  for (const [name, globals] of [
    ["page", page],
    ["page that hides its browser", { ...page, navigator: undefined }],
    ["worker", worker],
  ]) {
    test(`a key is refused in a ${name}`, () => {
      assert.throws(
        () => inBrowser(globals, () => new Heymarket({ apiKey })),
        refused("apiKey", /baseUrl and token/),
      );
      assert.ok(inBrowser(globals, () => new Heymarket({ apiKey, dangerouslyAllowBrowser: true })));
      assert.ok(inBrowser(globals, () => new Heymarket({ token: () => "t" })));
    });
  }

  test("a simulated page in Node is none", () => {
    const { process: _, ...jsdom } = page;
    assert.ok(inBrowser(jsdom, () => new Heymarket({ apiKey })));
  });
});
