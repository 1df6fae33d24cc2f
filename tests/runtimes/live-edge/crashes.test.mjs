// What is lost when the hub or the whole runtime ends in the middle of its work: nothing that was accepted, and nothing
// that anybody has seen.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { sleep } from "../support/doubles.mjs";
import { startEdge, until } from "./support/edge.mjs";
import { follow } from "./support/follower.mjs";
import { openPage } from "./support/page.mjs";
import { chatOf, messagePosted } from "./support/posted.mjs";

const PAGES = 60;

/** Each is two events: the message and its conversation. Fewer, where so many take longer than that. */
const MESSAGES = 1_500;
const SEND_MS = 40_000;
const SENDERS = 6;

const CRASHES = ["end", "kill", "end", "kill", "end", "kill", "end"];

let edge;

const times = (count, make) => Array.from({ length: count }, (_, at) => make(at));

before(async () => {
  edge = await startEdge({ keep: 100_000 });
});

after(() => edge.stop());

/** Posts a message once. Its status; 0 where the runtime ended on the way. */
const attempt = async (id, text) => {
  const conversation = chatOf(900_000 + (id % SENDERS), { seconds: id, last_msg: text });
  const body = messagePosted(edge.hooks.heymarket, id, text, conversation);
  try {
    const response = await edge.post("heymarket", body);
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
};

/** Posts a message as a service does: again until it is accepted. How often that was. */
const send = async (id, text = `message ${id}`) => {
  for (let count = 1; ; count++) {
    if ((await attempt(id, text)) === 200) return count;
    await sleep(10 + Math.random() * 40);
  }
};

const messagesOf = ({ events }) =>
  events.filter(({ type }) => type === "message").map(({ message }) => message.id);

/** All that the log holds, as one reads it who has seen nothing. */
const wholeLog = async () => {
  const { epoch, seq } = await edge.door("stats");
  const reader = await openPage(edge.origin, { resume: { epoch, seq: 0 } });
  assert.equal(reader.greeting.resumed, true);
  await reader.until((page) => page.seq >= seq);
  reader.close();
  assert.equal(reader.gaps, 0);
  return reader.events;
};

/** Every page has received exactly what is in the log from its beginning on, once and in order. */
const assertSeen = async (pages) => {
  const log = await wholeLog();
  const text = JSON.stringify(log);
  for (const page of pages) {
    await page.until(({ events }) => events.length >= log.length, "all of the log");
    assert.ok(JSON.stringify(page.events) === text, "a page has seen something else");
    assert.deepEqual([page.resets, page.page.gaps], [0, 0]);
  }
  return log;
};

describe("the hub that ends 4 times and the runtime that is killed 3 times, while messages come", () => {
  test("lose no event, give none twice, and change no order", async (t) => {
    const pages = await Promise.all(times(PAGES, () => follow(() => edge.origin)));
    const accepted = [];
    let attempts = 0;
    let crashed = 0;
    const began = performance.now();
    const passed = (share) =>
      accepted.length >= share * MESSAGES || performance.now() - began >= share * SEND_MS;
    const sender = async (lane) => {
      for (let id = lane + 1; id <= MESSAGES; id += SENDERS) {
        if (crashed === CRASHES.length && passed(1)) return;
        const count = await send(id);
        attempts += count;
        accepted.push(id);
      }
    };
    /** All are connected again, after the last crash. */
    const areBack = () => pages.every(({ greetings }) => greetings >= crashed);
    const crashes = async () => {
      for (const kind of CRASHES) {
        await until(() => areBack() && passed((crashed + 1) / (CRASHES.length + 1)));
        if (kind === "kill") await edge.kill();
        else await edge.door("end");
        crashed++;
      }
    };
    await Promise.all([crashes(), ...times(SENDERS, sender)]);
    await until(areBack);
    const log = await assertSeen(pages);
    const took = Math.round(performance.now() - began);
    const ids = messagesOf({ events: log });
    assert.deepEqual(
      [...ids].sort((one, other) => one - other),
      accepted.sort((one, other) => one - other),
    );
    // What one sender has posted one after the other stays in that order.
    for (let lane = 0; lane < SENDERS; lane++) {
      const own = ids.filter((id) => id % SENDERS === lane);
      assert.deepEqual(
        own,
        [...own].sort((one, other) => one - other),
      );
    }
    t.diagnostic(
      `${log.length} events to ${PAGES} pages in ${took} ms: missing 0, twice 0, out of order 0; ` +
        `${attempts} deliveries of ${accepted.length} messages`,
    );
    for (const page of pages) page.close();
  });
});

describe("the hub that ends in the turn of a publish, or soon after", () => {
  let pages;
  let next = 10_000;

  before(async () => {
    await edge.stop();
    edge = await startEdge({ keep: 100_000 });
    pages = await Promise.all(times(10, () => follow(() => edge.origin)));
  });

  after(() => {
    for (const page of pages) page.close();
  });

  // Milliseconds after it; below 0, before the turn is over.
  for (const when of [-1, 0, 1, 2, 5, 20]) {
    test(`${when} ms after it: what it published is kept, or was seen by nobody`, async () => {
      for (let round = 0; round < 5; round++) {
        const id = next++;
        await edge.door("abort", { when });
        assert.notEqual(await attempt(id, "once more"), 200);
        // The service posts it again.
        await send(id, "once more");
        const log = await assertSeen(pages);
        assert.equal(messagesOf({ events: log }).filter((one) => one === id).length, 1);
      }
    });
  }

  test("in its turn is seen by nobody before the message comes again", async () => {
    const id = next++;
    const before = pages.map(({ events }) => events.length);
    const { seq } = await edge.door("stats");
    await edge.door("abort", { when: -1 });
    assert.equal(await attempt(id, "not yet"), 503);
    assert.equal((await edge.door("stats")).seq, seq);
    await Promise.all(pages.map((page) => page.until(({ greeting }) => greeting)));
    assert.deepEqual(
      pages.map(({ events }) => events.length),
      before,
    );
    await send(id, "not yet");
    await assertSeen(pages);
  });

  test("or with the whole runtime as soon as a page has seen an event: it is kept", async () => {
    for (let round = 0; round < 3; round++) {
      const id = next++;
      const posted = attempt(id, "seen");
      await pages[round].until((page) => messagesOf(page).includes(id));
      await edge.kill();
      await posted;
      const log = await assertSeen(pages);
      assert.ok(messagesOf({ events: log }).includes(id));
    }
  });
});
