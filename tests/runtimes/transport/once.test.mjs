// What must not happen twice is never sent twice: it is retried after 429 and after a 401 with a fresh
// token, which both say that it was not done, and after nothing else.

import assert from "node:assert/strict";
import { after, before, describe, mock, test } from "node:test";
import {
  Heymarket,
  isOutcomeUnknownError,
  OutcomeUnknownError,
  RateLimitError,
  RedirectError,
  ServerError,
  TimeoutError,
} from "threadline";
import { isCopy, json, KEY, never, rejection, sleep } from "../support/doubles.mjs";
import { endsOf, statusesOf } from "../support/faults.mjs";
import { broken, cutOff, ONCE, scripted, service, status } from "./support.mjs";

// No wait before a retry: if there were one, it would happen at once.
before(() => mock.method(Math, "random", () => 0));
after(() => mock.restoreAll());

const lost = (error, { name }) => {
  assert.ok(error instanceof OutcomeUnknownError, error);
  assert.ok(isOutcomeUnknownError(error));
  assert.deepEqual(
    [error.code, error.operation, error.retryable],
    ["OUTCOME_UNKNOWN", name, false],
  );
  assert.match(error.message, new RegExp(`^${name}: .*may have succeeded: check before retrying`));
};

/** One test for each operation, so that all wait at the same time. */
const each = (what, body) => {
  for (const once of ONCE) test(`${what} (${once.title})`, () => body(once));
};

/** Calls a real server; tells the error, and how many whole requests it has seen. */
const sending = async ({ Client, make }, handler, options, prepare = () => {}) => {
  const { url, arrived, server, stop } = await service(handler);
  try {
    prepare(server);
    // Time enough for the request to arrive, and for the head of the response, even on a busy machine.
    const settings = { timeoutMs: 4_000, maxRetries: 5, ...options };
    const api = new Client({ apiKey: KEY, baseUrl: url, ...settings });
    const error = await rejection(make(api));
    // A request that should not be there would come now.
    await sleep(60);
    for (const { body } of arrived) assert.ok(JSON.parse(body));
    return { error, sends: arrived.length };
  } finally {
    stop();
  }
};

describe("a lost response is an OutcomeUnknownError, and the service saw one request (bad input, line 10):", {
  concurrency: true,
}, () => {
  for (const [what, handler, known] of [
    ["a reset when the request has come", (request) => request.socket.destroy()],
    ["silence", () => {}],
    ["a stall after the headers", (_, response) => response.writeHead(202).flushHeaders(), 202],
    [
      "a stall halfway through the response",
      (_, response) => response.writeHead(202).write("{"),
      202,
    ],
    [
      "a truncated response",
      (_request, response) => {
        response.writeHead(202, { "content-length": "100" });
        response.write("{", () => response.destroy());
      },
    ],
    [
      "a failure with a truncated response",
      (_request, response) => {
        response.writeHead(500, { "content-length": "100" });
        response.write("{", () => response.destroy());
      },
    ],
    ["a response that is not HTTP", (request) => request.socket.end("nonsense\r\n\r\n")],
  ]) {
    each(what, async (once) => {
      const { error, sends } = await sending(once, handler);
      lost(error, once);
      assert.equal(sends, 1);
      assert.equal(error.attempts, 1);
      assert.ok(error.cause === undefined || error.cause instanceof Error);
      if (known) assert.equal(error.status, known);
    });
  }

  each("a reset before the request has come", async (once) => {
    const reset = (server) => server.on("connection", (socket) => socket.destroy());
    const { error, sends } = await sending(once, undefined, {}, reset);
    lost(error, once);
    assert.deepEqual([sends, error.attempts], [0, 1]);
  });

  each("the deadline passes while the response is awaited", async (once) => {
    const late = { timeoutMs: 10_000, deadlineMs: 4_000 };
    const { error, sends } = await sending(once, () => {}, late);
    lost(error, once);
    assert.equal(sends, 1);
  });
});

describe("what the platform says was never sent is a ConnectionError, and is retried:", () => {
  each("a port without a listener", async (once) => {
    const gone = await service();
    gone.stop();
    const error = await rejection(once.make(new once.Client({ apiKey: KEY, baseUrl: gone.url })));
    assert.deepEqual([error.code, error.retryable, error.attempts], ["CONNECTION", true, 3]);
    assert.match(error.message, /nothing was sent$/);
  });

  const failed = (code) => Object.assign(new Error(code), { code });
  for (const [what, sent, thrown] of [
    ["a connection that is refused", false, new TypeError("f", { cause: failed("ECONNREFUSED") })],
    ["a name without an address", false, new TypeError("f", { cause: failed("ENOTFOUND") })],
    ["a certificate that is rejected", false, failed("CERT_HAS_EXPIRED")],
    [
      "each of several addresses",
      false,
      new TypeError("f", {
        cause: new AggregateError([failed("ECONNREFUSED"), failed("ENETUNREACH")]),
      }),
    ],
    [
      "Deno's message for it",
      false,
      new TypeError("error sending request: client error (Connect)"),
    ],
    ["Bun's code for it", false, failed("ConnectionRefused")],
    ["a connection that was reset", true, new TypeError("f", { cause: failed("ECONNRESET") })],
    [
      "only one of several addresses",
      true,
      new AggregateError([failed("ECONNREFUSED"), failed("ECONNRESET")]),
    ],
    ["nothing", true, new TypeError("Failed to fetch")],
  ]) {
    test(`${what}: ${sent ? "is" : "is not"} in doubt`, async () => {
      const { Client, make } = ONCE.find(({ name }) => name === "sendMessage");
      const { fetch } = globalThis;
      globalThis.fetch = async () => {
        throw thrown;
      };
      try {
        const error = await rejection(make(new Client({ apiKey: KEY, maxRetries: 0 })));
        assert.equal(error.code, sent ? "OUTCOME_UNKNOWN" : "CONNECTION");
        // A substitute may have tried several times.
        const own = new Client({ apiKey: KEY, maxRetries: 0, fetch: globalThis.fetch });
        assert.equal((await rejection(make(own))).code, "OUTCOME_UNKNOWN");
      } finally {
        globalThis.fetch = fetch;
      }
    });
  }
});

describe("a fetch that fails is an OutcomeUnknownError after one request:", () => {
  const texts = () => new ReadableStream({ start: (controller) => controller.enqueue("{}") });
  for (const [what, fetch] of [
    ["one that rejects", broken()],
    [
      "one that throws",
      () => {
        throw new TypeError("thrown");
      },
    ],
    ["one that resolves without a Response", async () => ({})],
    ["one that never settles", never],
    ["one whose response breaks off", cutOff("{", { status: 202 })],
    [
      "one whose body is not bytes",
      async () => ({ status: 202, headers: new Headers(), body: texts() }),
    ],
  ]) {
    each(what, async (once) => {
      const { api, sent, retries } = scripted(once.Client, [fetch], {
        timeoutMs: 300,
        maxRetries: 5,
      });
      lost(await rejection(once.make(api)), once);
      assert.equal(sent.length, 1);
      assert.deepEqual(retries, []);
    });
  }

  each("its error is the cause", async ({ Client, make }) => {
    const fetch = broken();
    const error = await rejection(make(scripted(Client, [fetch]).api));
    isCopy(error.cause, fetch.error);
  });

  each("a timeout has no other cause", async (once) => {
    const error = await rejection(
      once.make(scripted(once.Client, [never], { timeoutMs: 200 }).api),
    );
    lost(error, once);
    assert.equal("cause" in error, false);
  });
});

describe("a gateway that gave up waiting does not know either:", { concurrency: true }, () => {
  for (const code of statusesOf((row) => endsOf(row, "send").outcome_unknown)) {
    each(`${code}`, async (once) => {
      const { error, sends } = await sending(
        once,
        (_request, response) => {
          response.writeHead(code, { "retry-after": "0" });
          response.end('{"message":"broken"}');
        },
        { timeoutMs: 10_000 },
      );
      lost(error, once);
      assert.deepEqual([error.status, error.attempts, sends], [code, 1, 1]);
      assert.equal(error.body, '{"message":"broken"}');
    });
  }
});

describe("a response that arrived is final, never retried, never retryable (bad input, line 8):", {
  concurrency: true,
}, () => {
  for (const code of statusesOf((row) => endsOf(row, "send").server)) {
    each(`${code}`, async (once) => {
      const { error, sends } = await sending(once, (_request, response) => {
        response.writeHead(code, { "retry-after": "0" });
        response.end('{"message":"broken"}');
      });
      assert.ok(error instanceof ServerError, error);
      assert.deepEqual([error.status, error.retryable, error.attempts], [code, false, 1]);
      assert.equal(sends, 1);
    });
  }

  for (const [what, answer, ErrorClass = Error] of [
    ["a redirect", status(307, { location: "https://elsewhere.example" }), RedirectError],
    ["400", status(400)],
    ["401 with a key", status(401)],
    ["409", status(409)],
  ]) {
    each(what, async ({ Client, make }) => {
      const { api, sent } = scripted(Client, [answer]);
      const error = await rejection(make(api));
      assert.ok(error instanceof ErrorClass, error);
      assert.deepEqual([error.retryable, error.attempts, sent.length], [false, 1, 1]);
    });
  }
});

describe("a response that confirms nothing is an OutcomeUnknownError after one request, with its status:", () => {
  for (const [what, answer, code] of [
    ["408, of a gateway that gave up waiting", status(408), 408],
    ["502, of a gateway that got none", status(502, { "retry-after": "0" }), 502],
    ["504, of a gateway that gave up waiting", status(504, { "retry-after": "0" }), 504],
    ["a status that HTTP does not know", () => Response.error(), 0],
    ["one that is too large", () => new Response(" ".repeat(101), { status: 202 }), 202],
  ]) {
    each(what, async (once) => {
      const { api, sent } = scripted(once.Client, [answer], { maxReplyBytes: 100 });
      const error = await rejection(once.make(api));
      lost(error, once);
      assert.deepEqual([error.status, error.attempts, sent.length], [code, 1, 1]);
    });
  }

  each("a success without the expected content", async (once) => {
    const nothing = once.Client === Heymarket ? ["", "null", "[]", "{}"] : [];
    for (const body of ["<p>Sign in", '{"error":"no"}', ...nothing]) {
      const { api, sent } = scripted(once.Client, [() => new Response(body)]);
      lost(await rejection(once.make(api)), once);
      assert.equal(sent.length, 1);
    }
  });
});

describe("after a rate limit it is retried:", () => {
  each("429, as the service said that it was not done", async ({ Client, name, make, good }) => {
    const { api, sent, retries } = scripted(Client, [status(429), status(429), good]);
    assert.deepEqual(await make(api), await make(scripted(Client, [good]).api));
    assert.equal(sent.length, 3);
    assert.deepEqual(
      retries.map(({ operation, code }) => [operation, code]),
      Array(2).fill([name, "RATE_LIMIT"]),
    );
  });

  each("425, as it was not processed", async ({ Client, make, good }) => {
    const { api, sent } = scripted(Client, [status(425), status(425), good]);
    assert.deepEqual(await make(api), await make(scripted(Client, [good]).api));
    assert.equal(sent.length, 3);
  });

  each("429 to the end is a RateLimitError, which is retryable", async ({ Client, make }) => {
    const { api, sent } = scripted(Client, [status(429)]);
    const error = await rejection(make(api));
    assert.ok(error instanceof RateLimitError);
    assert.deepEqual([error.retryable, error.attempts, sent.length], [true, 3, 3]);
  });

  each("401, with a fresh token", async ({ Client, make, good }) => {
    let tokens = 0;
    const token = async () => `t${++tokens}`;
    const { api, sent } = scripted(Client, [status(401), good], { token });
    await make(api);
    assert.deepEqual(
      sent.map(({ headers }) => headers.authorization),
      ["Bearer t1", "Bearer t2"],
    );
  });

  each("the outcome of the next attempt counts: a failure, a lost response", async (once) => {
    const failing = scripted(once.Client, [status(429), status(503)]);
    const error = await rejection(once.make(failing.api));
    assert.deepEqual([error.code, error.retryable, error.attempts], ["SERVER", false, 2]);
    const losing = scripted(once.Client, [status(429), broken()]);
    lost(await rejection(once.make(losing.api)), once);
    assert.equal(losing.sent.length, 2);
  });
});

describe("what was never sent:", () => {
  each("while token() hangs, it is a TimeoutError", async ({ Client, make, good }) => {
    const { api, sent } = scripted(Client, [good], { token: never, timeoutMs: 20 });
    const error = await rejection(make(api));
    assert.ok(error instanceof TimeoutError, error);
    assert.deepEqual([error.attempts, sent.length], [0, 0]);
  });

  each("when it has no turn before the deadline, it is a RateLimitError", async (once) => {
    const { api, sent } = scripted(once.Client, [once.good], { rateLimit: { perMinute: 1 } });
    await once.make(api);
    const error = await rejection(once.make(api, { deadlineMs: 100 }));
    assert.deepEqual([error.code, error.retryable, sent.length], ["RATE_LIMIT", true, 1]);
  });
});

describe("an e-mail that the service knows by its localId", () => {
  const email = { inbox: 1, creatorId: 2, convoId: 3, rawText: "Hi", localId: "a-1" };

  test("is retried when the response is lost, exactly the same", async () => {
    const good = () => json({ id: 7 });
    const { api, sent } = scripted(Heymarket, [broken(), status(502), good]);
    assert.equal((await api.sendEmail(email)).id, 7);
    assert.equal(sent.length, 3);
    assert.equal(new Set(sent.map(({ body }) => body)).size, 1);
  });

  test("is retryable later when all attempts have failed", async () => {
    for (const [answer, name] of [
      [broken(), "ConnectionError"],
      [status(503), "ServerError"],
    ]) {
      const { api, sent } = scripted(Heymarket, [answer]);
      const error = await rejection(api.sendEmail(email));
      assert.deepEqual([error.name, error.retryable, sent.length], [name, true, 3]);
    }
  });

  test("has an unknown outcome when the response confirms nothing, and is not retried", async () => {
    for (const body of [
      "{}",
      '{"success":false}',
      '{"message":"Endpoint request timed out"}',
      "<p>",
    ]) {
      const { api, sent } = scripted(Heymarket, [() => new Response(body)]);
      lost(await rejection(api.sendEmail(email)), { name: "sendEmail" });
      assert.equal(sent.length, 1);
    }
  });

  test("but not with an explicit undefined", async () => {
    const { api, sent } = scripted(Heymarket, [broken()]);
    const error = await rejection(api.sendEmail({ ...email, localId: undefined }));
    assert.deepEqual([error.name, error.retryable], ["OutcomeUnknownError", false]);
    assert.equal(sent.length, 1);
  });
});

each("two with the same text are two, however close", async ({ Client, make, good }) => {
  const { api, sent } = scripted(Client, [good]);
  await Promise.all([make(api), make(api)]);
  assert.equal(sent.length, 2);
});

each(
  "an abort while the response is awaited rejects with the caller's reason, and nothing is retried",
  async ({ Client, make }) => {
    const controller = new AbortController();
    const { api, sent } = scripted(Client, [never]);
    const call = rejection(make(api, { signal: controller.signal }));
    setTimeout(() => controller.abort("enough"), 10);
    assert.equal(await call, "enough");
    await sleep(30);
    assert.equal(sent.length, 1);
  },
);
