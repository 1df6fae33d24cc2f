// What grows with the input grows no faster than it: by steps that can be counted, not by time. What the module does
// cannot be counted so: `cargo xtask bench --growth` measures it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Heymarket, Qlara } from "threadline";
import { KEY, rejection } from "../support/doubles.mjs";
import { stepsOf } from "../support/steps.mjs";

const SIZE = 250;
// Four times the input; what is quadratic takes sixteen times as many steps.
const TIMES = 4;
const MOST = 5;

const bytesOf = (value) => new TextEncoder().encode(JSON.stringify(value));
const SETTINGS = { apiKey: KEY, maxRetries: 0, rateLimit: false };
const FIRST = Date.UTC(2026, 0, 1);
const row = (i, at = i) => {
  const updated = new Date(FIRST - at * 1_000).toISOString();
  return { id: i + 1, updated, date: updated };
};
const rows = (count, make = row) => Array.from({ length: count }, (_, i) => make(i));

/** A response whose pieces are read without steps of their own. */
const respond = (...pieces) => {
  let at = 0;
  const read = async () =>
    at < pieces.length ? { done: false, value: pieces[at++] } : { done: true };
  return { status: 200, headers: { get: () => null }, body: { getReader: () => ({ read }) } };
};

/** To its end, or to the error that says what is missing. */
const walk = async (pages) => {
  try {
    while (!(await pages.next()).done);
  } catch (error) {
    assert.equal(error.code, "DECODE");
  }
};

const onePage = (Client, pages, body) => () => {
  let asked = 0;
  const fetch = async () => respond(asked++ ? bytesOf([]) : bytesOf(body));
  return () => walk(pages(new Client({ ...SETTINGS, fetch })));
};

/** Pages of ten: the next one begins at the cursor. */
const manyPages = (count) => {
  const fetch = async (_, { body }) => {
    const { date } = JSON.parse(body);
    const from = date ? (FIRST - Date.parse(date)) / 1_000 + 1 : 0;
    const first = Math.max(0, Math.ceil(from));
    return respond(bytesOf(rows(Math.min(10, count * 10 - first), (i) => row(first + i))));
  };
  return () => walk(conversations(new Heymarket({ ...SETTINGS, fetch })));
};

const conversations = (api) => api.conversations({ id: 1, filters: {} });
const newer = (api) => api.messages({ chatId: 1, direction: "newer" });

const joined = (options) => (count) => async () => {
  let go;
  const ready = new Promise((resolve) => {
    go = resolve;
  });
  const fetch = async () => {
    await ready;
    return respond(bytesOf(7));
  };
  const api = new Heymarket({ ...SETTINGS, fetch, coalesce: true });
  const calls = [];
  for (let i = 0; i < count; i++) calls.push(api.countConversations({}, options?.()));
  go();
  for (let i = 0; i < count; i++) await calls[i];
};

const waiting = (count) => async () => {
  const controller = new AbortController();
  const fetch = async () => respond(bytesOf(7));
  const api = new Heymarket({
    ...SETTINGS,
    fetch,
    rateLimit: { perMinute: 1 },
    coalesce: false,
  });
  await api.countConversations();
  const options = { signal: controller.signal, deadlineMs: 2 ** 31 - 1 };
  const calls = [];
  for (let i = 0; i < count; i++) calls.push(rejection(api.countConversations({}, options)));
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  for (let i = 0; i < count; i++) await calls[i];
};

const inPieces = (count) => () => {
  const body = bytesOf(rows(count));
  const pieces = [];
  for (let at = 0; at < body.length; at++) pieces.push(body.subarray(at, at + 1));
  const api = new Heymarket({ ...SETTINGS, fetch: async () => respond(...pieces) });
  return api.listTeamMessages({});
};

const CASES = {
  "one page of many messages": (count) =>
    onePage(
      Qlara,
      newer,
      rows(count, (i) => ({ id: i + 1 })),
    )(),
  "one page of many conversations": (count) => onePage(Heymarket, conversations, rows(count))(),
  "one page of conversations of the same time": (count) =>
    onePage(
      Heymarket,
      conversations,
      rows(count, (i) => row(i, 0)),
    )(),
  "one page of conversations in no order": (count) =>
    onePage(
      Heymarket,
      conversations,
      rows(count, (i) => row(i, (i * 7_919) % 10_007)),
    )(),
  "many pages of conversations": (count) => manyPages(count),
  "joined reads": joined(),
  "joined reads with a signal each": joined(() => ({ signal: new AbortController().signal })),
  "calls that wait for their turn": waiting,
  "a body in many pieces": inPieces,
};

describe("four times as much takes about four times the steps (bad input, line 10):", () => {
  for (const [name, prepare] of Object.entries(CASES)) {
    test(name, async () => {
      // The first call loads the module.
      await prepare(2)();
      const few = await stepsOf(prepare(SIZE));
      const many = await stepsOf(prepare(TIMES * SIZE));
      assert.ok(many <= MOST * few, `${few} steps for ${SIZE}, ${many} for ${TIMES * SIZE}`);
    });
  }
});
