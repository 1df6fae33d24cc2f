// Doubles of `fetch`: tests of the client alone need no server.

import assert from "node:assert/strict";
import { Heymarket } from "threadline";

export const KEY = "key-4f1d9a7c";

/** A conversation as Heymarket writes it. */
export const wire = (id, members = {}) => ({
  id,
  channel: "sms",
  status: "open",
  inbox: { id: 2222, name: "Support" },
  target: "15555550101",
  updated: `2026-03-01T10:00:00.${String(999_999 - id).padStart(6, "0")}Z`,
  read: false,
  ...members,
});

export const json = (value, init) =>
  new Response(JSON.stringify(value), {
    headers: { "content-type": "application/json", "x-request-id": "req-1" },
    ...init,
  });

/** A fetch from a handler of a Request. */
export const asRequest = (answer) => (url, init) => answer(new Request(url, init));

// One attempt per call: retries and the rate limit have tests of their own.
const SINGLE = { apiKey: KEY, maxRetries: 0, rateLimit: false };

export const doublesOf = (Client) => {
  const client = (fetch, options) => new Client({ ...SINGLE, fetch, ...options });

  /** A client of a server on this machine. */
  const connect = (baseUrl, options) => new Client({ ...SINGLE, baseUrl, ...options });

  /** A client whose fetch responds with `answer(request, count)`, and records what was sent. */
  const recorder = (answer, options) => {
    const sent = [];
    const api = client(
      asRequest(async (request) => {
        sent.push({
          url: request.url,
          method: request.method,
          headers: Object.fromEntries(request.headers),
          body: await request.text(),
        });
        return answer(request, sent.length);
      }),
      options,
    );
    return { api, sent };
  };
  return { client, connect, recorder };
};

export const { client, recorder } = doublesOf(Heymarket);

/** That a cause says what was thrown, and is not the thing itself, which may hold the request. */
export const isCopy = (cause, thrown) => {
  const words = ({ name, message, code }) => ({ name, message, code });
  assert.deepEqual(words(cause), words(thrown));
  assert.notEqual(cause, thrown);
  if (thrown.cause instanceof Error) isCopy(cause.cause, thrown.cause);
};

/** A fetch that never settles and ignores its signal. */
export const never = () => new Promise(() => {});

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A promise and the function that resolves it. */
export const later = () => {
  const parts = {};
  parts.promise = new Promise((resolve) => Object.assign(parts, { resolve }));
  return parts;
};

/** What a promise rejects with; that it does not is a failure. */
export const rejection = (promise) =>
  promise.then(
    (value) => {
      throw new Error(`resolved with ${JSON.stringify(value)}`);
    },
    (error) => error,
  );

export const LIST = { id: 1111, filters: { inboxes: [2222] } };
