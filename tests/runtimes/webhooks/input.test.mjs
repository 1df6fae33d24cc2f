// What a webhook may be given as, how much of it is read, and for how long.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runInNewContext } from "node:vm";
import * as threadline from "threadline";
import { rejection } from "../support/doubles.mjs";
import {
  heymarketBody,
  request,
  serviceOf,
  TOKEN,
  URL_WITH_SECRET,
} from "./support/deliveries.mjs";

const SERVICES = serviceOf(threadline);
const bytes = (text) => new TextEncoder().encode(text);

const each = (name, body) => {
  for (const service of SERVICES) test(`${name} (${service.name})`, () => body(service));
};

/** A body that comes piece by piece as `pull` gives it, and whether it was cancelled. */
const stream = (pull) => {
  const state = { cancelled: false };
  state.body = new ReadableStream({
    pull,
    cancel() {
      state.cancelled = true;
    },
  });
  return state;
};

describe("a delivery may be", () => {
  for (const [name, wrap] of [
    ["a Request", (text) => request(text)],
    ["a Request whose body comes byte by byte", (text) => request(stream(drip(text)).body)],
    ["text", (text) => text],
    ["text with a byte order mark", (text) => `\ufeff${text}`],
    ["a Uint8Array", bytes],
    ["a part of a larger buffer", (text) => bytes(`xx${text}xx`).subarray(2, -2)],
    ["a Node Buffer", (text) => Buffer.from(text)],
    ["a DataView", (text) => new DataView(bytes(text).buffer)],
    ["an ArrayBuffer", (text) => bytes(text).buffer],
    ["a Uint8Array of another realm", (text) => realm(`new Uint8Array(given)`, [...bytes(text)])],
    [
      "an ArrayBuffer of another realm",
      (text) => realm(`new Uint8Array(given).buffer`, [...bytes(text)]),
    ],
    ["a request of another make", (text) => lookalike(text)],
  ]) {
    each(name, async ({ name: service, body, bare, secret, type }) => {
      const input = wrap(body());
      const url = service === "Qlara" && !input.url ? { url: URL_WITH_SECRET } : {};
      const event = await bare(input, { [secret]: TOKEN, ...url });
      assert.equal(event.type, type);
    });
  }

  each("changed by its owner later, and it doesn't matter", async ({ parse, body, type }) => {
    const given = bytes(body());
    const parsed = parse(given);
    given.fill(0);
    assert.equal((await parsed).type, type);
  });
});

const drip = (text) => {
  const rest = [...bytes(text)];
  return (controller) => {
    if (rest.length) controller.enqueue(Uint8Array.of(rest.shift()));
    else controller.close();
  };
};

const realm = (code, given) => runInNewContext(code, { given });

const lookalike = (text) => {
  const { body } = new Response(text);
  return Object.create(null, {
    url: { value: URL_WITH_SECRET },
    bodyUsed: { value: false },
    body: { value: { getReader: () => body.getReader() } },
  });
};

describe("an input that is not a delivery is rejected, with its path:", () => {
  for (const [name, input] of [
    ["nothing", undefined],
    ["null", null],
    ["a number", 7],
    ["the body as an object", JSON.parse(heymarketBody())],
    ["a request whose body was parsed", { url: URL_WITH_SECRET, body: { type: "x" } }],
  ]) {
    each(name, async ({ bare, secret, name: service }) => {
      const url = service === "Qlara" ? { url: URL_WITH_SECRET } : {};
      const error = await rejection(bare(input, { [secret]: TOKEN, ...url }));
      assert.ok(error instanceof threadline.InvalidArgumentError, error);
      assert.equal(error.path, "input");
    });
  }

  each("a body that was used", async ({ parse, body, operation }) => {
    const used = request(body());
    await used.text();
    const error = await rejection(parse(used));
    assert.ok(error instanceof threadline.InvalidArgumentError, error);
    assert.deepEqual([error.path, error.operation], ["input", operation]);
  });

  each("a body that somebody is reading", async ({ parse, body }) => {
    const locked = request(body());
    locked.body.getReader();
    const error = await rejection(parse(locked));
    assert.ok(error instanceof threadline.InvalidArgumentError, error);
    assert.equal(error.path, "input");
  });
});

describe("no more is read than maxBytes:", () => {
  const TEN = 10_000_000;

  each("10 MB in one piece", async ({ parse }) => {
    for (const input of ["x".repeat(TEN), new Uint8Array(TEN), new ArrayBuffer(TEN)]) {
      const error = await rejection(parse(input));
      assert.ok(error instanceof threadline.WebhookVerificationError, error);
    }
  });

  each("a body without an end, which is cancelled", async ({ parse }) => {
    let given = 0;
    const state = stream((controller) => {
      given += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    });
    const error = await rejection(parse(request(state.body)));
    assert.ok(threadline.isWebhookVerificationError(error), error);
    assert.equal(error.code, "WEBHOOK_VERIFICATION");
    assert.equal(error.retryable, false);
    assert.equal(state.cancelled, true);
    assert.ok(given <= 2 ** 20 + 3 * 65_536, String(given));
  });

  each("pieces without a byte, without end", async ({ parse }) => {
    const read = async () => ({ done: false, value: new Uint8Array() });
    const body = { getReader: () => ({ read, cancel: async () => {} }) };
    const input = { url: URL_WITH_SECRET, bodyUsed: false, body };
    const error = await rejection(parse(input, { maxBytes: 1000 }));
    assert.ok(error instanceof threadline.WebhookVerificationError, error);
  });

  each("just as many are read", async ({ parse, body, type }) => {
    const text = body();
    const { length } = bytes(text);
    for (const input of [text, bytes(text)]) {
      assert.equal((await parse(input, { maxBytes: length })).type, type);
      const error = await rejection(parse(input, { maxBytes: length - 1 }));
      assert.ok(error instanceof threadline.WebhookVerificationError, error);
    }
    assert.equal((await parse(request(text), { maxBytes: length })).type, type);
    await assert.rejects(parse(request(text), { maxBytes: length - 1 }));
  });
});

describe("no longer is read than timeoutMs:", () => {
  each("a body that stalls, which is cancelled", async ({ parse, body }) => {
    const state = stream((controller) => {
      if (!state.begun) controller.enqueue(bytes(body().slice(0, 9)));
      else return new Promise(() => {});
      state.begun = true;
    });
    const error = await rejection(parse(request(state.body), { timeoutMs: 30 }));
    assert.ok(error instanceof threadline.TimeoutError, error);
    assert.equal(state.cancelled, true);
  });

  each("a body that doesn't even mind being cancelled", async ({ parse }) => {
    const wait = () => new Promise(() => {});
    const body = { getReader: () => ({ read: wait, cancel: wait }) };
    const input = { url: URL_WITH_SECRET, bodyUsed: false, body };
    const error = await rejection(parse(input, { timeoutMs: 30 }));
    assert.ok(error instanceof threadline.TimeoutError, error);
  });
});

describe("a body that breaks off", () => {
  each("is a ConnectionError with its cause", async ({ parse }) => {
    const cause = Object.assign(new Error("reset"), { code: "ECONNRESET" });
    const state = stream((controller) => controller.error(cause));
    const error = await rejection(parse(request(state.body)));
    assert.ok(error instanceof threadline.ConnectionError, error);
    assert.equal(error.cause, cause);
  });

  each("or is not bytes is one, too", async ({ parse }) => {
    for (const value of ["text", undefined, null, 7, {}]) {
      const read = async () => ({ done: false, value });
      const body = { getReader: () => ({ read, cancel: () => Promise.reject(new Error("no")) }) };
      const error = await rejection(parse({ url: URL_WITH_SECRET, bodyUsed: false, body }));
      assert.ok(error instanceof threadline.ConnectionError, error);
    }
  });
});
