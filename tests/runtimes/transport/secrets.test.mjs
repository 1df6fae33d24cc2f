// The service may quote what it was sent, credential included: none of it comes out of an error, in
// whatever way it is shown.

import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import { Heymarket, Qlara } from "threadline";
import { json, rejection, sleep } from "../support/doubles.mjs";
import { chooser, seeded } from "../support/random.mjs";
import { renderings } from "../support/renderings.mjs";
import { scripted } from "./support.mjs";

before(() => mock.method(Math, "random", () => 0));
after(() => mock.restoreAll());

const KEY = "key-SECRET-8f2d";
const TOKEN = "token-SECRET-77aa";
const HEADER = "header-SECRET-c0de";
const PHONE = "15555559999";

const SECRET = { secretId: "secret-one", secretKey: "key-SECRET-51d3" };

const shows = (value, secret) => renderings(value).includes(secret);
const clean = (value, secrets) => {
  for (const secret of secrets) {
    assert.equal(shows(value, secret), false, `${secret} in ${renderings(value)}`);
  }
};

/** The ways in which a service quotes a text in the words of its errors. */
const QUOTES = {
  "as it is": (text) => text,
  "twice, in quotation marks": (text) => `"${text}" is not '${text}'`,
  "as JSON inside its JSON": (text) => JSON.stringify({ message: text }),
  "in a URL": (text) => `?to=${encodeURIComponent(text)}`,
  "after many words": (text) => `${"so it goes ".repeat(20)} ${text}`,
};
const SHAPES = {
  message: (words) => ({ message: words }),
  error: (words) => ({ error: words }),
  "error.message": (words) => ({ error: { message: words } }),
  "a bare text": (words) => words,
};

/** The pieces of a text that must not be seen: as a whole, and each half of it. */
const piecesOf = (text) => {
  const letters = [...text];
  const half = letters.length >> 1;
  return [letters.slice(0, half).join(""), letters.slice(half).join("")].filter(
    (piece) => piece.trim().length >= 8,
  );
};

const errorAfter = async (Client, call, answer, options) => {
  const { api } = scripted(Client, [answer], {
    apiKey: KEY,
    headers: { "x-own": HEADER },
    maxRetries: 0,
    ...options,
  });
  return rejection(call(api));
};

const TEXTS = {
  "a short message": "See you at nine",
  "a message of several lines": "First line of it\nand the second line\r\n\tand a third",
  "a message with quotation marks": 'He said "never again" and \\ left the building',
  "a message in other scripts": "你好世界，今晚九点在港口见面吧，不要迟到 🌊🌊🌊🌊",
  "a message longer than what is kept of an error": `Begin ${"0123456789 ".repeat(60)} end`,
  "a message with control characters": "Alert \u0007 and escape \u001b[31m in red \u2028 here",
};

describe("a message that the service quotes is in no error (bad input, line 12):", () => {
  for (const [what, message] of Object.entries(TEXTS)) {
    for (const [how, quote] of Object.entries(QUOTES)) {
      test(`${what}, ${how}`, async () => {
        for (const shape of Object.values(SHAPES)) {
          for (const code of [400, 429, 500]) {
            const answer = async () => json(shape(quote(message)), { status: code });
            const call = (api) => api.reply({ chatId: 1, message });
            clean(await errorAfter(Qlara, call, answer), piecesOf(message));
          }
        }
      });
    }
  }

  test("the texts of a complete body", async () => {
    const text = "A whole body of secret words";
    const answer = async (request) => json({ message: await request.text() }, { status: 400 });
    const call = (api) => api.reply({ body: { chatId: 1, deep: [{ text }], [text]: 1 } });
    clean(await errorAfter(Qlara, call, answer), piecesOf(text));
  });
});

describe("a phone number that the service quotes is in no error (bad input, line 12):", () => {
  const spaced = (n) => `+${n.slice(0, 1)} ${n.slice(1, 4)}-${n.slice(4, 7)}-${n.slice(7)}`;
  const calls = {
    "as target": [Heymarket, (api, n) => api.markRead({ inboxId: 1, userId: 2, target: n })],
    "among targets": [
      Heymarket,
      (api, n) => api.markRead({ inboxId: 1, userId: 2, targets: ["15555550000", n] }),
    ],
    "in a message": [Qlara, (api, n) => api.reply({ chatId: 1, message: `call ${n} now` })],
    "as the id of a conversation": [Qlara, (api, n) => api.getConversation({ chatId: n })],
    "as the id of a conversation that is changed": [Qlara, (api, n) => api.markRead({ chatId: n })],
    "as an id that is a number": [Qlara, (api, n) => api.getConversation({ chatId: Number(n) })],
    "as an id that is a BigInt": [Qlara, (api, n) => api.getConversation({ chatId: BigInt(n) })],
    "as a number in a complete body": [Qlara, (api, n) => api.reply({ body: { to: [Number(n)] } })],
    "as a key in a complete body": [Qlara, (api, n) => api.reply({ body: { to: { [n]: true } } })],
    "cleaned, in a body": [
      Heymarket,
      (api, n) => api.sendMessage({ inboxId: 1, creatorId: 2, phoneNumber: spaced(n), text: "Hi" }),
    ],
    "cleaned, in a query": [
      Heymarket,
      (api, n) => api.listMessages({ inboxId: 1, phoneNumber: spaced(n) }),
    ],
    "in a query": [Qlara, (api, n) => api.listMessages({ chatId: 1, idFrom: n })],
  };
  for (const [where, [Client, call]] of Object.entries(calls)) {
    for (const [how, quote] of Object.entries(QUOTES)) {
      test(`${where}, ${how}`, async () => {
        for (const code of [400, 404, 500]) {
          const answer = async () => json({ message: quote(PHONE) }, { status: code });
          clean(await errorAfter(Client, (api) => call(api, PHONE), answer), [PHONE]);
        }
      });
    }
  }
});

describe("a credential that the service quotes is in no error (bad input, line 12):", () => {
  const echo = async (request) =>
    json({ message: `bad: ${[...request.headers].join(" ")} ${KEY}` }, { status: 401 });
  for (const [name, Client, call] of [
    ["Heymarket", Heymarket, (api) => api.countConversations()],
    ["Qlara", Qlara, (api) => api.listAssignableUsers()],
  ]) {
    test(`a key (${name})`, async () => {
      clean(await errorAfter(Client, call, echo), [KEY, HEADER]);
    });

    test(`a token, also the renewed one (${name})`, async () => {
      let count = 0;
      const sent = [];
      const token = () => `${TOKEN}-${++count}`;
      const answer = async (request) => {
        sent.push(request.headers.get("authorization"));
        return json({ message: `bad: ${sent.at(-1)}` }, { status: 401 });
      };
      const error = await errorAfter(Client, call, answer, { apiKey: undefined, token });
      assert.equal(sent.length, 2);
      clean(error, [TOKEN]);
    });
  }
});

describe("a token of an API secret that the service quotes is in no error (bad input, line 12):", () => {
  const parts = {
    "as a whole": (token) => token,
    "with its scheme": (token) => `Bearer ${token}`,
    "its signature alone": (token) => token.split(".")[2],
    "cut off": (token) => token.slice(0, -20),
  };
  for (const [what, part] of Object.entries(parts)) {
    for (const [how, quote] of Object.entries(QUOTES)) {
      test(`${what}, ${how}`, async () => {
        for (const shape of Object.values(SHAPES)) {
          for (const code of [400, 401, 429, 500]) {
            const sent = [];
            const answer = async (request) => {
              const token = request.headers.get("authorization").slice("Bearer ".length);
              sent.push(token, token.split(".")[2], part(token), SECRET.secretKey);
              return json(shape(quote(part(token))), { status: code });
            };
            const credential = { apiKey: undefined, ...SECRET };
            const call = (api) => api.countConversations();
            const error = await errorAfter(Heymarket, call, answer, credential);
            assert.equal(sent.length, code === 401 ? 8 : 4);
            clean(error, sent);
          }
        }
      });
    }
  }
});

describe("a URL that the platform's error contains is in no error, but everything else is (bad input, line 12):", () => {
  const CALLS = [
    [Heymarket, (api) => api.listMessages({ inboxId: 1, phoneNumber: PHONE })],
    [Qlara, (api) => api.getConversation({ chatId: PHONE })],
    [Qlara, (api) => api.markRead({ chatId: PHONE })],
  ];
  const withPath = (url) =>
    Object.assign(new TypeError("ECONNRESET: closed"), { code: "ECONNRESET", path: url });
  for (const [what, thrown, message] of [
    [
      "in its words",
      (url) => new TypeError(`request to ${url} failed`),
      /^request to .*\/… failed$/,
    ],
    ["beside them", withPath, /^ECONNRESET: closed$/],
    [
      "in its cause",
      (url) => new TypeError("fetch failed", { cause: new Error(`for url (${url}): refused`) }),
      /^fetch failed$/,
    ],
    [
      "in the cause of its cause",
      (url) => new Error("a", { cause: new Error("b", { cause: withPath(url) }) }),
      /^a$/,
    ],
  ]) {
    test(what, async () => {
      for (const [Client, call] of CALLS) {
        for (const answer of [
          (request) => Promise.reject(thrown(request.url)),
          ({ url }) => new Response(new ReadableStream({ start: (c) => c.error(thrown(url)) })),
        ]) {
          const error = await errorAfter(Client, call, answer);
          clean(error, [PHONE]);
          const { code, cause } = thrown("");
          assert.deepEqual([error.code, error.cause.code], ["CONNECTION", code]);
          assert.match(error.cause.message, message);
          assert.equal(error.cause.name, thrown("").name);
          assert.equal(error.cause.cause === undefined, cause === undefined);
        }
      }
    });
  }

  test("as a bare text", async () => {
    for (const [Client, call] of CALLS) {
      const error = await errorAfter(Client, call, ({ url }) => Promise.reject(`no ${url}`));
      clean(error, [PHONE]);
      assert.match(error.cause, /^no https.*\/…$/);
    }
  });

  test("and what was thrown is not handed out itself, whatever it holds", async () => {
    const cyclic = new Error("round");
    cyclic.cause = cyclic;
    const hostile = new Proxy(new Error("no"), {
      get(_, name) {
        if (name === "then") return undefined;
        throw new Error("trap");
      },
    });
    const request = { headers: { authorization: `Bearer ${KEY}` }, body: PHONE };
    const holding = Object.assign(new Error("Request failed"), { request, config: request });
    const several = new AggregateError([new Error(`${KEY} ${PHONE}`)], `all failed for ${PHONE}`);
    const parser = Object.assign(new TypeError("fetch failed"), {
      cause: Object.assign(new Error("Parse Error"), {
        data: `HTTP/1.1 200 ${PHONE}`,
        code: "HPE",
      }),
    });
    for (const thrown of [holding, several, parser, cyclic, hostile, "text", 0, null]) {
      for (const [Client, call] of CALLS) {
        const error = await errorAfter(Client, call, () => Promise.reject(thrown));
        clean(error, [PHONE, KEY]);
        if (Object(thrown) === thrown) assert.notEqual(error.cause, thrown);
        if (thrown === parser) assert.equal(error.cause.cause.code, "HPE");
        if (thrown === hostile) assert.equal(error.cause, undefined);
      }
    }
  });

  test("nor an earlier token, the id of a secret, or a request id that quotes what was sent", async () => {
    const tokens = ["first-TOKEN-aaaa", "second-TOKEN-bbbb"];
    const quoting = (text, status) => () => json({ message: `unknown: ${text}` }, { status });
    let made = 0;
    const revoked = new Heymarket({
      token: () => tokens[made++],
      fetch: quoting(tokens[0], 401),
      rateLimit: false,
    });
    clean(await rejection(revoked.countConversations()), tokens);
    const secretId = "sid-SECRET-0001";
    const unknown = new Heymarket({
      secretId,
      secretKey: "sk-SECRET",
      fetch: quoting(secretId, 401),
    });
    clean(await rejection(unknown.countConversations()), [secretId]);
    const seen = [];
    const headers = { "x-request-id": `req-7-${PHONE}-${KEY}` };
    const echoed = new Heymarket({
      apiKey: KEY,
      maxRetries: 0,
      fetch: async () => json({}, { status: 400, headers }),
      onResponse: (event) => seen.push(JSON.stringify(event)),
    });
    const error = await rejection(echoed.listMessages({ inboxId: 1, phoneNumber: PHONE }));
    clean(error, [PHONE, KEY]);
    assert.match(error.requestId, /^req-7-/);
    assert.doesNotMatch(seen.join(), new RegExp(`${PHONE}|${KEY}`));
    assert.equal(seen.length, 1);
  });
});

describe("what an error shows of a service's message", () => {
  const said = async (body, init) => {
    const answer = () => new Response(body, { status: 400, ...init });
    return errorAfter(Heymarket, (api) => api.countConversations(), answer);
  };

  test("is what helps: the message without what was sent", async () => {
    const answer = () =>
      json({ message: `bad_data: target ${PHONE} of inbox_id` }, { status: 400 });
    const call = (api) => api.markRead({ inboxId: 1, userId: 2, target: PHONE });
    const error = await errorAfter(Heymarket, call, answer);
    assert.match(error.message, /bad_data: target .{1,9} of inbox_id$/);
  });

  test("is cut (bad input, line 12)", async () => {
    const error = await said(JSON.stringify({ message: "x".repeat(100_000) }));
    assert.ok(error.message.length < 1_000, `${error.message.length} letters`);
    assert.ok(error.body.length < 1_000);
  });

  test("has its control characters escaped (bad input, line 12)", async () => {
    const error = await said(
      JSON.stringify({ message: "a\u001b[31m\r\nb\u0000\u0085\u2028\u009b" }),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
    assert.doesNotMatch(error.message, CONTROL);
    assert.doesNotMatch(error.body, CONTROL);
  });

  test("has no body in any rendering", async () => {
    const error = await said(`<p>Dear ${PHONE}, ${HEADER}</p>`);
    clean(error, [PHONE, HEADER]);
    assert.match(error.body, /Dear/);
  });
});

test("what an undecodable success quotes is in no error (bad input, line 12)", async () => {
  const answer = async (request) => new Response(`<p>${request.url} ${await request.text()}`);
  const error = await errorAfter(Qlara, (api) => api.getConversation({ chatId: PHONE }), answer);
  assert.equal(error.code, "DECODE");
  clean(error, [PHONE]);
  assert.match(error.body, /^<p>/);
  assert.equal(error.body.includes(PHONE), false);
});

test("nothing is written to the console, whatever happens (bad input, line 12)", async () => {
  const written = [];
  const methods = ["log", "info", "warn", "error", "debug", "trace", "dir"];
  const mocks = methods.map((name) => mock.method(console, name, (...all) => written.push(all)));
  const warned = (warning) => written.push(warning);
  process.on("warning", warned);
  const answers = [
    async () => json({ message: PHONE }, { status: 500 }),
    async () => Promise.reject(new TypeError(PHONE)),
    async () => new Response("nope"),
    async () => json({}, { status: 302 }),
  ];
  for (const answer of answers) {
    await errorAfter(Qlara, (api) => api.reply({ chatId: PHONE, message: PHONE }), answer);
    await errorAfter(Qlara, (api) => api.getConversation({ chatId: PHONE }), answer);
  }
  await errorAfter(Qlara, (api) => api.reply({ chatId: PHONE, message: 5 }), answers[0]);
  for (const answer of [async () => json({}, { status: 401 }), ...answers]) {
    const credential = { apiKey: undefined, ...SECRET };
    await errorAfter(Heymarket, (api) => api.countConversations(), answer, credential);
  }
  await sleep(5);
  process.off("warning", warned);
  for (const each of mocks) each.mock.restore();
  assert.deepEqual(written, []);
});

test("whatever the texts, their surroundings and the quoting, none is shown (bad input, line 12)", async () => {
  const { below, pick, chance } = chooser(seeded(4));
  const LETTERS = [
    ..."abcdefghijklmnopqrstuvwxyz 0123456789\"'\\/\n\r\t<>&%+äß漢字🌊\u0000\u001f\u2028",
  ];
  const random = (length) => Array.from({ length }, () => pick(LETTERS)).join("");
  for (let round = 0; round < 200; round++) {
    const message = `s${random(20 + below(chance(0.2) ? 800 : 60))}e`;
    const quote = pick(Object.values(QUOTES));
    const shape = pick(Object.values(SHAPES));
    const words = `${random(below(40))}${quote(message)}${random(below(40))}`;
    const answer = async () => json(shape(words), { status: pick([400, 403, 404, 422, 500]) });
    const call = (api) => api.reply({ chatId: 1, message });
    const error = await errorAfter(Qlara, call, answer);
    clean(error, [message, JSON.stringify(message).slice(1, -1), encodeURIComponent(message)]);
    // Nor a part of it: the cut falls wherever it falls.
    for (const piece of piecesOf(message)) {
      const shown = [piece, JSON.stringify(piece).slice(1, -1)];
      for (const form of shown) assert.equal(error.message.includes(form), false, error.message);
    }
  }
});

test("whatever the secret, and wherever its token is quoted, neither comes out (bad input, line 12)", async () => {
  const { below, pick, chance } = chooser(seeded(5));
  const LETTERS = [..."abcdefghijklmnopqrstuvwxyz0123456789\"'\\/|<>&%+=äß漢字🌊"];
  const random = (length) => Array.from({ length }, () => pick(LETTERS)).join("");
  for (let round = 0; round < 200; round++) {
    const secret = () => ({ id: `i${random(below(30))}d`, key: `k${random(20 + below(60))}y` });
    const secrets = chance(0.5) ? [secret(), secret()] : [secret()];
    const tokens = [];
    const answer = async (request) => {
      const token = request.headers.get("authorization").slice("Bearer ".length);
      tokens.push(token);
      const quoted = pick(Object.values(QUOTES))(chance(0.5) ? token : token.split(".")[2]);
      const words = pick(Object.values(SHAPES))(`${random(below(40))} ${quoted} ${random(9)}`);
      return json(words, { status: pick([400, 401, 403, 500]) });
    };
    const credential = { apiKey: undefined, secrets };
    const error = await errorAfter(
      Heymarket,
      (api) => api.countConversations(),
      answer,
      credential,
    );
    assert.ok(tokens.length === 1 || tokens.length === 2);
    for (const token of tokens) clean(error, [token, token.split(".")[2]]);
    for (const { key } of secrets) clean(error, [key, JSON.stringify(key).slice(1, -1)]);
  }
});
