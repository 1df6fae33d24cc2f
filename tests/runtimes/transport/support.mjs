// What the tests of the transport have in common: every operation, services by script, and time.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { Qlara } from "threadline";
import { asRequest, json, KEY } from "../support/doubles.mjs";
import { OPERATIONS, sampleOf } from "../support/samples.mjs";

/** A message. */
export const MESSAGE = sampleOf(Qlara, "reply").input.message;

/** How to send it. */
export const reply = (api, options) => api.reply({ chatId: 1, message: MESSAGE }, options);

const goodResponse = ({ status, body }) =>
  body === undefined ? new Response(null, { status }) : json(body, { status });

/** Each operation, and a second time with an input that changes how it may be retried. */
const CALLS = OPERATIONS.flatMap((sample) => {
  const { Client, name, title, response, variants = [] } = sample;
  const other = variants.find(({ repeat = sample.repeat }) => repeat !== sample.repeat);
  const calls = other ? [sample, other] : [sample];
  return calls.map(({ input, repeat }) => ({
    Client,
    name,
    title,
    repeat,
    reads: repeat === "read",
    good: () => goodResponse(response),
    make: (api, options) => api[name](input, options),
  }));
});

/** Every operation that may be retried, with a valid response. */
export const REPEATABLE = CALLS.filter(({ repeat }) => repeat !== "once");

/** A read and a change of each service. */
export const SAMPLES = REPEATABLE.filter(({ name }) =>
  ["listConversations", "markRead"].includes(name),
);

/** The operations that must never happen twice. */
export const ONCE = CALLS.filter(({ repeat }) => repeat === "once");

/**
 * A client whose fetch responds by a script, one entry per request, the last one for all further ones.
 * It keeps the requests and what observers received; it has no rate limit of its own.
 */
export const scripted = (Client, script, options) => {
  const seen = { sent: [], requests: [], responses: [], retries: [] };
  const fetch = asRequest(async (request) => {
    const answer = script[Math.min(seen.sent.length, script.length - 1)];
    const { url, method, headers } = request;
    const sending = { url, method, headers: Object.fromEntries(headers) };
    seen.sent.push(sending);
    sending.body = await request.clone().text();
    return answer(request);
  });
  const api = new Client({
    ...(options?.token ? {} : { apiKey: KEY }),
    rateLimit: false,
    fetch,
    onRequest: (event) => seen.requests.push(event),
    onResponse: (event) => seen.responses.push(event),
    onRetry: (event) => seen.retries.push(event),
    ...options,
  });
  return { api, ...seen };
};

/** Responses for scripts. */
export const status = (code, headers, body) => () =>
  code === 0 ? Response.error() : new Response(body ?? null, { status: code, headers });
export const broken = (error = new TypeError("fetch failed")) =>
  Object.assign(() => Promise.reject(error), { error });
export const cutOff =
  (head = "[", init) =>
  () => {
    let pieces = [head];
    return new Response(
      new ReadableStream({
        pull(controller) {
          const piece = pieces.shift();
          if (piece) controller.enqueue(new TextEncoder().encode(piece));
          else controller.error(new TypeError("terminated"));
          pieces = [];
        },
      }),
      init,
    );
  };

/** A server on a free port that keeps what arrives whole: `{ method, url, headers, body }`. */
export const service = async (handler) => {
  const arrived = [];
  let closed = 0;
  const server = createServer(async (request, response) => {
    response.on("close", () => {
      if (!response.writableEnded) closed++;
    });
    let body = "";
    try {
      for await (const piece of request) body += piece;
    } catch {
      return;
    }
    const { method, url, headers } = request;
    arrived.push({ method, url, headers, body });
    handler?.(request, response, arrived.length);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    arrived,
    server,
    url: `http://127.0.0.1:${server.address().port}`,
    /** Connections that the client gave up. */
    get closed() {
      return closed;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** What a promise rejects with, and after how many milliseconds. */
export const timed = async (promise) => {
  const start = performance.now();
  const error = await promise.then(
    (value) => assert.fail(`resolved with ${JSON.stringify(value)}`),
    (error) => error,
  );
  return { error, took: performance.now() - start };
};

/** Waits until something holds; that it never does is a failure. */
export const until = async (holds, what = "what was awaited did not come") => {
  for (let tries = 0; tries < 2_000; tries++) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail(what);
};
