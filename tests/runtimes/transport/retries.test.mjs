// What is retried, how often and when: only what is safe, only temporary failures, within a budget.

import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import {
  ConnectionError,
  DecodeError,
  Heymarket,
  init,
  Qlara,
  ReplyTooLargeError,
  ServerError,
  TimeoutError,
} from "threadline";
import { asRequest, json, KEY, LIST, never, rejection } from "../support/doubles.mjs";
import { classOf, endsOf, STATUSES } from "../support/faults.mjs";
import { broken, cutOff, REPEATABLE, SAMPLES, scripted, service, status } from "./support.mjs";

// Chance decides how long a wait is: here it takes no time, unless a test says otherwise.
let chance = 0;
before(async () => {
  mock.method(Math, "random", () => chance);
  // The module is loaded from here on.
  await init();
});
after(() => mock.restoreAll());

const PASSING = [
  ["a network error", broken(), "CONNECTION"],
  ["a truncated response", cutOff(), "CONNECTION"],
  ...STATUSES.filter((row) => endsOf(row, "read").value).map((row) => [
    `${row.status}`,
    status(row.status),
    classOf(row.retried[0]).prototype.code,
  ]),
];

describe("reads, and what sets a state, are retried (bad input, lines 8 and 10):", {
  concurrency: true,
}, () => {
  for (const { title, name, Client, make, good } of REPEATABLE) {
    test(`${title} after whatever may pass`, async () => {
      await Promise.all(
        PASSING.map(async ([what, bad, code]) => {
          // Long enough for a response on a busy machine.
          const { api, sent, retries } = scripted(Client, [bad, good], { timeoutMs: 30_000 });
          const result = await make(api);
          assert.equal(sent.length, 2, what);
          // Exactly the same request.
          assert.deepEqual(sent[1], sent[0]);
          assert.deepEqual(retries, [{ operation: name, attempt: 1, delayMs: 0, code }], what);
          assert.deepEqual(result, await make(scripted(Client, [good]).api));
        }),
      );
    });
  }
});

// Apart from the rest, which keeps a busy machine from answering the second attempt in time.
describe("a slow attempt is retried (bad input, lines 8 and 10):", { concurrency: true }, () => {
  for (const { title, name, Client, make, good } of REPEATABLE) {
    test(`${title} after an attempt that takes too long`, async () => {
      const { api, sent, retries } = scripted(Client, [never, good], { timeoutMs: 5_000 });
      const result = await make(api);
      assert.equal(sent.length, 2);
      assert.deepEqual(sent[1], sent[0]);
      assert.deepEqual(retries, [{ operation: name, attempt: 1, delayMs: 0, code: "TIMEOUT" }]);
      assert.deepEqual(result, await make(scripted(Client, [good]).api));
    });
  }
});

describe("nothing else is retried (bad input, lines 8 to 10):", () => {
  const lasting = [
    ...STATUSES.filter((row) => !endsOf(row, "read").value).map((row) => [
      `${row.status}`,
      status(row.status),
      classOf(Object.keys(endsOf(row, "read"))[0]),
    ]),
    ["the status 0", () => Response.error()],
    ["a good status with HTML", () => new Response("<p>Sign in"), DecodeError],
    ["bytes that are not UTF-8", () => new Response(Uint8Array.of(91, 34, 255)), DecodeError],
    ["a response that is too large", () => new Response(" ".repeat(101)), ReplyTooLargeError],
    ["something that is not a Response", async () => 5, ConnectionError],
  ];
  for (const { title, Client, make } of SAMPLES) {
    for (const [what, bad, ErrorClass = Error] of lasting) {
      test(`${title} after ${what}`, async () => {
        const { api, sent, retries } = scripted(Client, [bad], { maxReplyBytes: 100 });
        const error = await rejection(make(api));
        assert.ok(error instanceof ErrorClass, error);
        assert.equal(sent.length, 1);
        assert.deepEqual(retries, []);
        assert.equal(error.attempts, 1);
      });
    }

    test(`${title} after a rejected input: it is not even sent`, async () => {
      const { api, sent } = scripted(Client, [status(500)]);
      assert.equal((await rejection(api.getConversation({}))).code, "INVALID_ARGUMENT");
      assert.equal(sent.length, 0);
    });
  }
});

describe("a real connection that is reset (bad input, line 10):", () => {
  const phases = {
    "before anything was read": (server) => server.on("connection", (socket) => socket.destroy()),
    "before the response": (server) =>
      server.on("request", (request) => request.on("end", () => request.socket.destroy())),
    "halfway through the response": (server) =>
      server.on("request", (_request, response) => {
        response.writeHead(200, { "content-length": "1000" });
        response.write("[", () => response.destroy());
      }),
  };
  for (const [phase, reset] of Object.entries(phases)) {
    test(`${phase} is retried, and a ConnectionError if it persists`, async (t) => {
      await Promise.all(
        SAMPLES.map(async ({ Client, make }) => {
          const { url, server, stop } = await service();
          t.after(stop);
          reset(server);
          const onRequest = mock.fn();
          const api = new Client({ apiKey: KEY, baseUrl: url, onRequest });
          const error = await rejection(make(api));
          assert.ok(error instanceof ConnectionError, error);
          assert.ok(error.cause instanceof Error);
          assert.deepEqual([onRequest.mock.callCount(), error.attempts], [3, 3]);
        }),
      );
    });
  }

  test("once is as if nothing had been", async (t) => {
    const { url, arrived, stop } = await service((request, response, count) =>
      count === 1 ? request.socket.destroy() : response.end("3"),
    );
    t.after(stop);
    assert.equal(await new Heymarket({ apiKey: KEY, baseUrl: url }).countConversations(), 3);
    assert.equal(arrived.length, 2);
  });
});

describe("the number of retries:", () => {
  const outage = (options, each) => {
    const { api, sent } = scripted(Heymarket, [status(503)], options);
    return rejection(api.listConversations(LIST, each)).then((error) => ({ error, sent }));
  };
  const numberOf = async (options, each) => {
    const { error, sent } = await outage(options, each);
    assert.ok(error instanceof ServerError);
    assert.equal(error.attempts, sent.length);
    return sent.length - 1;
  };

  test("two, unless set", async () => assert.equal(await numberOf(), 2));

  for (const count of [0, 1, 3, 10]) {
    test(`${count}, for a client that says so`, async () => {
      assert.equal(await numberOf({ maxRetries: count }), count);
    });
    test(`${count}, for a call that says so, whatever its client says`, async () => {
      assert.equal(await numberOf({ maxRetries: 4 }, { maxRetries: count }), count);
    });
  }

  test("the error is that of the last attempt", async () => {
    const { api } = scripted(Heymarket, [broken(), status(429), status(500)]);
    const error = await rejection(api.listConversations(LIST));
    assert.deepEqual([error.code, error.status, error.attempts], ["SERVER", 500, 3]);
    assert.equal(error.cause, undefined);
  });

  test("a permanent failure ends the retries", async () => {
    const { api, sent } = scripted(Heymarket, [status(500), status(404), status(500)]);
    const error = await rejection(api.listConversations(LIST));
    assert.deepEqual([error.code, error.attempts, sent.length], ["NOT_FOUND", 2, 2]);
  });

  test("each attempt that takes too long is cancelled, and the call is a TimeoutError", async () => {
    const aborted = [];
    const fetch = asRequest((request) => {
      request.signal.addEventListener("abort", () => aborted.push(request));
      return never();
    });
    const api = new Heymarket({ apiKey: KEY, fetch, timeoutMs: 150 });
    const error = await rejection(api.listConversations(LIST));
    assert.ok(error instanceof TimeoutError);
    assert.deepEqual([error.attempts, error.retryable, aborted.length], [3, true, 3]);
  });
});

describe("the wait before a retry", () => {
  const waits = async (part) => {
    chance = part;
    // Time runs a thousand times as fast, for the waits and for nothing else.
    const later = globalThis.setTimeout;
    const fast = mock.method(globalThis, "setTimeout", (run, ms) => later(run, ms / 1_000));
    try {
      const { api, retries } = scripted(Heymarket, [status(500)], {
        maxRetries: 7,
        timeoutMs: 2_000_000,
        deadlineMs: 2_000_000,
      });
      await rejection(api.listConversations(LIST));
      return retries.map(({ delayMs }) => delayMs);
    } finally {
      fast.mock.restore();
      chance = 0;
    }
  };

  test("doubles from half a second up to eight", async () => {
    assert.deepEqual(await waits(1), [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
  });

  test("is any part of that, by chance", async () => {
    assert.deepEqual(await waits(0.25), [125, 250, 500, 1_000, 2_000, 2_000, 2_000]);
    assert.deepEqual(await waits(0), [0, 0, 0, 0, 0, 0, 0]);
  });

  test("is really waited", async () => {
    chance = 0.2;
    const { api } = scripted(Heymarket, [status(500), () => json([])]);
    const start = performance.now();
    await api.listConversations(LIST);
    chance = 0;
    assert.ok(performance.now() - start >= 98);
  });
});

describe("an outage is not multiplied:", () => {
  const LIST_OF = { Heymarket: LIST, Qlara: {} };
  for (const Client of [Heymarket, Qlara]) {
    test(`400 calls one after the other, and at once, cause a hundred retries at most (${Client.name})`, async () => {
      for (const atOnce of [1, 400]) {
        const { api, sent } = scripted(Client, [status(503)], { coalesce: false });
        const call = async () => {
          const error = await rejection(api.listConversations(LIST_OF[Client.name]));
          assert.ok(error instanceof ServerError);
        };
        for (let done = 0; done < 400; done += atOnce) {
          await Promise.all(Array.from({ length: atOnce }, call));
        }
        assert.equal(sent.length, 500);
      }
    });
  }
  test("attempts that take too long cost twice as much", async () => {
    const { api, sent } = scripted(Heymarket, [never], { coalesce: false, timeoutMs: 400 });
    const calls = Array.from({ length: 200 }, () => rejection(api.listConversations(LIST)));
    await Promise.all(calls);
    assert.equal(sent.length, 250);
  });

  test("successes restore the budget, one retry for five of them", async () => {
    let out = true;
    const { api, sent } = scripted(
      Heymarket,
      [() => (out ? new Response(null, { status: 503 }) : json([]))],
      { coalesce: false },
    );
    const call = () => api.listConversations(LIST);
    const requestsOf = async (count, run) => {
      const before = sent.length;
      for (let i = 0; i < count; i++) await run();
      return sent.length - before;
    };
    assert.equal(await requestsOf(100, () => rejection(call())), 200);
    assert.equal(await requestsOf(10, () => rejection(call())), 10);
    out = false;
    assert.equal(await requestsOf(50, call), 50);
    out = true;
    assert.equal(await requestsOf(20, () => rejection(call())), 30);
  });

  test("each client has its own", async () => {
    for (let i = 0; i < 3; i++) {
      const { api, sent } = scripted(Heymarket, [status(503)], { coalesce: false });
      for (let call = 0; call < 60; call++) await rejection(api.listConversations(LIST));
      assert.equal(sent.length, 160);
    }
  });
});

describe("401:", () => {
  const token = () => {
    let count = 0;
    return Object.assign(async () => `token-${++count}`, { calls: () => count });
  };
  const bearers = (sent) => sent.map(({ headers }) => headers.authorization);

  for (const { title, Client, make, good } of SAMPLES) {
    test(`${title} with token() gets one fresh token, even when nothing is to be retried`, async () => {
      for (const maxRetries of [0, 2]) {
        const { api, sent, retries } = scripted(Client, [status(401), good], {
          token: token(),
          maxRetries,
        });
        await make(api);
        assert.deepEqual(bearers(sent), ["Bearer token-1", "Bearer token-2"]);
        assert.deepEqual(retries, []);
      }
    });

    test(`${title} with token() gives up at the second 401`, async () => {
      const { api, sent } = scripted(Client, [status(401)], { token: token() });
      const error = await rejection(make(api));
      assert.deepEqual([error.name, error.attempts], ["AuthenticationError", 2]);
      assert.equal(sent.length, 2);
    });

    test(`${title} with token() renews it once in a call, whatever happens between`, async () => {
      const script = [status(401), status(500), status(401), good];
      const { api, sent } = scripted(Client, script, { token: token() });
      assert.equal((await rejection(make(api))).name, "AuthenticationError");
      assert.equal(sent.length, 3);
    });

    test(`${title} with a key is an AuthenticationError at once`, async () => {
      const { api, sent } = scripted(Client, [status(401)]);
      const error = await rejection(make(api));
      assert.deepEqual([error.name, error.attempts, sent.length], ["AuthenticationError", 1, 1]);
    });
  }

  test("every retry uses the identity of the first attempt, even after another sign-in", async () => {
    const { api, sent } = scripted(Heymarket, [status(500), status(500), () => json([])], {
      token: token(),
    });
    await api.listConversations(LIST);
    assert.deepEqual(bearers(sent), ["Bearer token-1", "Bearer token-1", "Bearer token-1"]);
  });

  test("a token() that fails is not retried", async () => {
    let calls = 0;
    const { api, sent } = scripted(Heymarket, [status(500)], {
      token: () => {
        calls++;
        throw new Error("no token");
      },
    });
    const error = await rejection(api.listConversations(LIST));
    assert.deepEqual([error.name, calls, sent.length], ["AuthenticationError", 1, 0]);
  });
});
