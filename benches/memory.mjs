// The memory that a million calls leave behind, and what a single kept conversation keeps alive of its page.
// Run with --expose-gc.

import { Heymarket } from "threadline";
import { bytesOf, conversations } from "./support/data.mjs";
import { quick, report } from "./support/rounds.mjs";

const heapNow = async () => {
  // What finalisers free is free after the next turn only.
  for (let i = 0; i < 3; i++) {
    global.gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed, external, rss };
};

/** The cheapest possible response: what is measured is the client, not Node's Response. */
const replies = (bytes) => async () => {
  let read = false;
  const reader = {
    read: async () => {
      if (read) return { done: true };
      read = true;
      return { done: false, value: bytes };
    },
  };
  return { status: 200, headers: { get: () => null }, body: { getReader: () => reader } };
};
const client = (bytes) => new Heymarket({ apiKey: "key", fetch: replies(bytes), rateLimit: false });

const CALLS = quick ? 2_000 : 1_000_000;
const STEPS = 10;
const level = [];
const heymarket = client(bytesOf(conversations(1)[0]));
for (let step = 1; step <= STEPS; step++) {
  for (let i = 0; i < CALLS / STEPS; i++) await heymarket.getConversation({ id: 9920 });
  level.push({ calls: (CALLS / STEPS) * step, ...(await heapNow()) });
}

const PAGES = quick ? 20 : 1_000;
const pageBytes = bytesOf(conversations(50));
const held = [];
const lister = client(pageBytes);
const text = new TextDecoder();
const WAYS = {
  "TextDecoder + JSON.parse": async () => JSON.parse(text.decode(pageBytes)),
  threadline: () => lister.listConversations({ id: 1111, filters: {} }),
};
for (const [name, page] of Object.entries(WAYS)) {
  const kept = [];
  for (let i = 0; i < 100; i++) await page();
  const before = await heapNow();
  for (let i = 0; i < PAGES; i++) kept.push((await page())[7]);
  const after = await heapNow();
  held.push({ name, kept: kept.length, bytes: (after.heap - before.heap) / kept.length });
}
report({ level, held, pageBytes: pageBytes.length });
