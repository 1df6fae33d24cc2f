// No rendering of a client or of an error shows a key, a token, or what people write to each other.

import assert from "node:assert/strict";
import { Console } from "node:console";
import { Writable } from "node:stream";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { AuthenticationError, Heymarket, InvalidArgumentError } from "threadline";
import { json, never, rejection } from "./support/doubles.mjs";

const SECRETS = ["key-SECRET-1", "token-SECRET-2", "15555559999", "header-SECRET-3"];
const [KEY, TOKEN, PHONE, HEADER] = SECRETS;
const ACTION = { inboxId: 1, userId: 2, target: PHONE };

/** All the ways in which a value ends up in a log. */
const renderings = (value) => {
  let printed = "";
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      printed += chunk;
      done();
    },
  });
  const log = new Console(sink, sink);
  log.log(value);
  log.dir(value, { depth: 9, showHidden: false });
  log.error("%s %o %O %j", value, value, value, value);
  return [
    printed,
    inspect(value, { depth: 9, showHidden: true }),
    JSON.stringify(value),
    `${value}`,
    value.stack,
    value.message,
  ].join("\n");
};

const clean = (value) => {
  for (const secret of SECRETS) {
    assert.equal(renderings(value).includes(secret), false, renderings(value));
  }
};

const settings = { headers: { "x-secret": HEADER }, timeoutMs: 30 };

describe("a client shows none,", () => {
  test("made with a key", () => clean(new Heymarket({ apiKey: KEY, ...settings })));
  test("made with a token", () => clean(new Heymarket({ token: () => TOKEN, ...settings })));
  test("nor has it members to be read", () => {
    assert.deepEqual(Reflect.ownKeys(new Heymarket({ apiKey: KEY })), []);
    assert.equal(JSON.stringify(new Heymarket({ apiKey: KEY })), "{}");
    assert.equal(inspect(new Heymarket({ apiKey: KEY })), "Heymarket {}");
  });
});

describe("an error shows none:", () => {
  const echo = async (request) =>
    new Response(`${request.headers.get("authorization")} ${await request.text()}`, {
      status: 400,
    });
  for (const [name, fetch] of [
    ["a refusal", async () => json({ message: "no" }, { status: 400 })],
    ["a refusal that echoes the request in its body", echo],
    ["a reply that is none", async () => new Response("nope")],
    ["a connection that broke", async () => Promise.reject(new TypeError("fetch failed"))],
    ["a timeout", never],
    ["no Response", async () => undefined],
  ]) {
    test(name, async () => {
      for (const credential of [{ apiKey: KEY }, { token: async () => TOKEN }]) {
        clean(
          await rejection(new Heymarket({ ...credential, ...settings, fetch }).markRead(ACTION)),
        );
      }
    });
  }

  test("an input that is refused", async () => {
    const heymarket = new Heymarket({ apiKey: KEY, ...settings, fetch: never });
    for (const input of [
      { ...ACTION, target: [PHONE] },
      { ...ACTION, targets: [PHONE] },
      { ...ACTION, inboxId: PHONE.padEnd(40, "x") },
      { ...ACTION, target: `${PHONE}\u0000` },
      { ...ACTION, userId: { to: PHONE } },
    ]) {
      clean(await rejection(heymarket.markRead(input)));
    }
  });
});

describe("token()", () => {
  const call = (token, fetch = async () => json(1)) =>
    new Heymarket({ token, fetch }).countConversations();

  test("is called for each call, and may give a promise", async () => {
    let calls = 0;
    const seen = [];
    const heymarket = new Heymarket({
      token: async () => `t${++calls}`,
      fetch: async (request) => {
        seen.push(request.headers.get("authorization"));
        return json(1);
      },
    });
    await heymarket.countConversations();
    await heymarket.countConversations();
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
    test(`that ${name} is an AuthenticationError, its error the cause alone`, async () => {
      const error = await rejection(call(token));
      assert.ok(error instanceof AuthenticationError, error);
      assert.equal(error.message.includes(TOKEN), false);
      assert.equal(JSON.stringify(error).includes(TOKEN), false);
    });
  }

  for (const value of [undefined, null, "", 5, {}, "a b", "a\nb", "t\n", "\u0100", [TOKEN], true]) {
    test(`that gives ${JSON.stringify(value)} is refused, and nothing is sent`, async () => {
      let sent = 0;
      const fetch = async () => ++sent && json(1);
      const error = await rejection(call(async () => value, fetch));
      assert.ok(error instanceof InvalidArgumentError, error);
      assert.equal(error.path, "token");
      assert.equal(sent, 0);
    });
  }
});
