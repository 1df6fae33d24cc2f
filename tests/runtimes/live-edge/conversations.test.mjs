// Conversations that have changed: read once for all pages, never older than what was shown, and in the end as the
// service has them.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { sleep } from "../support/doubles.mjs";
import { startEdge, until } from "./support/edge.mjs";
import { chatOf, chatPosted, messagePosted } from "./support/posted.mjs";
import { startUpstream } from "./support/upstream.mjs";

const APART_MS = 300;

/** Clocks of two processes: so much less may be seen between two reads. */
const SLACK_MS = 20;

const AT_ONCE = 6;

const SUPPORT = { id: 2222, name: "Support" };
const SALES = { id: 2223, name: "Sales" };

let upstream;
let edge;
let page;
let pages = [];
let nextChat = 700_000;
let nextMessage = 1;

const open = async (options) => {
  const opened = await edge.open(options);
  pages.push(opened);
  return opened;
};

/** A conversation that no other test knows, at the service. */
const begins = (fields) => {
  const id = nextChat++;
  upstream.chats.set(id, chatOf(id, fields));
  return id;
};

const post = async (body) => {
  const response = await edge.post("heymarket", body);
  assert.equal(response.status, 200);
  return response.json();
};

/** A message is posted with as much of its conversation as `conversation` says. */
const message = (conversation, id = nextMessage++) =>
  messagePosted(edge.hooks.heymarket, id, `message ${id}`, conversation);

const posts = (conversation) => post(message(conversation));

/** The conversation's states that a page has received. */
const statesOf = (id, { events } = page) =>
  events
    .filter((event) => event.type === "conversation" && event.id === `${id}`)
    .map(({ conversation }) => conversation);

const messagesOf = (id) => page.of("message").filter((event) => event.id === `${id}`);

/** Nothing is left to read, and the page has received all. */
const settled = async () => {
  await until(async () => (await edge.door("unread")) === 0);
  const { seq } = await edge.door("stats");
  await page.until(({ seq: now }) => now >= seq);
};

const gate = () => {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

before(async () => {
  upstream = await startUpstream();
  const limits = { heymarket: { rateLimit: false } };
  edge = await startEdge({ upstream: upstream.url, limits, keep: 100_000 });
});

beforeEach(async () => {
  Object.assign(upstream, { reads: [], most: 0, takes: () => [0, 0], fails: () => undefined });
  page = await open();
});

afterEach(async () => {
  for (const one of pages) one.close();
  pages = [];
  await until(async () => (await edge.door("unread")) === 0);
});

after(async () => {
  await edge.stop();
  await upstream.stop();
});

describe("a conversation that is posted in part", () => {
  test("is read once, however many pages there are, and all of them receive it whole", async () => {
    const id = begins({ seconds: 1, status: "closed", last_msg: "Bye" });
    for (let count = 0; count < 9; count++) await open();
    await posts({ id });
    for (const one of pages) {
      await one.until(() => statesOf(id, one).length === 1);
      const [state] = statesOf(id, one);
      assert.deepEqual([state.status, state.lastMsg, state.inbox.id], ["closed", "Bye", 2222]);
    }
    assert.equal(upstream.readsOf(id).length, 1);
  });

  test("wipes nothing: no page ever receives less than all of it", async () => {
    const id = begins({ seconds: 1, assigned: { id: 1112, name: "Jonas", email: null } });
    await posts({ id, status: "closed" });
    await posts({ id, updated: chatOf(id, { seconds: 1 }).updated, assigned: null });
    const { snooze_till, ...most } = chatOf(id, { seconds: 1, assigned: null });
    await posts(most);
    await settled();
    const states = statesOf(id);
    assert.ok(states.length > 0);
    for (const state of states) {
      assert.deepEqual(
        [state.status, state.assigned.id, state.target],
        ["open", 1112, `1555${id}`],
      );
    }
  });

  test("is shown as the service has it, also where it claims to be newer than that", async () => {
    const id = begins({ seconds: 1, last_msg: "of the service" });
    await posts({ id, updated: chatOf(id, { seconds: 60 }).updated });
    await page.until(() => statesOf(id).length === 1);
    assert.equal(statesOf(id)[0].lastMsg, "of the service");
  });

  test("is in its inbox for those who see only that one, although the post did not name it", async () => {
    edge.sessions.set("sales", { user: "bea", heymarket: { userId: 1113, inboxes: [2223] } });
    const sales = await open({ token: "sales" });
    const id = begins({ seconds: 1, inbox: SALES });
    await posts({ id });
    await sales.until(() => statesOf(id, sales).length === 1);
    await posts({ id });
    await sales.until((one) => one.of("message").length > 0);
  });
});

describe("a conversation that is posted whole", () => {
  test("needs no read where it is newer than what is known", async () => {
    const id = begins({ seconds: 3, last_msg: "third" });
    for (const seconds of [1, 2, 3])
      await posts(chatOf(id, { seconds, last_msg: `at ${seconds}` }));
    await settled();
    assert.deepEqual(
      statesOf(id).map(({ lastMsg }) => lastMsg),
      ["at 1", "at 2", "at 3"],
    );
    assert.equal(upstream.readsOf(id).length, 0);
  });

  test("takes nothing back where it is older: the service is asked", async () => {
    const id = begins({ seconds: 9, last_msg: "newest" });
    await posts(chatOf(id, { seconds: 5, last_msg: "newer" }));
    await posts(chatOf(id, { seconds: 2, last_msg: "older" }));
    await settled();
    const texts = statesOf(id).map(({ lastMsg }) => lastMsg);
    assert.deepEqual(texts, ["newer", "newest"]);
    assert.equal(messagesOf(id).length, 2);
    assert.equal(upstream.readsOf(id).length, 1);
  });

  test("takes nothing back where it is as old as what is known: the service is asked", async () => {
    const id = begins({ seconds: 5, read: true });
    await posts({ id });
    await page.until(() => statesOf(id).length === 1);
    // It was read after it was posted, which the service does not count as a change.
    await posts(chatOf(id, { seconds: 5, read: false }));
    await settled();
    assert.deepEqual(
      statesOf(id).map(({ read }) => read),
      [true, true],
    );
  });

  test("does not overtake a read that is under way", async () => {
    const id = begins({ seconds: 1, last_msg: "first" });
    const { open: go, opened } = gate();
    upstream.takes = () => [0, opened];
    await posts({ id });
    await upstream.arrived(1, id);
    upstream.change(id, chatOf(id, { seconds: 2, last_msg: "second" }));
    await posts(chatOf(id, { seconds: 2, last_msg: "second" }));
    go();
    await settled();
    const times = statesOf(id).map(({ updated }) => updated);
    assert.deepEqual(times, [...times].sort());
    assert.equal(statesOf(id).at(-1).lastMsg, "second");
  });
});

describe("a read", () => {
  test("is repeated once for all that happened while it was under way", async () => {
    const id = begins({ seconds: 1, last_msg: "before" });
    const { open: go, opened } = gate();
    upstream.takes = () => [0, opened];
    await posts({ id });
    await upstream.arrived(1, id);
    upstream.change(id, { last_msg: "meanwhile", updated: chatOf(id, { seconds: 2 }).updated });
    for (let count = 0; count < 10; count++) await posts({ id });
    go();
    await page.until(() => statesOf(id).at(-1)?.lastMsg === "meanwhile");
    await settled();
    assert.equal(upstream.readsOf(id).length, 2);
  });

  test("of one conversation begins at least 300 ms after the one before has ended", async () => {
    const id = begins({ seconds: 1 });
    for (let count = 0; count < 30; count++) {
      await posts({ id });
      await sleep(30);
    }
    await settled();
    const reads = upstream.readsOf(id);
    assert.ok(reads.length >= 2 && reads.length < 30, `${reads.length} reads`);
    for (const [at, read] of reads.slice(1).entries()) {
      const apart = read.at - reads[at].endedAt;
      assert.ok(apart > APART_MS - SLACK_MS, `${apart} ms`);
    }
  });

  test("is one of six at most, those first that have waited longest", async () => {
    const ids = Array.from({ length: 20 }, () => begins({ seconds: 1 }));
    const gates = new Map(ids.map((id) => [id, gate()]));
    upstream.takes = (id) => [0, gates.get(id).opened];
    for (const id of ids) await posts({ id });
    await upstream.arrived(AT_ONCE);
    for (const [at, id] of ids.entries()) {
      gates.get(id).open();
      await page.until(() => statesOf(id).length === 1);
      await upstream.arrived(Math.min(at + 1 + AT_ONCE, ids.length));
    }
    await settled();
    assert.deepEqual([upstream.most, upstream.reads.length], [AT_ONCE, 20]);
    assert.deepEqual(
      upstream.reads.map(({ id }) => id),
      ids,
    );
  });

  test("that fails is made again, and holds back no other conversation", async () => {
    const [id, other] = [begins({ seconds: 1 }), begins({ seconds: 1 })];
    let isFailing = true;
    upstream.fails = (asked) => (isFailing && asked === id ? 500 : undefined);
    await posts({ id });
    await upstream.arrived(1, id);
    await posts({ id: other });
    await page.until(() => statesOf(other).length === 1);
    // Longer than the client's own attempts take: what follows is the hub's.
    await until(() => /a conversation could not be read/.test(edge.logged()));
    assert.equal(statesOf(id).length, 0);
    isFailing = false;
    await page.until(() => statesOf(id).length === 1);
  });

  test("that finds nothing says that the conversation is gone", async () => {
    const id = begins({ seconds: 1 });
    await posts(chatOf(id, { seconds: 1 }));
    upstream.chats.delete(id);
    await posts({ id });
    await page.until((one) => one.of("gone").length === 1);
    assert.deepEqual(page.of("gone"), [{ type: "gone", service: "heymarket", id: `${id}` }]);
    assert.equal(upstream.readsOf(id).length, 1);
  });
});

describe("a conversation that has moved to another inbox", () => {
  beforeEach(() => {
    edge.sessions.set("support", { user: "ann", heymarket: { userId: 1111, inboxes: [2222] } });
    edge.sessions.set("sales", { user: "bea", heymarket: { userId: 1113, inboxes: [2223] } });
  });

  for (const [how, learn] of [
    ["a read", (id) => posts({ id })],
    ["what is posted", (id) => posts(upstream.chats.get(id))],
    ["a page's list", () => list("sales", [2223])],
  ]) {
    test(`is gone for those who saw it only there, once ${how} shows it`, async () => {
      const [support, sales] = [await open({ token: "support" }), await open({ token: "sales" })];
      const id = begins({ seconds: 1 });
      await posts(chatOf(id, { seconds: 1 }));
      await support.until(() => statesOf(id, support).length === 1);
      upstream.change(id, chatOf(id, { seconds: 2, inbox: SALES }));
      await learn(id);
      await support.until((one) => one.of("gone").length === 1);
      await sales.until(() => statesOf(id, sales).length > 0);
      assert.equal(support.of("gone")[0].id, `${id}`);
      await settled();
      // Of what came with the move, nothing is for those who saw only where it was.
      assert.equal(support.events.at(-1).type, "gone");
      assert.equal(statesOf(id, sales).at(-1).inbox.id, 2223);
      assert.deepEqual(sales.of("gone"), []);
    });
  }

  test("stays where it is now, whatever an older list says", async () => {
    const [support, sales] = [await open({ token: "support" }), await open({ token: "sales" })];
    const id = begins({ seconds: 1, inbox: SUPPORT });
    await posts(chatOf(id, { seconds: 2, inbox: SALES }));
    await sales.until(() => statesOf(id, sales).length === 1);
    // The service's list lags behind.
    await list("support", [2222]);
    upstream.change(id, chatOf(id, { seconds: 2, inbox: SALES }));
    await posts({ id });
    await sales.until((one) => one.of("message").length === 2);
    await settled();
    assert.deepEqual(support.events, []);
  });

  const list = async (token, inboxes) => {
    const response = await edge.ask("/heymarket/v1/conversations", {
      token,
      method: "POST",
      body: JSON.stringify({ filters: { inboxes } }),
    });
    assert.equal(response.status, 200);
    await response.arrayBuffer();
  };
});

describe("deliveries", () => {
  test("of one event, 20 at once, are one event", async () => {
    const id = begins({ seconds: 1 });
    const body = message({ id });
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body)));
    await settled();
    assert.equal(answers.filter(({ repeated }) => !repeated).length, 1);
    assert.equal(messagesOf(id).length, 1);
    assert.equal(upstream.readsOf(id).length, 1);
  });

  test("in any order leave the conversation as the service has it", async () => {
    const id = begins();
    const bodies = [];
    for (let seconds = 1; seconds <= 20; seconds++) {
      upstream.change(id, chatOf(id, { seconds, last_msg: `at ${seconds}` }));
      bodies.push(message({ ...upstream.chats.get(id) }));
    }
    await Promise.all(bodies.reverse().map(post));
    await settled();
    assert.equal(messagesOf(id).length, 20);
    const times = statesOf(id).map(({ updated }) => updated);
    assert.deepEqual(times, [...times].sort());
    assert.equal(statesOf(id).at(-1).lastMsg, "at 20");
  });

  test("that come 3 seconds late, when the state is another one, take nothing back", async () => {
    const id = begins({ seconds: 1, status: "open" });
    const late = [
      message({ ...upstream.chats.get(id) }),
      chatPosted(edge.hooks.heymarket, "chat_opened", { ...upstream.chats.get(id) }),
    ];
    upstream.change(id, chatOf(id, { seconds: 2, status: "closed" }));
    await post(chatPosted(edge.hooks.heymarket, "chat_closed", { ...upstream.chats.get(id) }));
    await page.until(() => statesOf(id).length === 1);
    await sleep(3_000);
    for (const body of late) assert.equal((await post(body)).repeated, false);
    await settled();
    assert.equal(messagesOf(id).length, 1);
    assert.deepEqual([...new Set(statesOf(id).map(({ status }) => status))], ["closed"]);
  });
});
