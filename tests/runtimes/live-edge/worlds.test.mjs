// Many small worlds, each with a conversation that changes and with webhooks that come late, twice and in any order: in
// the end pages show it as the service has it, and on the way they never go back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sleep } from "../support/doubles.mjs";
import { chooser, seeded } from "../support/random.mjs";
import { SEES_ALL, startEdge, until } from "./support/edge.mjs";
import { chatOf, chatPosted, messagePosted } from "./support/posted.mjs";
import { startUpstream } from "./support/upstream.mjs";

const WORLDS = 1_000;

/** Of which so many run at once, as long as there is time. */
const AT_ONCE = 25;
const LIMIT_MS = 40_000;

const INBOXES = [
  { id: 2222, name: "Support" },
  { id: 2223, name: "Sales" },
];

let upstream;
let edge;
let page;

before(async () => {
  upstream = await startUpstream();
  const limits = { heymarket: { rateLimit: false } };
  edge = await startEdge({ upstream: upstream.url, limits, keep: 100_000 });
  page = await edge.open();
});

after(async () => {
  page.close();
  await edge.stop();
  await upstream.stop();
});

/** What a webhook holds of a conversation: all, its id alone, or a part. */
const shapes = {
  whole: (chat) => ({ ...chat }),
  bare: ({ id }) => ({ id }),
  dated: ({ id, updated }) => ({ id, updated }),
  part: ({ id, status, inbox, updated }) => ({ id, status, inbox, updated }),
};

/** Plays a world; resolves with the messages that were posted, once all deliveries have been taken. */
const play = async (seed) => {
  const { below, pick, chance } = chooser(seeded(seed));
  const id = 100_000 + seed;
  const token = edge.hooks.heymarket;
  // Each world's calls are those of a user of its own.
  const user = `user-${seed}`;
  edge.sessions.set(user, { ...SEES_ALL, user });
  let seconds = 1;
  upstream.chats.set(id, chatOf(id, { seconds, inbox: pick(INBOXES), read: chance(0.5) }));
  const messages = [];
  const deliveries = [];
  const deliver = (body) => {
    const times = chance(0.3) ? 1 + below(4) : 1;
    for (let time = 0; time < times; time++) {
      const late = chance(0.2) ? below(400) : below(60);
      deliveries.push(
        sleep(late).then(async () => {
          const response = await edge.post("heymarket", body);
          assert.equal(response.status, 200);
          await response.arrayBuffer();
        }),
      );
    }
  };
  const changed = (fields, mayBeAtOnce = false) => {
    if (!mayBeAtOnce || chance(0.7)) seconds++;
    const { updated } = chatOf(id, { seconds });
    return upstream.change(id, { ...fields, updated });
  };
  const inMessage = () => shapes[pick(["whole", "whole", "bare", "dated", "part"])];
  // Without its time, what happens to a conversation twice is the same event.
  const happened = (name, fields) =>
    deliver(chatPosted(token, name, shapes[pick(["whole", "dated", "part"])](changed(fields))));
  /** The conversation as a page knows it. */
  const known = () =>
    page.events.findLast((event) => event.type === "conversation" && event.id === `${id}`);
  const steps = {
    message() {
      const number = id * 100 + messages.length;
      // Two messages may bear one time.
      const chat = changed({ last_msg: `message ${number}`, read: false }, true);
      messages.push(number);
      deliver(messagePosted(token, number, `message ${number}`, inMessage()(chat)));
    },
    closed: () => happened("chat_closed", { status: "closed" }),
    opened: () => happened("chat_opened", { status: "open" }),
    moved: () => happened("chat_opened", { inbox: pick(INBOXES) }),
    async read() {
      const { inbox, target } = known().conversation;
      const response = await edge.ask("/heymarket/v1/conversations/read", {
        method: "POST",
        token: user,
        body: JSON.stringify({ inbox_id: inbox.id, target }),
      });
      // It may be elsewhere by now.
      assert.ok([200, 404].includes(response.status), `${response.status}`);
      await response.arrayBuffer();
    },
  };
  steps.message();
  await page.until(known);
  const count = 1 + below(7);
  for (let step = 0; step < count; step++) {
    await steps[pick(["message", "message", "closed", "opened", "moved", "read"])]();
    await sleep(below(30));
  }
  await Promise.all(deliveries);
  return { seed, id, messages };
};

const seen = ({ status, read, updated, inbox, lastMsg, last_msg }) => ({
  status,
  read,
  updated,
  inbox: inbox.id,
  text: lastMsg ?? last_msg,
});

const judge = ({ seed, id, messages }) => {
  const own = page.events.filter((event) => event.id === `${id}`);
  const states = own.filter(({ type }) => type === "conversation").map((one) => one.conversation);
  const what = `world ${seed}`;
  const numbers = own.filter(({ type }) => type === "message").map((one) => one.message.id);
  assert.deepEqual(numbers.sort(), messages, what);
  const times = states.map(({ updated }) => updated);
  assert.deepEqual(times, [...times].sort(), what);
  assert.deepEqual(seen(states.at(-1)), seen(upstream.chats.get(id)), what);
};

test("every world ends as the service has it, and shows each message once", async (t) => {
  const { below } = chooser(seeded(7));
  upstream.takes = () => [below(20), below(20)];
  const end = performance.now() + LIMIT_MS;
  let worlds = 0;
  let changes = 0;
  while (worlds < WORLDS && performance.now() < end) {
    const seeds = Array.from({ length: AT_ONCE }, () => ++worlds);
    const played = await Promise.all(seeds.map(play));
    await until(async () => (await edge.door("unread")) === 0);
    const { seq } = await edge.door("stats");
    await page.until(({ seq: now }) => now >= seq);
    for (const one of played) judge(one);
    changes += played.reduce((sum, { messages }) => sum + messages.length, 0);
    page.events.length = 0;
    page.frames.length = 0;
  }
  t.diagnostic(`${worlds} worlds, ${changes} messages, ${upstream.reads.length} reads`);
  assert.equal(page.gaps, 0);
});
