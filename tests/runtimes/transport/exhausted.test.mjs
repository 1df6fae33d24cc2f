// Memory that is used up: a typed error for the call that needed too much, and later calls work.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { isInternalError, isReplyTooLargeError, isThreadlineError } from "threadline";
import { asRequest, json, KEY, LIST, rejection, sleep, wire } from "../support/doubles.mjs";
import { withMemory } from "../support/small-memory.mjs";

const MB = 2 ** 20;
const require = createRequire(import.meta.url);

let copies = 0;

/** A copy of the package of its own, whose module has so much memory at most. */
const small = async (most) => {
  const slim = require.resolve("threadline/slim");
  const copy = await import(`${pathToFileURL(slim)}?exhausted=${++copies}`);
  const module = await readFile(join(process.env.THREADLINE_PACKAGE, "dist/threadline.wasm"));
  await copy.init({ module: withMemory(module, most) });
  return copy;
};

/** A page with one conversation, whose text makes it so long; it comes in pieces. */
const large = (bytes) => {
  const text = JSON.stringify([wire(1, { last_msg: "x".repeat(bytes) })]);
  const whole = Buffer.from(text);
  return () => {
    let at = 0;
    const pull = async (stream) => {
      await sleep(0);
      if (at >= whole.length) return stream.close();
      stream.enqueue(whole.subarray(at, at + MB));
      at += MB;
    };
    return new Response(new ReadableStream({ pull }));
  };
};

const OPTIONS = { apiKey: KEY, rateLimit: false, maxRetries: 0, coalesce: false };

describe("memory that is used up (bad input, line 15):", () => {
  let bounded;
  let answer;
  const make = (Client) =>
    new Client({ ...OPTIONS, fetch: asRequest(async (request) => answer(request)) });
  const works = async () => {
    answer = () => json([wire(7)]);
    assert.equal((await make(bounded.Heymarket).listConversations(LIST))[0].id, 7);
  };
  before(async () => {
    bounded = await small(48 * MB);
  });

  test("by a response that does not fit: its own call fails, and no other", async () => {
    const api = make(bounded.Heymarket);
    for (let round = 0; round < 5; round++) {
      let release;
      const released = new Promise((resolve) => {
        release = resolve;
      });
      answer = () => released.then(() => json([wire(3)]));
      const other = api.listConversations(LIST);
      await sleep(1);
      answer = large(60 * MB);
      const options = { ...OPTIONS, maxReplyBytes: 64 * MB, fetch: async () => answer() };
      const error = await rejection(new bounded.Heymarket(options).listConversations(LIST));
      assert.ok(isReplyTooLargeError(error), error);
      assert.match(error.message, /memory/);
      release();
      assert.equal((await other)[0].id, 3);
      await works();
    }
  });

  test("by many responses at once: each fits, since they are read one after the other", async () => {
    const size = 6 * MB;
    for (let round = 0; round < 3; round++) {
      answer = large(size);
      const api = make(bounded.Heymarket);
      const lengths = await Promise.all(
        Array.from(
          { length: 20 },
          async () => (await api.listConversations(LIST))[0].lastMsg.length,
        ),
      );
      assert.deepEqual(lengths, Array(20).fill(size));
      await works();
    }
  });

  test("by one large response after the other: memory is reused", async () => {
    const api = make(bounded.Heymarket);
    for (let round = 0; round < 20; round++) {
      answer = large(8 * MB);
      assert.equal((await api.listConversations(LIST))[0].lastMsg.length, 8 * MB);
    }
  });

  test("by an input: an InternalError, nothing sent, and the process lives", async () => {
    let sent = 0;
    answer = () => {
      sent++;
      return new Response(null, { status: 202 });
    };
    const api = make(bounded.Qlara);
    for (let round = 0; round < 3; round++) {
      const error = await rejection(api.reply({ chatId: 1, message: "x".repeat(60 * MB) }));
      assert.ok(isThreadlineError(error), error);
      assert.deepEqual([error.operation, error.attempts, sent], ["reply", 0, round]);
      await api.reply({ chatId: 1, message: "Ciao" });
      assert.equal(sent, round + 1);
    }
  });

  test("in the middle of the module's work: the cause says where", async () => {
    const api = make(bounded.Qlara);
    const error = await rejection(api.reply({ chatId: 1, message: "x".repeat(18 * MB) }));
    assert.ok(isInternalError(error), error);
    assert.match(error.cause.message, /^panicked at \S+\.rs:\d+: /);
    assert.ok(error.cause.cause instanceof WebAssembly.RuntimeError, error.cause);
  });
});
