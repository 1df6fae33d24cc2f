// Tokens of Heymarket's API secrets: their contents, how long one is kept, and what happens when one is rejected.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, mock, test } from "node:test";
import { inspect } from "node:util";
import { Heymarket } from "threadline";
import { asRequest, json, rejection, sleep } from "./support/doubles.mjs";
import { startFake } from "./support/fake.mjs";
import { claimsOf, tokenOf } from "./support/jwt.mjs";

const ONE = { id: "secret-one", key: "key-one-5d1f" };
const TWO = { id: "secret-two", key: "key-two-9e3a" };
const BOTH = { secrets: [ONE, TWO] };
const single = ({ id, key }) => ({ secretId: id, secretKey: key });

const MINUTE = 60_000;
const KEPT = 3.5 * MINUTE;
const NOON = Date.UTC(2026, 2, 1, 12);

// The wall clock stands still unless a test sets it; the monotonic clock advances, and jumps.
const STILL = { day: NOON, ahead: 0, read: () => clock.day };
const clock = { ...STILL };
const steady = performance.now.bind(performance);
const real = Date.now;
before(() => {
  mock.method(Date, "now", () => clock.read());
  // Tokens are made by the clock behind Date, which a new file bears.
  mock.getter(File.prototype, "lastModified", () => clock.read());
  mock.method(performance, "now", () => steady() + clock.ahead);
  mock.method(Math, "random", () => 0);
});
afterEach(() => Object.assign(clock, STILL));
after(() => mock.restoreAll());

// A token is back-dated by half a minute, for the sake of a clock that is a little ahead.
const BACKDATED = 30;
const seconds = () => Math.floor(clock.day / 1000) - BACKDATED;
const NOON_SECONDS = NOON / 1000 - BACKDATED;
const unauthorized = () => json({ message: "unauthorized" }, { status: 401 });

/** A client whose service responds with `answer(token, count)`, and the tokens that it was sent. */
const recorded = (credential, answer = () => json(3), options = {}) => {
  const tokens = [];
  const fetch = asRequest(async (request) => {
    const [scheme, token] = request.headers.get("authorization").split(" ");
    assert.equal(scheme, "Bearer");
    tokens.push(token);
    return answer(token, tokens.length);
  });
  const settings = { rateLimit: false, coalesce: false, maxRetries: 0, fetch, ...options };
  return { api: new Heymarket({ ...credential, ...settings }), tokens };
};

/** The ids of the secrets that tokens are made of. */
const makers = (tokens) => tokens.map((token) => claimsOf(token).iss);

describe("a token is what Node makes of the same secret:", () => {
  for (const [what, secret] of [
    ["a plain one", ONE],
    ["one in other scripts", { id: "clé 第一 🌊", key: "ключ №2" }],
    ["one with what JSON escapes", { id: 'a "quoted" \\ id', key: '"\\' }],
    ["one with the separator of its halves", { id: "a||b", key: "||c||" }],
    ["one as short as can be", { id: "i", key: "k" }],
    ["one of SHA-256's block", { id: "i".repeat(30), key: "k".repeat(32) }],
    ["one of more", { id: "i".repeat(30), key: "k".repeat(33) }],
    ["one of ten thousand letters", { id: "i", key: "k漢".repeat(5_000) }],
  ]) {
    test(what, async () => {
      const { api, tokens } = recorded(single(secret));
      await api.countConversations();
      assert.deepEqual(tokens, [tokenOf(secret, seconds())]);
    });
  }

  test("one in a list", async () => {
    const { api, tokens } = recorded({ secrets: [TWO] });
    await api.countConversations();
    assert.deepEqual(tokens, [tokenOf(TWO, seconds())]);
  });
});

test("a token is never of the future, not by a part of a second", async () => {
  clock.day = NOON + 999.9;
  const { api, tokens } = recorded(single(ONE));
  await api.countConversations();
  assert.equal(claimsOf(tokens[0]).iat, NOON_SECONDS);
});

describe("one token serves all calls", () => {
  test("one after the other", async () => {
    const { api, tokens } = recorded(single(ONE));
    for (let second = 0; second < 5; second++) {
      clock.day = NOON + second * 1000;
      await api.countConversations();
    }
    assert.deepEqual(new Set(tokens), new Set([tokenOf(ONE, NOON_SECONDS)]));
    assert.equal(tokens.length, 5);
  });

  test("at once", async () => {
    // Each look at the clock is another second.
    clock.read = () => {
      clock.day += 1000;
      return clock.day;
    };
    const { api, tokens } = recorded(single(ONE));
    await Promise.all(Array.from({ length: 20 }, () => api.countConversations()));
    assert.equal(tokens.length, 20);
    assert.equal(new Set(tokens).size, 1);
  });

  test("of its client alone", async () => {
    const clients = [recorded(single(ONE)), recorded(single(TWO)), recorded({ secrets: [TWO] })];
    await Promise.all(clients.map(({ api }) => api.countConversations()));
    const sent = clients.map(({ tokens }) => makers(tokens));
    assert.deepEqual(sent, [[ONE.id], [TWO.id], [TWO.id]]);
  });
});

describe("a token is", () => {
  for (const [what, day, ahead, fresh] of [
    ["kept for less than three and a half minutes", KEPT - 1000, KEPT - 1000, false],
    ["renewed after three and a half minutes", KEPT, KEPT, true],
    ["renewed when the clock was set ahead", 60 * MINUTE, 0, true],
    ["renewed when the clock was set back", -1, 0, true],
    ["renewed when the clock was set back by years", -1e11, 1_000, true],
    ["renewed when the clock was set back while it aged", 1, KEPT, true],
    ["renewed after the machine slept", 8 * 60 * MINUTE, 5, true],
  ]) {
    test(what, async () => {
      const { api, tokens } = recorded(single(ONE));
      await api.countConversations();
      Object.assign(clock, { day: NOON + day, ahead });
      await api.countConversations();
      const second = fresh ? seconds() : NOON_SECONDS;
      assert.deepEqual(tokens, [tokenOf(ONE, NOON_SECONDS), tokenOf(ONE, second)]);
    });
  }
});

describe("a rejected token", () => {
  test("is followed by a fresh one, within the same call", async () => {
    const { api, tokens } = recorded(single(ONE), (_token, count) => {
      clock.day += 1000;
      return count === 1 ? unauthorized() : json(3);
    });
    assert.equal(await api.countConversations(), 3);
    assert.deepEqual(tokens, [tokenOf(ONE, NOON_SECONDS), tokenOf(ONE, NOON_SECONDS + 1)]);
    await api.countConversations();
    assert.equal(tokens[2], tokens[1]);
  });

  test("with the fresh one as well, ends the call after two requests; the next call begins with another", async () => {
    const { api, tokens } = recorded(single(ONE), () => {
      clock.day += 1000;
      return unauthorized();
    });
    for (let call = 1; call <= 2; call++) {
      const error = await rejection(api.countConversations());
      assert.deepEqual([error.name, error.status, error.attempts], ["AuthenticationError", 401, 2]);
      assert.equal(new Set(tokens).size, 2 * call);
    }
    assert.equal(tokens.length, 4);
  });

  test("is one that the service does not accept; one that lacks a permission is not replaced", async () => {
    const { api, tokens } = recorded(BOTH, () => json({}, { status: 403 }));
    const error = await rejection(api.countConversations());
    assert.equal(error.name, "PermissionDeniedError");
    assert.deepEqual(makers(tokens), [ONE.id]);
  });

  test("does not count as a retry", async () => {
    const answers = [503, 401, 503, 200];
    const { api, tokens } = recorded(
      single(ONE),
      (_token, count) => json(3, { status: answers[count - 1] }),
      { maxRetries: 2 },
    );
    assert.equal(await api.countConversations(), 3);
    assert.equal(tokens.length, 4);
  });
});

describe("a clock that is not the service's:", () => {
  /** A service that takes no token of the future and none that is five minutes old, and says what time it is. */
  const strict = (ahead, { says = true } = {}) =>
    recorded(single(ONE), (token) => {
      const now = clock.day - ahead;
      const age = now / 1000 - claimsOf(token).iat;
      if (age >= 0 && age < 300) return json(3);
      const headers = says ? { date: new Date(now).toUTCString() } : {};
      return json({ message: "token used before issued" }, { status: 401, headers });
    });

  for (const [what, ahead, requests] of [
    ["right", 0, 1],
    ["ahead by less than a second", 400, 1],
    ["ahead by some seconds", 20_000, 1],
    ["behind by some seconds", -60_000, 1],
    ["ahead by minutes", 2 * MINUTE, 2],
    ["ahead by a day", 24 * 60 * MINUTE, 2],
    ["behind by an hour", -60 * MINUTE, 2],
  ]) {
    test(what, async () => {
      const { api, tokens } = strict(ahead);
      assert.equal(await api.countConversations(), 3);
      assert.equal(tokens.length, requests);
      // What was learned is kept.
      for (let minute = 1; minute < 10; minute++) {
        clock.day += MINUTE;
        clock.ahead += MINUTE;
        assert.equal(await api.countConversations(), 3);
      }
      assert.equal(tokens.length, requests + 9);
    });
  }

  test("is a rejected credential when the service does not send its time", async () => {
    const { api, tokens } = strict(60 * MINUTE, { says: false });
    assert.equal((await rejection(api.countConversations())).name, "AuthenticationError");
    assert.equal(tokens.length, 2);
  });

  test("set right by a test's own clock, where Date is faked and files are not", async () => {
    const file = mock.getter(File.prototype, "lastModified", () => clock.day - 60 * MINUTE);
    try {
      const { api, tokens } = strict(0, { says: false });
      assert.equal(await api.countConversations(), 3);
      assert.equal(await api.countConversations(), 3);
      assert.equal(tokens.length, 3);
    } finally {
      file.mock.restore();
      mock.getter(File.prototype, "lastModified", () => clock.read());
    }
  });
});

describe("of two secrets", () => {
  /** A service that takes the tokens of some secrets only. */
  const taking = (accepted, options) =>
    recorded(
      BOTH,
      (token) => (accepted.includes(claimsOf(token).iss) ? json(3) : unauthorized()),
      options,
    );

  test("the first one is used as long as it is accepted", async () => {
    const { api, tokens } = taking([ONE.id, TWO.id]);
    await api.countConversations();
    clock.day += 5 * MINUTE;
    await api.countConversations();
    assert.deepEqual(makers(tokens), [ONE.id, ONE.id]);
  });

  test("the other one is tried when one is rejected, and kept when it is accepted", async () => {
    const { api, tokens } = taking([TWO.id]);
    assert.equal(await api.countConversations(), 3);
    assert.equal(await api.countConversations(), 3);
    clock.day += 5 * MINUTE;
    assert.equal(await api.countConversations(), 3);
    assert.deepEqual(makers(tokens), [ONE.id, TWO.id, TWO.id, TWO.id]);
    assert.equal(tokens[1], tokenOf(TWO, NOON_SECONDS));
  });

  test("each is retried when the other one is rejected later", async () => {
    const accepted = [TWO.id];
    const { api, tokens } = taking(accepted);
    await api.countConversations();
    accepted[0] = ONE.id;
    await api.countConversations();
    accepted[0] = TWO.id;
    await api.countConversations();
    assert.deepEqual(makers(tokens), [ONE.id, TWO.id, TWO.id, ONE.id, ONE.id, TWO.id]);
  });

  test("each is tried once when both are rejected, and the next call begins with the first one", async () => {
    const accepted = [];
    const { api, tokens } = taking(accepted);
    const error = await rejection(api.countConversations());
    assert.deepEqual([error.name, error.attempts], ["AuthenticationError", 2]);
    accepted.push(ONE.id);
    assert.equal(await api.countConversations(), 3);
    assert.deepEqual(makers(tokens), [ONE.id, TWO.id, ONE.id]);
  });

  test("the switch happens once, however many calls are rejected at once", async () => {
    // The 401 responses arrive one after the other: the last ones long after other calls continued.
    const { api, tokens } = recorded(BOTH, async (token, count) => {
      if (claimsOf(token).iss === TWO.id) return json(3);
      await sleep(count * 2);
      return unauthorized();
    });
    const counts = await Promise.all(Array.from({ length: 10 }, () => api.countConversations()));
    assert.deepEqual(counts, Array(10).fill(3));
    assert.deepEqual(makers(tokens).sort(), [...Array(10).fill(ONE.id), ...Array(10).fill(TWO.id)]);
    await api.countConversations();
    assert.equal(makers(tokens).at(-1), TWO.id);
  });
});

test("a token whose secret was rejected while it was being made is not kept", async () => {
  let reject;
  const rejected = new Promise((resolve) => {
    reject = () => resolve(unauthorized());
  });
  const { api, tokens } = recorded(BOTH, (_token, count) => (count === 1 ? rejected : json(3)));
  const early = api.countConversations();
  while (tokens.length < 1) await sleep(1);
  // Its token is old by now, and the next one takes its time.
  clock.day += 5 * MINUTE;
  const { sign } = crypto.subtle;
  let release;
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const slow = mock.method(crypto.subtle, "sign", async (...words) => {
    if (slow.mock.callCount() === 0) await held;
    return sign.apply(crypto.subtle, words);
  });
  const late = api.countConversations();
  while (slow.mock.callCount() < 1) await sleep(1);
  reject();
  assert.equal(await early, 3);
  release();
  assert.equal(await late, 3);
  slow.mock.restore();
  await api.countConversations();
  assert.deepEqual(makers(tokens), [ONE.id, TWO.id, ONE.id, TWO.id]);
});

test("a token that never comes keeps no later call from making one", async () => {
  const { sign } = crypto.subtle;
  const stuck = mock.method(crypto.subtle, "sign", (...words) =>
    stuck.mock.callCount() ? sign.apply(crypto.subtle, words) : new Promise(() => {}),
  );
  const { api, tokens } = recorded(single(ONE));
  const error = await rejection(api.countConversations({}, { timeoutMs: 20 }));
  assert.deepEqual([error.name, error.attempts], ["TimeoutError", 0]);
  clock.ahead = 1_000;
  assert.equal(await api.countConversations({}, { timeoutMs: 500 }), 3);
  stuck.mock.restore();
  assert.deepEqual(makers(tokens), [ONE.id]);
});

test("a token that cannot be made fails its own calls without showing a secret, and the next call makes another", async () => {
  const { api, tokens } = recorded(single(ONE));
  const cause = new DOMException("The operation failed", "OperationError");
  const broken = mock.method(crypto.subtle, "sign", async () => {
    throw cause;
  });
  const calls = [api.countConversations(), api.countConversations()];
  for (const error of await Promise.all(calls.map(rejection))) {
    assert.deepEqual([error.name, error.attempts, error.cause], ["InternalError", 0, cause]);
    assert.ok(!inspect(error, { depth: 9, showHidden: true }).includes(ONE.key));
  }
  broken.mock.restore();
  assert.equal(await api.countConversations(), 3);
  assert.equal(tokens.length, 1);
});

test("a call that is aborted while its token is made sends nothing", async () => {
  const { api, tokens } = recorded(single(ONE));
  const controller = new AbortController();
  const { sign } = crypto.subtle;
  const slow = mock.method(crypto.subtle, "sign", async (...words) => {
    controller.abort("enough");
    return sign.apply(crypto.subtle, words);
  });
  const aborted = api.countConversations({}, { signal: controller.signal });
  const other = api.countConversations();
  assert.equal(await rejection(aborted), "enough");
  assert.equal(await other, 3);
  slow.mock.restore();
  assert.equal(tokens.length, 1);
});

test("secrets are rejected where the platform has no cryptography to sign with", () => {
  const real = Object.getOwnPropertyDescriptor(globalThis, "crypto");
  try {
    for (const value of [undefined, {}]) {
      Object.defineProperty(globalThis, "crypto", { value, configurable: true });
      const make = () => new Heymarket({ secrets: [ONE] });
      assert.throws(make, { name: "InvalidArgumentError", path: "secrets", message: /https and/ });
      new Heymarket({ apiKey: "key" });
    }
  } finally {
    Object.defineProperty(globalThis, "crypto", real);
  }
});

describe("a message is retried", () => {
  const message = { inboxId: 1, creatorId: 2, chatId: 3, text: "See you at nine" };
  const sent = () => json({ id: 1, date: "2026-03-01T12:00:00Z" });

  test("when its token was rejected, since it was not sent then", async () => {
    const { api, tokens } = recorded(BOTH, (_token, count) =>
      count === 1 ? unauthorized() : sent(),
    );
    assert.equal((await api.sendMessage(message)).id, 1);
    assert.deepEqual(makers(tokens), [ONE.id, TWO.id]);
  });

  test("but not once its response is lost, whichever token it was sent with", async () => {
    for (const rejections of [0, 1]) {
      const { api, tokens } = recorded(
        BOTH,
        (_token, count) =>
          count <= rejections ? unauthorized() : Promise.reject(new TypeError("fetch failed")),
        { maxRetries: 5 },
      );
      const error = await rejection(api.sendMessage(message));
      assert.equal(error.name, "OutcomeUnknownError");
      assert.equal(tokens.length, rejections + 1);
    }
  });
});

test("the options are read once: what happens to them later changes nothing", async () => {
  const secrets = [{ ...ONE }, { ...TWO }];
  const { api, tokens } = recorded({ secrets }, (_token, count) =>
    count === 2 ? unauthorized() : json(3),
  );
  secrets[0].key = "changed";
  secrets.pop();
  await api.countConversations();
  await api.countConversations();
  const [one, two] = [ONE, TWO].map((secret) => tokenOf(secret, NOON_SECONDS));
  assert.deepEqual(tokens, [one, one, two]);
  assert.deepEqual(secrets, [{ ...ONE, key: "changed" }]);
});

describe("with the fake service,", () => {
  let fake;
  before(async () => {
    fake = await startFake();
  });
  after(() => fake.stop());
  beforeEach(() => {
    // It tells the time itself.
    clock.read = real;
    return fake.options({ secrets: "both", clockOffsetMs: 0 });
  });

  const client = (options) =>
    new Heymarket({ secrets: fake.secrets, baseUrl: fake.url, rateLimit: false, ...options });
  const statuses = () => {
    const seen = [];
    return { seen, onResponse: ({ status }) => seen.push(status) };
  };

  test("secrets are rotated during calls", async () => {
    const { seen, onResponse } = statuses();
    const api = client({ onResponse });
    for (const [secrets, expected] of [
      ["both", [200]],
      ["second", [401, 200]],
      ["second", [200]],
      ["both", [200]],
      ["first", [401, 200]],
      ["both", [200]],
    ]) {
      await fake.options({ secrets });
      assert.equal(await api.countConversations(), 300);
      assert.deepEqual(seen.splice(0), expected, secrets);
    }
  });

  test("revoked secrets are rejected", async () => {
    await fake.options({ secrets: "none" });
    const error = await rejection(client().countConversations());
    assert.deepEqual([error.name, error.attempts], ["AuthenticationError", 2]);
  });

  test("a wrong key is rejected, and a wrong id", async () => {
    const [{ id, key }] = fake.secrets;
    for (const secret of [
      { id, key: `${key}x` },
      { id: `${id}x`, key },
    ]) {
      const error = await rejection(client({ secrets: [secret] }).countConversations());
      assert.deepEqual([error.name, error.attempts], ["AuthenticationError", 2]);
    }
  });

  test("a token that expired in transit is replaced by a fresh one", async () => {
    const { seen, onResponse } = statuses();
    const fetch = async (...request) => {
      const reply = await globalThis.fetch(...request);
      if (reply.status === 401) await fake.options({ clockOffsetMs: 0 });
      return reply;
    };
    const api = client({ onResponse, fetch, secrets: fake.secrets.slice(0, 1) });
    await api.countConversations();
    // To the service the token is a day old; then its clock is right again.
    await fake.options({ clockOffsetMs: 24 * 60 * MINUTE });
    assert.equal(await api.countConversations(), 300);
    assert.deepEqual(seen, [200, 401, 200]);
  });

  test("a clock that is far off is reported as a rejected credential", async () => {
    for (const clockOffsetMs of [-60 * MINUTE, 60 * MINUTE]) {
      await fake.options({ clockOffsetMs });
      const error = await rejection(client().countConversations());
      assert.equal(error.name, "AuthenticationError");
    }
  });

  test("a hundred calls at once get by while a secret is revoked", async () => {
    const api = client({ coalesce: false });
    const calls = Array.from({ length: 100 }, async (_, i) => {
      await sleep(i % 20);
      if (i === 50) await fake.options({ secrets: "second" });
      return api.countConversations();
    });
    assert.deepEqual(await Promise.all(calls), Array(100).fill(300));
  });
});
