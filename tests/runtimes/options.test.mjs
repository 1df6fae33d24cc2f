// The options of clients and of calls: what is rejected, when, and with which message.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { InvalidArgumentError } from "threadline";
import { json, rejection } from "./support/doubles.mjs";
import { chooser, seeded } from "./support/random.mjs";
import { each, heymarket, qlara, SERVICES } from "./support/services.mjs";

const apiKey = "key-8c2e";
const rejected = (path, message) => (error) => {
  assert.ok(error instanceof InvalidArgumentError, error);
  assert.equal(error.path, path);
  assert.match(error.message, message);
  return true;
};

const REJECTED_BY_CLIENT = [
  ["no options", undefined, "apiKey", /^apiKey.* token.* is needed/],
  ["null", null, "options", /must be an object/],
  ["a string", "key", "options", /must be an object/],
  ["no credential", {}, "apiKey", /^apiKey.* token.* is needed/],
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
  ["a token that is not a function", { token: "t" }, "token", /must be a function/],
  ["a fetch that is not a function", { apiKey, fetch: {} }, "fetch", /must be a function/],
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
    "a flag that is not a boolean",
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
    /"colour" is not an option: the options are apiKey, /,
  ],
  ["a near miss", { api_key: "x" }, "api_key", /did you mean apiKey\?/],
  ["a name cut short", { apiKey, timeout: 5 }, "timeout", /did you mean timeoutMs\?/],
  ["another spelling", { apiKey, baseURL: "x" }, "baseURL", /did you mean baseUrl\?/],
  [
    "an option of calls",
    { apiKey, signal: AbortSignal.abort() },
    "signal",
    /an option of the client, or of a call/,
  ],
  ["a name with control characters", { apiKey, "a\nb": 1 }, "a\nb", /^"a\\nb" is not an option/],
];

const secret = { id: "secret-1", key: "key-of-secret-1" };
const { id: secretId, key: secretKey } = secret;
const text = /non-empty string without control characters or surrounding whitespace/;

const NO_SECRETS = [
  "",
  " x",
  "x\t",
  "x\n",
  "x\r\ny: z",
  "x\0",
  "x\u007f",
  "x\u0085",
  "x\u200b",
  "\ufeffx",
  "x\ud800",
  5,
  null,
  true,
  [],
  {},
];

const REJECTED_BY_HEYMARKET = [
  ["no secret", { secretId: undefined, secretKey: undefined }, "apiKey", /or secrets is/],
  ["a secret without its key", { secretId }, "secretKey", /needed with secretId/],
  ["a key without its id", { secretKey }, "secretId", /needed with secretKey/],
  [
    "a key from a missing variable",
    { secretId, secretKey: undefined },
    "secretKey",
    /environment variable/,
  ],
  ...NO_SECRETS.flatMap((value) => [
    [`the secretId ${JSON.stringify(value)}`, { secretId: value, secretKey }, "secretId", text],
    [`the secretKey ${JSON.stringify(value)}`, { secretId, secretKey: value }, "secretKey", text],
    [
      `the id ${JSON.stringify(value)} of a secret`,
      { secrets: [{ ...secret, id: value }] },
      "secrets[0].id",
      text,
    ],
    [
      `the key ${JSON.stringify(value)} of the second secret`,
      { secrets: [secret, { ...secret, key: value }] },
      "secrets[1].key",
      text,
    ],
  ]),
  ...[[], [secret, secret, secret], secret, "ab", null, new Set([secret]), { 0: secret }].map(
    (value) => [
      `the secrets ${JSON.stringify(value)}`,
      { secrets: value },
      "secrets",
      /one or two secrets/,
    ],
  ),
  ...[undefined, null, "ab", ["a", "b"], 5, { ...secret, name: "x" }, { secretId, secretKey }].map(
    (value) => [
      `the secret ${JSON.stringify(value)}`,
      { secrets: [secret, value] },
      "secrets[1]",
      /must be an object with id and key/,
    ],
  ),
  // biome-ignore lint/suspicious/noSparseArray: it is the hole that is rejected
  ["secrets with a hole", { secrets: [, secret] }, "secrets[0]", /must be an object/],
  ["a secret without its id", { secrets: [{ key: "k" }] }, "secrets[0].id", text],
  ["a secret without its key in a list", { secrets: [{ id: "i" }] }, "secrets[0].key", text],
  ["a key and a secret", { apiKey, secretId, secretKey }, "secretKey", /apiKey exclude each/],
  ["a key and half a secret", { apiKey, secretId }, "secretId", /apiKey exclude each other/],
  ["a key and secrets", { apiKey, secrets: [secret] }, "secrets", /apiKey exclude each other/],
  ["a token and a secret", { token: () => "t", secretId, secretKey }, "secretKey", /exclude each/],
  ["a token and secrets", { token: () => "t", secrets: [secret] }, "secrets", /exclude each/],
  ["secrets twice", { secretId, secretKey, secrets: [secret] }, "secrets", /exclude each other/],
  ["secrets and half a secret", { secretKey, secrets: [secret] }, "secrets", /exclude each other/],
];

const REJECTED_HEADERS = [
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
    "x-api-key",
  ].map((name) => [name, [[name, "x"]], `headers.${name.toLowerCase()}`]),
];

describe("a client rejects at once", () => {
  for (const [name, options, path, message] of REJECTED_BY_CLIENT) {
    each(name, ({ Client }) => {
      assert.throws(() => new Client(options), rejected(path, message));
    });
  }
  for (const [name, options, path, message] of REJECTED_BY_HEYMARKET) {
    test(`${name} (Heymarket)`, () => {
      assert.throws(() => new heymarket.Client(options), rejected(path, message));
    });
  }
  for (const options of [{ secretId, secretKey }, { secrets: [secret] }, { apiKey, secretKey }]) {
    test(`${Object.keys(options).join(" and ")} (Qlara)`, () => {
      const path = Object.keys(options).find((name) => name.startsWith("secret"));
      assert.throws(() => new qlara.Client(options), rejected(path, /of Heymarket's client only/));
    });
  }
  for (const [name, headers, path] of REJECTED_HEADERS) {
    each(`headers: ${name}`, ({ Client }) => {
      assert.throws(() => new Client({ apiKey, headers }), rejected(path, /./));
    });
  }
});

each("a rejection never shows the value", ({ Client }) => {
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
      () => new Client(options),
      (error) => !`${error.stack}${JSON.stringify(error)}`.includes(secret),
    );
  }
});

test("a rejection never shows a secret, nor its id (Heymarket)", () => {
  const hidden = "hunter2";
  for (const options of [
    { secretId: hidden },
    { secretKey: hidden },
    { secretId: `${hidden}\n`, secretKey: hidden },
    { secretId: hidden, secretKey: `${hidden}\n` },
    { secrets: hidden },
    { secrets: [hidden] },
    { secrets: [{ id: hidden, key: `${hidden}\n` }] },
    { secrets: [{ id: hidden, key: hidden, [hidden]: hidden }] },
    { apiKey, secrets: [{ id: hidden, key: hidden }] },
  ]) {
    assert.throws(
      () => new heymarket.Client(options),
      (error) => !`${error.stack}${JSON.stringify(error)}${inspect(error)}`.includes(hidden),
    );
  }
});

describe("a client for Heymarket takes", () => {
  for (const [name, options] of [
    ["a secret", { secretId, secretKey }],
    ["a secret in a list", { secrets: [secret] }],
    ["two secrets", { secrets: [secret, { id: "secret-2", key: "a key, with blanks in it" }] }],
    ["secrets of other scripts", { secrets: [{ id: "clé", key: "🌊" }] }],
    ["frozen secrets", { secrets: Object.freeze([Object.freeze({ ...secret })]) }],
    [
      "a secret, and others that are explicitly undefined",
      { secretId, secretKey, secrets: undefined, apiKey: undefined, token: undefined },
    ],
  ]) {
    test(name, () => {
      assert.equal(new heymarket.Client(options) instanceof heymarket.Client, true);
    });
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
    ["the largest response", { apiKey, maxReplyBytes: 2 ** 26 }],
    ["http on request", { apiKey, baseUrl: "http://example.com", allowInsecure: true }],
    ...["http://localhost:8787", "http://api.localhost", "http://127.1.2.3", "http://[::1]:1"].map(
      (baseUrl) => [baseUrl, { apiKey, baseUrl }],
    ),
    ["a URL object", { apiKey, baseUrl: new URL("https://example.com/heymarket/") }],
    ["an international name", { apiKey, baseUrl: "https://bücher.example" }],
  ]) {
    each(name, ({ Client }) => {
      assert.equal(new Client(options) instanceof Client, true);
    });
  }
});

describe("the base URL", () => {
  each("is the service's own unless set", async ({ recorder, list, host, listPath }) => {
    const { api, sent } = recorder(() => json([]));
    await list(api);
    assert.equal(sent[0].url, host + listPath);
  });

  for (const [baseUrl, expected] of [
    ["https://example.com", "https://example.com"],
    ["https://example.com/api///", "https://example.com/api"],
    ["https://EXAMPLE.com:443/a", "https://example.com/a"],
    [new URL("http://[::1]:8080/"), "http://[::1]:8080"],
  ]) {
    each(`${baseUrl} leads to ${expected}`, async ({ recorder, list, listPath }) => {
      const { api, sent } = recorder(() => json([]), { baseUrl });
      await list(api);
      assert.equal(sent[0].url, expected + listPath);
    });
  }

  each("may be the service's own", async ({ recorder, list, host, listPath }) => {
    const { api, sent } = recorder(() => json([]), { baseUrl: `${host}//` });
    await list(api);
    assert.equal(sent[0].url, host + listPath);
  });

  // The vendors' pages write their addresses so; the path would then be there twice, which is a 404.
  for (const path of ["/v1", "/api", "/api/partner-gateway/v1/inbox/"]) {
    each(`of the service itself has no path: ${path}`, ({ Client, host }) => {
      const message = new RegExp(`^baseUrl must be ${host} without a path`);
      assert.throws(
        () => new Client({ apiKey, baseUrl: host + path }),
        rejected("baseUrl", message),
      );
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
    each(`of the client travel, given as ${name}`, async ({ recorder, list }) => {
      const { api, sent } = recorder(() => json([]), { headers });
      await list(api);
      assert.equal(sent[0].headers["x-a"], "1");
      assert.equal(sent[0].headers["x-b"], "é\t2");
      assert.equal("x-c" in sent[0].headers, false);
    });
  }

  each("of a call replace the client's of the same name, and only them", async (service) => {
    const { api, sent } = service.recorder(() => json([]), { headers: { "X-A": "1", "x-b": "2" } });
    await service.list(api, { headers: { "x-a": "3" } });
    await service.list(api);
    assert.deepEqual([sent[0].headers["x-a"], sent[0].headers["x-b"]], ["3", "2"]);
    assert.equal(sent[1].headers["x-a"], "1");
  });

  each("may occur twice under one name", async ({ recorder, list }) => {
    const { api, sent } = recorder(() => json([]), {
      headers: [
        ["x-a", "1"],
        ["X-A", "2"],
      ],
    });
    await list(api);
    assert.equal(sent[0].headers["x-a"], "1, 2");
  });

  test("that are accepted are headers to fetch too, which would quote the value in its error", () => {
    const { below, pick } = chooser(seeded(1));
    const LETTERS = [
      "a",
      "Z",
      "9",
      "!",
      "-",
      ":",
      " ",
      "\t",
      "\r",
      "\n",
      "\0",
      '"',
      "\x7f",
      "é",
      "Ā",
    ];
    const text = () => Array.from({ length: below(4) }, () => pick(LETTERS)).join("");
    let accepted = 0;
    for (let round = 0; round < 20_000; round++) {
      const [name, value] = [`${pick(["x-", ""])}${text()}`, text()];
      try {
        new heymarket.Client({ apiKey, headers: [[name, value]] });
      } catch (error) {
        assert.ok(error instanceof InvalidArgumentError, inspect([name, value]));
        continue;
      }
      accepted++;
      assert.match(name, /^[!-~]+$/);
      assert.doesNotMatch(name, /[:"(),/;<=>?@[\\\]{}]/);
      assert.match(value, /^[\t\x20-\x7e\x80-\xff]*$/);
      assert.equal(new Headers([[name, value]]).get(name), value);
    }
    assert.ok(accepted > 1_000, `${accepted}`);
  });
});

describe("a call rejects, before anything is sent,", () => {
  for (const [name, options, path, message] of [
    ["null", null, "options", /must be an object/],
    ["an unknown option", { colour: 1 }, "colour", /the options are signal, timeoutMs, /],
    ["an option of clients", { apiKey }, "apiKey", /of the client/],
    ["a secret", { secretKey }, "secretKey", /of Heymarket's client only/],
    ["an invalid signal", { signal: {} }, "signal", /must be an AbortSignal/],
    ["a timeout that overflows", { timeoutMs: 2 ** 31 }, "timeoutMs", /number of milliseconds/],
    ["a raw that is not a boolean", { raw: "yes" }, "raw", /true or false/],
    ["a header of the connection", { headers: { host: "x" } }, "headers.host", /set by threadline/],
  ]) {
    each(name, async ({ recorder, list }) => {
      const { api, sent } = recorder(() => json([]));
      rejected(path, message)(await rejection(list(api, options)));
      assert.equal(sent.length, 0);
    });
  }

  each("to be called without its client", async ({ client }) => {
    const { listConversations } = client(() => json([]));
    const error = await rejection(listConversations({}));
    assert.ok(error instanceof InvalidArgumentError);
    assert.match(error.message, /client\.method/);
  });
});

each("the caller's options are not changed, and may be frozen", async (service) => {
  const options = Object.freeze({
    apiKey,
    headers: Object.freeze({ a: "b" }),
    fetch: async () => json([{ id: 1 }]),
  });
  const callOptions = Object.freeze({ headers: Object.freeze({ c: "d" }), timeoutMs: 500 });
  const page = await service.list(new service.Client(options), callOptions);
  assert.equal(page.length, 1);
});

each("fetch is looked up when the call is made", async ({ Client, list }) => {
  const original = globalThis.fetch;
  const api = new Client({ apiKey });
  try {
    globalThis.fetch = async () => json([{ id: 1 }]);
    assert.equal((await list(api)).length, 1);
  } finally {
    globalThis.fetch = original;
  }
});

each("fetch is called without a receiver", async ({ client, list }) => {
  let receiver = "none";
  const api = client(function () {
    receiver = this;
    return Promise.resolve(json([]));
  });
  await list(api);
  assert.equal(receiver, undefined);
});

describe("raw: true", () => {
  each("adds status, headers, request id and body to the data", async ({ client, list, wire }) => {
    const api = client(async () => json([wire(1)]));
    const { data, status, headers, requestId, body } = await list(api, { raw: true });
    assert.equal(`${data[0].id}`, "1");
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "application/json");
    assert.equal(requestId, "req-1");
    assert.equal(body, JSON.stringify([wire(1)]));
  });

  each("reports an action's response as well", async ({ client, act, done }) => {
    const raw = await act(
      client(async () => done()),
      { raw: true },
    );
    const reply = done();
    assert.deepEqual(raw, {
      data: undefined,
      status: reply.status,
      headers: Object.fromEntries(reply.headers),
      requestId: reply.headers.get("x-request-id"),
      body: await reply.text(),
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
  const agent = (userAgent) => ({ navigator: { userAgent } });
  const none = { process: undefined };
  const electron = { versions: { node: "22.1.0", electron: "38.0.0" } };
  const own = "https://inbox.example.com";

  for (const [name, globals] of [
    ["page", page],
    ["page that hides its browser", { ...page, navigator: undefined }],
    ["page with a process of its bundler's", { ...page, process: { browser: true, versions: {} } }],
    [
      "page with a process that names a version of Node",
      { ...page, process: { browser: true, versions: { node: "22.0.0" } } },
    ],
    ["worker", { ...none, ...agent("Mozilla/5.0") }],
    ["worker with a user agent of its app's", { ...none, ...agent("MyApp/3.1 (iOS)") }],
    [
      "page of Electron with Node",
      { ...page, ...agent("Mozilla/5.0 Electron/38.0.0"), process: electron },
    ],
    [
      "page of Electron that hides its browser",
      { document: {}, ...agent("Mine"), process: electron },
    ],
    ["React Native app", { ...none, navigator: { product: "ReactNative" } }],
    [
      "React Native app with a document",
      { ...none, document: {}, navigator: { product: "ReactNative" } },
    ],
  ]) {
    each(`a key is rejected in a ${name}`, ({ Client }) => {
      assert.throws(
        () => inBrowser(globals, () => new Client({ apiKey })),
        rejected("apiKey", /baseUrl and token/),
      );
      assert.ok(inBrowser(globals, () => new Client({ apiKey, dangerouslyAllowBrowser: true })));
      assert.ok(inBrowser(globals, () => new Client({ token: () => "t", baseUrl: own })));
    });

    each(`a token for the service itself is rejected in a ${name}`, ({ Client, host }) => {
      for (const options of [{}, { baseUrl: host }]) {
        const token = () => apiKey;
        assert.throws(
          () => inBrowser(globals, () => new Client({ token, ...options })),
          rejected("baseUrl", /your own server/),
        );
        const allowed = { token, ...options, dangerouslyAllowBrowser: true };
        assert.ok(inBrowser(globals, () => new Client(allowed)));
      }
    });

    for (const [path, options] of [
      ["secretKey", { secretId, secretKey }],
      ["secrets", { secrets: [secret] }],
    ]) {
      test(`${path} is rejected in a ${name} (Heymarket)`, () => {
        const { Client } = heymarket;
        assert.throws(
          () => inBrowser(globals, () => new Client(options)),
          rejected(path, /baseUrl and token/),
        );
        const allowed = { ...options, dangerouslyAllowBrowser: true };
        assert.ok(inBrowser(globals, () => new Client(allowed)));
      });
    }
  }

  const { process: _, ...inNode } = page;
  for (const [name, globals] of [
    ["simulated page in Node", inNode],
    ["page of jsdom's", { ...page, ...agent("Mozilla/5.0 (linux) jsdom/31.0.1") }],
    ["page of happy-dom's", { ...page, ...agent("Mozilla/5.0 (X11) HappyDOM/21.0.4") }],
    ["server that says Deno", { ...none, ...agent("Deno/2.9.5") }],
    ["server that says Bun", { ...none, ...agent("Bun/1.4.5") }],
    ["Worker", { ...none, ...agent("Cloudflare-Workers") }],
    ["server without a navigator", { ...none, navigator: undefined }],
    ["main process of Electron", { process: electron, ...agent("Node.js/22") }],
  ]) {
    each(`a key is taken in a ${name}`, ({ Client }) => {
      assert.ok(inBrowser(globals, () => new Client({ apiKey })));
      assert.ok(inBrowser(globals, () => new Client({ token: () => "t" })));
    });
  }

  test("a polluted Object.prototype does not change the settings", async () => {
    const theirs = {
      fetch: () => assert.fail("their fetch"),
      baseUrl: new URL("https://evil.example"),
      headers: [["x-evil", "1"]],
      onRequest: () => assert.fail("their observer"),
      allowInsecure: true,
      token: () => "theirs",
      apiKey: "theirs",
      raw: true,
      timeoutMs: 1,
      signal: AbortSignal.abort(),
      strict: true,
      idempotencyKeys: true,
    };
    for (const [name, value] of Object.entries(theirs)) {
      for (const { Client, list } of SERVICES) {
        const seen = [];
        const { fetch } = globalThis;
        globalThis.fetch = async (url, { headers }) => {
          seen.push([new URL(url).hostname, Object.keys(headers)]);
          return new Response("[]", { headers: { "content-type": "application/json" } });
        };
        Object.prototype[name] = value;
        let page;
        let insecure;
        try {
          page = await list(new Client({ apiKey }));
          try {
            new Client({ apiKey, baseUrl: "http://example.com" });
          } catch (error) {
            insecure = error;
          }
        } finally {
          delete Object.prototype[name];
          globalThis.fetch = fetch;
        }
        assert.deepEqual(page, [], name);
        assert.equal(insecure?.path, "baseUrl", name);
        assert.doesNotMatch(JSON.stringify(seen), /evil|idempotency/, name);
        assert.equal(seen.length, 1, name);
      }
    }
  });
});
