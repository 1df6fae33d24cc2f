// What a client asks the clocks, and what it makes of those that are set.

import assert from "node:assert/strict";
import { afterEach, describe, mock, test } from "node:test";
import { Heymarket, Qlara } from "threadline";
import { json, KEY, wire } from "./support/doubles.mjs";
import { ONCE, REPEATABLE } from "./transport/support.mjs";

afterEach(() => mock.restoreAll());

const SECRET = { secretId: "id", secretKey: "a-key-of-some-length" };

// Frameworks that render pages ahead reject code that reads the clock, or a random number, before the first I/O.
describe("before the first I/O no clock of the day and no chance is asked", () => {
  const TIMED = ["scheduleMessage", "updateScheduledMessage"];
  const operations = [...REPEATABLE, ...ONCE].filter(({ name }) => !TIMED.includes(name));
  for (const [credential, options] of Object.entries({
    "a key": { apiKey: KEY },
    secrets: SECRET,
  })) {
    for (const { title, Client, make, good } of operations) {
      if (Client === Qlara && options === SECRET) continue;
      test(`${title}, with ${credential}`, async () => {
        const api = new Client({
          ...options,
          fetch: async () => {
            io = true;
            return good();
          },
        });
        const { importKey } = crypto.subtle;
        mock.method(crypto.subtle, "importKey", (...given) => {
          const key = importKey.apply(crypto.subtle, given);
          key.then(() => {
            io = true;
          });
          return key;
        });
        let io;
        const asked = [];
        const { now } = Date;
        const { random } = Math;
        const note = (what, value) => {
          if (!io) asked.push(what);
          return value;
        };
        mock.method(Date, "now", () => note("Date.now", now()));
        mock.method(Math, "random", () => note("Math.random", random()));
        mock.method(crypto, "randomUUID", () => note("randomUUID", "0"));
        mock.method(crypto, "getRandomValues", (into) => note("getRandomValues", into));
        for (let view = 1; view <= 2; view++) {
          io = false;
          await make(api);
        }
        assert.deepEqual(asked, []);
      });
    }
  }
});

describe("a clock that went back, as under fake timers, starts the rate limit afresh:", () => {
  for (const [what, times] of Object.entries({
    "by a day": [0, 24 * 3_600_000, 0],
    "to zero, again and again": [200_000, 0, 300_000, 0],
    "by a second": [200_000, 199_000, 198_000],
  })) {
    test(what, async () => {
      let now = 0;
      mock.method(performance, "now", () => now);
      const fetch = async () => json(wire(7));
      const heymarket = new Heymarket({ apiKey: KEY, fetch, coalesce: false });
      for (now of times) {
        const calls = Array.from({ length: 400 }, () => heymarket.getConversation({ id: 7 }));
        for (const { id } of await Promise.all(calls)) assert.equal(id, 7);
      }
    });
  }
});

test("a clock that steps back by a little does not start the limit afresh", async () => {
  let now = 1_000_000;
  mock.method(performance, "now", () => now);
  const options = { apiKey: KEY, rateLimit: { perMinute: 5 }, coalesce: false };
  const heymarket = new Heymarket({ ...options, fetch: async () => json(wire(7)) });
  const outcomes = [];
  for (let call = 0; call < 10; call++) {
    now -= 1;
    const get = heymarket.getConversation({ id: 7 }, { deadlineMs: 100 });
    outcomes.push(
      await get.then(
        () => "fine",
        ({ code }) => code,
      ),
    );
  }
  assert.deepEqual(outcomes, [...Array(5).fill("fine"), ...Array(5).fill("RATE_LIMIT")]);
});

test("a clock that went back does not make an old token good", async () => {
  let now = 1_000_000;
  mock.method(performance, "now", () => now);
  const tokens = new Set();
  const fetch = async (_url, { headers }) => {
    tokens.add(headers.authorization);
    return json(wire(7));
  };
  const heymarket = new Heymarket({ ...SECRET, fetch, coalesce: false });
  const noon = Date.now();
  let day = noon;
  mock.getter(File.prototype, "lastModified", () => day);
  await heymarket.getConversation({ id: 7 });
  now = 0;
  day = noon + 5_000;
  await heymarket.getConversation({ id: 7 });
  assert.equal(tokens.size, 2);
});
