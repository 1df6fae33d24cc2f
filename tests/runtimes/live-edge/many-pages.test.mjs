// A thousand pages: all of them receive an event, come back at once, and cost the services no more than one would.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { sleep } from "../support/doubles.mjs";
import { SEES_ALL, startEdge } from "./support/edge.mjs";
import { startLine } from "./support/line.mjs";
import { openPage } from "./support/page.mjs";
import { chatOf, messagePosted } from "./support/posted.mjs";

const PAGES = 1_000;

/** So many connect at once. */
const AT_ONCE = 100;

/** A hub that nobody calls sleeps after about ten seconds. */
const ASLEEP_MS = 13_000;

/** On a busy machine pages take longer to connect: then they may take so many times that. */
const BACK_WITHIN_MS = 10_000;
const BACK_WITHIN = 5;

let edge;
let line;
let pages = [];
let nextId = 1;

const times = (count, make) => Array.from({ length: count }, (_, at) => make(at));

/** Opens as many pages as there are `options`. */
const openAll = async (options, url = edge.origin) => {
  const opened = [];
  for (let at = 0; at < options.length; at += AT_ONCE) {
    const some = options.slice(at, at + AT_ONCE).map((one) => openPage(url, one));
    opened.push(...(await Promise.all(some)));
  }
  pages.push(...opened);
  for (const { greeting, closed } of opened)
    assert.ok(greeting, `${JSON.stringify(closed)} ${edge.logged().slice(-2000)}`);
  return opened;
};

/** A message is posted whole: two events, and nothing is read. */
const writes = async () => {
  const id = nextId++;
  const conversation = chatOf(900_000, { seconds: id });
  const body = messagePosted(edge.hooks.heymarket, id, `message ${id}`, conversation);
  const response = await edge.post("heymarket", body);
  assert.equal(response.status, 200);
  await response.arrayBuffer();
};

/** How many milliseconds until all of them have so many events. */
const until = async (all, count, since = performance.now()) => {
  await Promise.all(all.map((page) => page.until(({ events }) => events.length >= count)));
  return Math.round(performance.now() - since);
};

/** Reads of the services' conversations and messages since the last time. */
const reads = async () => Object.values(await edge.asked()).reduce((sum, one) => sum + one, 0);

before(async () => {
  edge = await startEdge({ keep: 500 });
  line = await startLine(edge.origin);
  for (let at = 0; at < PAGES; at++) {
    edge.sessions.set(userOf(at), { ...SEES_ALL, user: userOf(at) });
  }
});

afterEach(() => {
  for (const page of pages) page.close();
  pages = [];
});

after(async () => {
  await line.stop();
  await edge.stop();
});

/** Each page calls as a user of its own. */
const userOf = (at) => `user-${at}`;

describe("a thousand pages", () => {
  test("all receive an event, also one for which the hub has to wake", async (t) => {
    const all = await openAll(times(PAGES, () => ({})));
    let began = performance.now();
    await writes();
    const awake = await until(all, 2, began);
    let events = 2;
    let asleep;
    // An alarm may have woken it just before.
    for (let attempt = 0; asleep === undefined && attempt < 4; attempt++) {
      await sleep(ASLEEP_MS);
      const made = await edge.door("made");
      began = performance.now();
      await writes();
      events += 2;
      const took = await until(all, events, began);
      if ((await edge.door("made")) === made + 1) asleep = took;
    }
    assert.notEqual(asleep, undefined, "the hub never slept");
    for (const { gaps, closed } of all) assert.deepEqual([gaps, closed], [0, undefined]);
    t.diagnostic(`${PAGES} pages: ${awake} ms; ${asleep} ms after it had slept`);
  });

  test("that are cut at once and have missed 200 events come back complete, and nothing is read", async (t) => {
    const start = performance.now();
    const all = await openAll(
      times(PAGES, () => ({})),
      line.url,
    );
    const connecting = Math.round(performance.now() - start);
    await edge.asked();
    assert.equal(line.cut(), PAGES);
    await Promise.all(all.map((page) => page.until(({ closed }) => closed)));
    for (let count = 0; count < 100; count++) await writes();
    const began = performance.now();
    const again = await openAll(all.map((resume) => ({ resume })));
    const took = await until(again, 200, began);
    assert.ok(took < Math.max(BACK_WITHIN_MS, BACK_WITHIN * connecting), `${took} ms`);
    const [first] = again;
    for (const { greeting, events, gaps } of again) {
      assert.deepEqual([greeting.resumed, events.length, gaps], [true, 200, 0]);
      assert.deepEqual(events, first.events);
    }
    assert.deepEqual(await edge.asked(), {});
    const { length } = first.frames;
    t.diagnostic(
      `connected in ${connecting} ms; complete again in ${took} ms, ${length} frames each`,
    );
  });

  test("that are reset read one list, which the services are asked for no more than once a second", async (t) => {
    const all = await openAll(times(PAGES, () => ({ resume: { epoch: "another", seq: 1 } })));
    for (const { greeting } of all) assert.equal(greeting.resumed, false);
    await edge.asked();
    const began = performance.now();
    const list = async (_page, at) => {
      const response = await edge.ask("/heymarket/v1/conversations", {
        token: userOf(at),
        method: "POST",
        body: JSON.stringify({ filters: { inboxes: [2222] } }),
      });
      assert.equal(response.status, 200);
      return (await response.json()).length;
    };
    const lengths = new Set(await Promise.all(all.map(list)));
    const took = Math.round(performance.now() - began);
    assert.equal(lengths.size, 1);
    const asked = await reads();
    // The first list holds for a second.
    assert.ok(asked <= Math.max(2, Math.ceil(took / 1_000)), `${asked} in ${took} ms`);
    t.diagnostic(`${asked} upstream for ${PAGES} lists in ${took} ms`);
  });
});

describe("a hundred pages that show one conversation", () => {
  const CHAT = 610_018;
  const MESSAGES = 20;

  test("read each message once for all of them", async (t) => {
    const all = await openAll(times(100, () => ({})));
    await edge.asked();
    let asked = 0;
    let most = 0;
    for (let message = 1; message <= MESSAGES; message++) {
      const began = performance.now();
      const shown = all.map(async (page, at) => {
        await page.until((one) => one.of("message").length === message);
        const [{ id }] = page
          .of("message")
          .slice(-1)
          .map((event) => event.message);
        const response = await edge.ask(
          "/heymarket/v1/messages?phoneNumber=15555550118&inboxID=2222",
          { token: userOf(at) },
        );
        assert.equal(response.status, 200);
        const listed = await response.json();
        assert.ok(
          listed.some((one) => one.id === id),
          `message ${id} is not listed`,
        );
      });
      await edge.write("heymarket", { conversation: CHAT, text: `message ${message}` });
      await Promise.all(shown);
      asked += await reads();
      // Equal reads within a second are one.
      most += Math.ceil((performance.now() - began) / 1_000);
    }
    assert.ok(asked <= most, `${asked} for ${MESSAGES} messages, of at most ${most}`);
    t.diagnostic(`${asked} upstream for ${MESSAGES} messages on 100 pages; at most ${most}`);
  });
});
