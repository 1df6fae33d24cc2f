// What the tests of the transport have in common: every operation, services by script, and time.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { Heymarket, Qlara } from "threadline";
import { asRequest, json, KEY, LIST, wire } from "../support/doubles.mjs";

const ACTION = { inboxId: 1, userId: 2, target: "15555550101" };
/** A message. */
export const MESSAGE = "See you at the harbour at nine";

const LATER = {
  inboxId: 1,
  executeAt: "2099-01-01T00:00:00Z",
  content: { text: MESSAGE },
  conversationId: 2,
};
const EMAIL = { inbox: 1, creatorId: 2, convoId: 3, rawText: MESSAGE };
const CALLBACK = { callbackUrl: "https://example.com/hooks" };
const ok = () => json("ok");
const empty = () => new Response(null, { status: 204 });
const page = () => json([]);

const operations = (Client, list) =>
  list.map(([name, input, good, reads = false]) => ({
    Client,
    name,
    reads,
    good,
    title: `${Client.name} ${name}`,
    make: (api, options) => api[name](input, options),
  }));

/** Every operation that may be repeated, with a reply that is good. */
export const REPEATABLE = [
  ...operations(Heymarket, [
    ["listConversations", LIST, page, true],
    ["countConversations", {}, () => json(3), true],
    ["getConversation", { id: 1 }, () => json(wire(1)), true],
    ["openConversation", ACTION, ok],
    ["closeConversation", ACTION, ok],
    ["markRead", ACTION, ok],
    ["markUnread", ACTION, ok],
    ["reassignConversation", { ...ACTION, reassignId: 3 }, ok],
    // The service drops what it knows by its localId.
    ["sendEmail", { ...EMAIL, localId: "a-1" }, () => json({ id: 1 })],
    ["getScheduledMessage", { id: 1 }, () => json({ id: 1 }), true],
    ["updateScheduledMessage", { id: 1, ...LATER }, () => json({ id: 1 })],
    ["deleteScheduledMessage", { id: 1 }, empty],
    ["listMessages", { phoneNumber: "15555550101", inboxId: 1 }, page, true],
    ["listTeamMessages", {}, page, true],
    ["countTeamMessages", {}, () => json("3"), true],
    ["listInboxes", {}, page, true],
    ["getTeam", {}, () => json({ id: 1 }), true],
  ]),
  ...operations(Qlara, [
    ["listConversations", {}, page, true],
    ["getConversation", { chatId: 1 }, () => json({ chatId: 1 }), true],
    ["listMessages", { chatId: 1 }, page, true],
    ["listAssignableUsers", {}, page, true],
    ["markRead", { chatId: 1 }, empty],
    ["archiveConversation", { chatId: 1 }, empty],
    ["unarchiveConversation", { chatId: 1 }, empty],
    ["assignConversation", { chatId: 1, userId: 2 }, empty],
    ["unassignConversation", { chatId: 1 }, empty],
    ["getCallback", {}, () => json({ callbackUrl: CALLBACK.callbackUrl }), true],
    ["updateCallback", CALLBACK, empty],
    ["deleteCallback", {}, empty],
  ]),
];

/** A read and a change of each service. */
export const SAMPLES = REPEATABLE.filter(({ name }) =>
  ["listConversations", "markRead"].includes(name),
);

/** How to send it. */
export const reply = (api, options) => api.reply({ chatId: 1, message: MESSAGE }, options);

/** The operations that must never happen twice. */
export const ONCE = [
  ...operations(Heymarket, [
    ["transferConversation", { conversationId: 1, transferInboxId: 2 }, ok],
    ["sendMessage", { inboxId: 1, creatorId: 2, chatId: 3, text: MESSAGE }, () => json({ id: 1 })],
    ["sendEmail", EMAIL, () => json({ id: 1 })],
    ["scheduleMessage", LATER, () => json({ id: 1 })],
  ]),
  ...operations(Qlara, [
    ["reply", { chatId: 1, message: MESSAGE }, () => new Response(null, { status: 202 })],
    ["createCallback", CALLBACK, () => new Response(null, { status: 201 })],
  ]),
];

/**
 * A client whose fetch answers by a script, one entry a request, the last one for all further ones.
 * It keeps the requests and what observers were told; it has no rate limit of its own.
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

/** Answers for scripts. */
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
