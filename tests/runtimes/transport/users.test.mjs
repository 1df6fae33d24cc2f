// Reads that are joined in a page are those of one user: somebody else may have signed in meanwhile.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Heymarket } from "threadline";
import { json, rejection, sleep, wire } from "../support/doubles.mjs";
import { inPage } from "../support/in-page.mjs";

const OPTIONS = { baseUrl: "https://inbox.example.com", coalesce: true };

/** A page's client, whose endpoint gives everyone what is theirs, after a while. */
const page = (session) => {
  const sent = [];
  const fetch = async (_url, { headers }) => {
    const { authorization } = headers;
    sent.push(authorization);
    await sleep(30);
    return json(wire(authorization === "Bearer alice" ? 1 : 2));
  };
  const heymarket = new Heymarket({ ...OPTIONS, token: async () => session.user, fetch });
  return { get: (options) => heymarket.getConversation({ id: 7 }, options), sent };
};

test("who signs in while a read of somebody else's is under way gets their own", async () => {
  const session = { user: "alice" };
  const { get, sent } = page(session);
  const [first, joined] = [get(), get()];
  while (!sent.length) await sleep(1);
  session.user = "bob";
  const second = get();
  assert.deepEqual([(await first).id, (await joined).id, (await second).id], [1, 1, 2]);
  assert.deepEqual(sent, ["Bearer alice", "Bearer bob"]);
});

test("who signs in while a token is made for somebody else is not given it", async () => {
  const session = { user: "alice" };
  const sent = [];
  const fetch = async (_url, { headers }) => {
    sent.push(headers.authorization);
    return json(wire(7));
  };
  const token = async () => {
    const { user } = session;
    await sleep(30);
    return user;
  };
  const heymarket = inPage(() => new Heymarket({ ...OPTIONS, token, fetch }));
  const reading = heymarket.getConversation({ id: 7 });
  await sleep(10);
  session.user = "bob";
  const message = { inboxId: 1, creatorId: 2, chatId: 3, text: "Hello" };
  await Promise.all([reading, heymarket.sendMessage(message)]);
  assert.deepEqual(sent.sort(), ["Bearer alice", "Bearer bob"]);
});

test("coalesced reads each have their own time, however late the first one's token was", async () => {
  let late = 150;
  const heymarket = new Heymarket({
    ...OPTIONS,
    token: async () => {
      await sleep(late);
      late = 0;
      return "alice";
    },
    fetch: async () => (await sleep(120)) ?? json(wire(7)),
  });
  const first = heymarket.getConversation({ id: 7 }, { deadlineMs: 290 }).catch(({ code }) => code);
  await sleep(170);
  const second = await heymarket.getConversation({ id: 7 }, { deadlineMs: 290 });
  assert.equal(second.id, 7);
  await first;
});

test("a token() that never comes ends the call in time, and an abort at once", async () => {
  const heymarket = new Heymarket({ ...OPTIONS, token: () => new Promise(() => {}) });
  const get = (options) => rejection(heymarket.getConversation({ id: 7 }, options));
  const late = await get({ timeoutMs: 20 });
  assert.deepEqual([late.code, late.attempts], ["TIMEOUT", 0]);
  const controller = new AbortController();
  const aborted = get({ signal: controller.signal });
  controller.abort("enough");
  assert.equal(await aborted, "enough");
});
