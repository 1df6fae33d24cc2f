// The error family: one class for each kind, what they tell, how they are recognised.

import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import { client, json, never, rejection } from "./support/doubles.mjs";
import { each, SERVICES } from "./support/services.mjs";

// All that the package exports, by name.
const threadline = await import("threadline");

const CLASSES = {
  InvalidArgumentError: ["INVALID_ARGUMENT", false],
  AuthenticationError: ["AUTHENTICATION", false],
  PermissionDeniedError: ["PERMISSION_DENIED", false],
  NotFoundError: ["NOT_FOUND", false],
  InvalidRequestError: ["INVALID_REQUEST", false],
  RateLimitError: ["RATE_LIMIT", true],
  ServerError: ["SERVER", true],
  ConnectionError: ["CONNECTION", true],
  TimeoutError: ["TIMEOUT", true],
  DecodeError: ["DECODE", false],
  RedirectError: ["REDIRECT", false],
  ReplyTooLargeError: ["REPLY_TOO_LARGE", false],
  OutcomeUnknownError: ["OUTCOME_UNKNOWN", false],
  WebhookVerificationError: ["WEBHOOK_VERIFICATION", false],
  InternalError: ["INTERNAL", false],
};

const STATUS = {
  300: "RedirectError",
  304: "RedirectError",
  399: "RedirectError",
  400: "InvalidRequestError",
  401: "AuthenticationError",
  402: "InvalidRequestError",
  403: "PermissionDeniedError",
  404: "NotFoundError",
  408: "TimeoutError",
  409: "InvalidRequestError",
  418: "InvalidRequestError",
  422: "InvalidRequestError",
  425: "RateLimitError",
  429: "RateLimitError",
  500: "ServerError",
  502: "ServerError",
  444: "ServerError",
  460: "ServerError",
  499: "ServerError",
  503: "ServerError",
  524: "ServerError",
  599: "ServerError",
};

const failed = (status, body = '{"error":"bad_data"}', { client, list } = SERVICES[0]) =>
  rejection(
    list(
      client(async () => ({
        ...{ status, headers: new Headers({ "x-request-id": "req-9" }) },
        body: new Response(body).body,
      })),
    ),
  );

describe("a status has its class:", () => {
  for (const [status, name] of Object.entries(STATUS)) {
    each(`${status} is a ${name}`, async (service) => {
      const error = await failed(Number(status), undefined, service);
      assert.ok(error instanceof threadline[name], error);
      assert.ok(error instanceof threadline.ThreadlineError);
      assert.ok(error instanceof Error);
      assert.equal(error.status, Number(status));
      assert.equal(error.requestId, "req-9");
      assert.equal(error.operation, "listConversations");
    });
  }

  for (const status of [0, 99, 100, 199, 600, 999]) {
    each(`${status} is not a success`, async (service) => {
      assert.ok((await failed(status, "[]", service)) instanceof threadline.ThreadlineError);
    });
  }
});

describe("each class", () => {
  for (const [name, [code, retryable]] of Object.entries(CLASSES)) {
    test(`${name} has its name, code and guard`, () => {
      const error = new threadline[name]("words");
      assert.equal(error.name, name);
      assert.equal(error.constructor.name, name);
      assert.equal(error.code, code);
      assert.equal(error.retryable, retryable);
      assert.equal(`${error}`, `${name}: words`);
      assert.ok(error.stack.startsWith(`${name}: words\n`));
      assert.ok(threadline.isThreadlineError(error));
      for (const other of Object.keys(CLASSES)) {
        assert.equal(threadline[`is${other}`](error), other === name, other);
      }
    });
  }

  test("is not another library's error", () => {
    for (const value of [
      new Error("x"),
      new TypeError("x"),
      null,
      undefined,
      "text",
      5,
      {},
      { code: "TIMEOUT" },
    ]) {
      assert.equal(threadline.isThreadlineError(value), false);
      assert.equal(threadline.isTimeoutError(value), false);
    }
  });

  test("accepts its details, for doubles in tests", () => {
    const cause = new Error("behind");
    const error = new threadline.RateLimitError("slow down", { status: 429, body: "wait", cause });
    assert.equal(error.status, 429);
    assert.equal(error.body, "wait");
    assert.equal(error.cause, cause);
    assert.equal("cause" in new threadline.RateLimitError("slow down"), false);
  });
});

describe("what has crossed a border:", () => {
  const DETAILS = {
    operation: "sendMessage",
    status: 429,
    requestId: "req-9",
    path: "filters.inboxes[2]",
    attempts: 2,
    retryAfterMs: 1500,
    retryAt: new Date(1_772_366_400_000),
  };
  const made = (name) =>
    new threadline[name]("sendMessage: slow down", { ...DETAILS, body: "a private text" });

  const BORDERS = {
    "as toJSON() gives it": (error) => error.toJSON(),
    "as JSON": (error) => JSON.parse(JSON.stringify(error)),
    "as a clone of what toJSON() gives": (error) => structuredClone(error.toJSON()),
    "as a clone that has kept its fields": (error) => {
      const { name, message, stack } = error;
      return Object.assign(new Error(message), { name, stack, ...error });
    },
  };

  for (const [what, crossed] of Object.entries(BORDERS)) {
    for (const [name, [code, retryable]] of Object.entries(CLASSES)) {
      test(`${name} ${what}`, () => {
        const error = crossed(made(name));
        assert.equal(error instanceof threadline.ThreadlineError, false);
        assert.equal(threadline.isThreadlineError(error), true);
        for (const other of Object.keys(CLASSES)) {
          assert.equal(threadline[`is${other}`](error), other === name, other);
        }
        const again = threadline.errorFrom(error);
        assert.equal(again.constructor, threadline[name]);
        assert.equal(again.message, "sendMessage: slow down");
        assert.deepEqual({ ...again }, { code, retryable, ...DETAILS });
        assert.equal(again.body, undefined);
        if (error.stack) assert.equal(again.stack, error.stack);
        assert.equal(threadline.errorFrom(again), again);
      });
    }
  }

  test("what a class says of itself, a single error may say otherwise", () => {
    const error = new threadline.ConnectionError("no", { retryable: false });
    assert.equal(threadline.errorFrom(error.toJSON()).retryable, false);
  });

  test("code and retryable are fields of its own, which clones keep", () => {
    const error = made("ServerError");
    for (const field of ["code", "retryable"]) {
      assert.ok(Object.prototype.propertyIsEnumerable.call(error, field), field);
    }
  });

  const throwing = (traps) =>
    new Proxy(() => {}, {
      ...traps,
      getPrototypeOf: () => {
        throw new Error("trap");
      },
    });
  const { proxy: revoked, revoke } = Proxy.revocable({}, {});
  revoke();
  const good = { name: "TimeoutError", code: "TIMEOUT", retryable: true, message: "late" };
  const FOREIGN = {
    "a DOMException": new DOMException("late", "TimeoutError"),
    "an abort": AbortSignal.abort().reason,
    "an error of another library": Object.assign(new Error("no"), {
      code: "not_found",
      status: 404,
    }),
    "a code without a name": { code: "TIMEOUT", retryable: true },
    "a name without a code": { name: "TimeoutError", retryable: true },
    "a code of another class": { ...good, code: "NOT_FOUND" },
    "a class that there is not": { ...good, name: "QuotaError", code: "QUOTA" },
    "a class without a rule for retries": { name: "TimeoutError", code: "TIMEOUT" },
    "the name of every object's method": {
      name: "toStringError",
      code: "TO_STRING",
      retryable: true,
    },
    "a double that has everything": throwing({ has: () => true, get: (target) => target }),
    "a double that throws": throwing({
      has: () => true,
      get: () => {
        throw new Error("trap");
      },
    }),
    "a revoked Proxy": revoked,
    "a text": "TimeoutError",
    null: null,
    undefined: undefined,
  };
  for (const [what, value] of Object.entries(FOREIGN)) {
    test(`${what} is not an error of threadline`, () => {
      assert.equal(threadline.isThreadlineError(value), false);
      for (const name of Object.keys(CLASSES)) {
        assert.equal(threadline[`is${name}`](value), false, name);
      }
      assert.equal(threadline.errorFrom(value), undefined);
    });
  }

  test("fields of another kind are left out, and an invalid time", () => {
    const odd = { status: "429", attempts: null, retryAt: "soon", path: 5, extra: 1, cause: 7 };
    const error = threadline.errorFrom({ ...good, ...odd });
    assert.deepEqual({ ...error }, { code: "TIMEOUT", retryable: true });
    assert.equal(error.cause, 7);
  });
});

describe("attempts says how often the request was sent:", () => {
  const tokens = (...made) => {
    let count = 0;
    return () => made[count++ % made.length]();
  };
  const good = () => "t";
  const bad = () => {
    throw new Error("no token");
  };
  for (const [what, expected, options, call = {}, answers = [() => json([])]] of [
    ["an option of the call is rejected", 0, {}, { timeoutMs: -1 }],
    ["token() fails before anything is sent", 0, { apiKey: undefined, token: bad }],
    ["token() hangs", 0, { apiKey: undefined, token: never, timeoutMs: 20 }],
    [
      "a retry has the token of the first attempt",
      2,
      { apiKey: undefined, token: tokens(good, good, bad), maxRetries: 1 },
      {},
      [() => new Response(null, { status: 503, headers: { "retry-after-ms": "0" } })],
    ],
    [
      "token() fails after a 401",
      1,
      { apiKey: undefined, token: tokens(good, bad) },
      {},
      [() => new Response(null, { status: 401 })],
    ],
    ["fetch did not resolve with a Response", 1, {}, {}, [() => ({})]],
    [
      "fetch did not resolve with a Response, with raw",
      1,
      {},
      { raw: true },
      [() => ({ status: 200 })],
    ],
    ["the response is malformed", 1, {}, {}, [() => new Response("<p>")]],
    [
      "it is sent three times",
      3,
      { maxRetries: 2 },
      {},
      [() => new Response(null, { status: 503, headers: { "retry-after-ms": "0" } })],
    ],
  ]) {
    each(`${expected} when ${what}`, async ({ recorder, list }) => {
      const { api, sent } = recorder(answers[0], { ...options, token: options.token });
      const error = await rejection(list(api, call));
      assert.ok(threadline.isThreadlineError(error), error);
      assert.equal(error.attempts, expected);
      assert.equal(error.operation, "listConversations");
      assert.equal(sent.length, expected);
    });
  }

  each("0 when the input is rejected", async ({ client, get }) => {
    const error = await rejection(get(client(never), { toJSON: () => ({}) }));
    assert.deepEqual([error.code, error.attempts], ["INVALID_ARGUMENT", 0]);
    const cyclic = [];
    cyclic.push(cyclic);
    assert.equal((await rejection(get(client(never), cyclic))).attempts, 0);
  });
});

describe("what the service says", () => {
  for (const [body, words] of [
    ['{"message":"no such inbox"}', /no such inbox/],
    ['{"error":"bad_data"}', /bad_data/],
    ['{"detail":"inbox_id is missing"}', /inbox_id is missing/],
    ['{"status":400,"error":"Bad Request","message":"chatId is unknown"}', /chatId is unknown/],
    ["null", /rejected the request$/],
    ['"nope"', /nope/],
    ["<html><body>Bad gateway", /rejected the request/],
    ["", /rejected the request$/],
    ["\ud800", /rejected the request/],
    ["[[[[", /rejected the request/],
  ]) {
    each(`is in the message: ${body || "nothing"}`, async (service) => {
      const error = await failed(400, body, service);
      assert.ok(error instanceof threadline.InvalidRequestError, error);
      assert.match(error.message, words);
    });
  }

  test("has its control characters escaped", async () => {
    const error = await failed(400, JSON.stringify({ message: "a\u001b[31m\r\nb" }));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are looked for
    assert.doesNotMatch(error.message + error.body, /[\0-\x1f]/);
  });

  test("is cut", async () => {
    const error = await failed(400, JSON.stringify({ message: "x".repeat(100_000) }));
    assert.ok(error.message.length < 1_000);
    assert.ok(error.body.length < 1_000);
  });
});

describe("an error shows", () => {
  test("its details in console and JSON, but not the body", async () => {
    const error = await failed(400, '{"message":"no","text":"a private text"}');
    assert.match(error.body, /a private text/);
    for (const rendering of [inspect(error), JSON.stringify(error), `${error}`, error.stack]) {
      assert.doesNotMatch(rendering, /a private text/);
    }
    assert.match(inspect(error), /req-9/);
    assert.deepEqual(JSON.parse(JSON.stringify(error)), {
      name: "InvalidRequestError",
      code: "INVALID_REQUEST",
      message: error.message,
      retryable: false,
      operation: "listConversations",
      status: 400,
      requestId: "req-9",
      attempts: 1,
    });
  });

  each("in its stack the line of the caller", async ({ client, list }) => {
    const callerOfTheOperation = async () => {
      await list(client(async () => json({}, { status: 403 })));
    };
    const error = await rejection(callerOfTheOperation());
    assert.match(error.stack, /callerOfTheOperation.*errors\.test/);
  });
});

describe("another copy of the package", async () => {
  const folder = await mkdtemp(join(tmpdir(), "threadline-"));
  await cp(process.env.THREADLINE_PACKAGE, folder, { recursive: true });
  const other = await import(pathToFileURL(join(folder, "dist/index.js")));
  after(() => rm(folder, { recursive: true }));

  test("has its own classes, and guards that know ours", () => {
    const ours = new threadline.NotFoundError("words");
    assert.equal(ours instanceof other.NotFoundError, false);
    assert.equal(other.isNotFoundError(ours), true);
    assert.equal(other.isThreadlineError(ours), true);
    assert.equal(other.isServerError(ours), false);
  });

  test("works beside ours", async () => {
    const options = { apiKey: "other", fetch: async () => json(2) };
    const [mine, theirs] = await Promise.all([
      client(async () => json(1)).countConversations(),
      new other.Heymarket(options).countConversations(),
    ]);
    assert.deepEqual([mine, theirs], [1, 2]);
  });
});
