// Iterators over long pages and over many pages, joined reads, and calls that wait for their turn.

import { bytesOf, heymarket, qlara, respond, settled } from "./services.mjs";

const at = (i) => new Date(Date.UTC(2026, 0, 1) - i * 1_000).toISOString();
const row = (i, updated = at(i)) => ({ id: i + 1, updated, date: updated });

const walk = async (pages) => {
  let count = 0;
  for await (const _ of pages) count++;
  return count;
};

/** A service that pages by time: what lies before the cursor, `size` at a time. */
const service = (rows, size, key) => {
  const times = rows.map(({ updated }) => updated);
  return (url, { body }) => {
    const cursor = body ? JSON.parse(body).date : new URL(url).searchParams.get(key);
    let low = 0;
    if (cursor) {
      let high = rows.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (Date.parse(times[middle]) >= Date.parse(cursor)) low = middle + 1;
        else high = middle;
      }
    }
    return bytesOf(rows.slice(low, low + size));
  };
};

/** One page, and nothing behind it. */
const once = (page) => {
  let asked = 0;
  return () => (asked++ ? bytesOf("[]") : page);
};

const conversations = (api) => api.conversations({ id: 1, filters: {} });
const newer = (api) => api.messages({ chatId: 1, direction: "newer" });
const older = (api) => api.messages({ chatId: 1, direction: "older" });

const onePage = (client, pages, rows) => (n) => {
  const body = bytesOf(Array.from({ length: n }, (_, i) => rows(i)));
  return { run: () => settled(walk(pages(client(once(body))))) };
};

const manyPages = (client, pages, answer) => (n) => {
  const given = answer(n);
  return { run: () => settled(walk(pages(client(given())))) };
};

/** Pages of ten, each beginning with the last of the one before. */
const byId = (n, step) => () => () => {
  let page = 0;
  return () => {
    const from = page * 9;
    if (page++ > n) return bytesOf("[]");
    return bytesOf(Array.from({ length: 10 }, (_, i) => ({ id: 1e9 + step * (from + i) })));
  };
};

const joined = (n, call, body, options) => {
  const bytes = bytesOf(body);
  return {
    run: async () => {
      let go;
      const ready = new Promise((resolve) => {
        go = resolve;
      });
      const api = heymarket(() => ready.then(() => respond([bytes])), { coalesce: true });
      const all = Array.from({ length: n }, () => settled(call(api, options?.())));
      go();
      await Promise.all(all);
    },
  };
};
const count = (api, options) => api.countConversations({}, options);
const team = (api, options) => api.listTeamMessages({}, options);

const waiting = (n, stop) => ({
  run: async () => {
    const controller = new AbortController();
    const api = heymarket(() => bytesOf("7"), { rateLimit: { perMinute: 1 }, coalesce: false });
    await api.countConversations();
    const options = { signal: controller.signal, deadlineMs: 2 ** 31 - 1 };
    const all = Array.from({ length: n }, () => settled(api.countConversations({}, options)));
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (stop) controller.abort();
    await Promise.all(all);
  },
});

const { signal } = new AbortController();
const TWENTY = Array.from({ length: 20 }, (_, i) => row(i));

export default [
  {
    name: "one page of many messages, newer (Qlara)",
    base: 64,
    make: onePage(qlara, newer, (i) => ({ id: i + 1 })),
  },
  {
    name: "one page of many messages, older (Qlara)",
    base: 64,
    make: onePage(qlara, older, (i) => ({ id: i + 1 })),
  },
  {
    name: "one page of messages with long ids (Qlara)",
    base: 8,
    make: onePage(qlara, newer, (i) => ({ id: `${i + 1}`.padStart(200, "9") })),
  },
  {
    name: "one page of one message, again and again (Qlara)",
    base: 64,
    make: onePage(qlara, newer, () => ({ id: 1 })),
  },
  {
    name: "one page of many conversations (Heymarket)",
    base: 64,
    make: onePage(heymarket, conversations, (i) => row(i)),
  },
  {
    name: "one page of conversations of the same time (Heymarket)",
    base: 64,
    make: onePage(heymarket, conversations, (i) => row(i, at(0))),
  },
  {
    name: "one page of conversations, unsorted (Heymarket)",
    base: 64,
    make: onePage(heymarket, conversations, (i) => row(i, at((i * 7_919) % 10_007))),
  },
  {
    name: "one page of conversations without a time (Heymarket)",
    base: 64,
    make: onePage(heymarket, conversations, (i) => ({ id: i + 1, updated: "0".repeat(30) })),
  },
  {
    name: "many pages of conversations (Heymarket)",
    base: 2,
    make: manyPages(heymarket, conversations, (n) => {
      const rows = Array.from({ length: n * 10 }, (_, i) => row(i));
      return () => service(rows, 10);
    }),
  },
  {
    name: "many pages that are full of one time (Heymarket)",
    base: 1,
    make: manyPages(heymarket, conversations, (n) => {
      const rows = Array.from({ length: n * 30 }, (_, i) => row(i, at(Math.floor(i / 30))));
      return () => service(rows, 10);
    }),
  },
  {
    name: "many pages of messages, newer (Qlara)",
    base: 2,
    make: manyPages(qlara, newer, (n) => byId(n, 1)()),
  },
  {
    name: "many pages of messages, older (Qlara)",
    base: 2,
    make: manyPages(qlara, older, (n) => byId(n, -1)()),
  },
  { name: "joined counts", base: 16, make: (n) => joined(n, count, 7) },
  {
    name: "joined counts with a signal each",
    base: 16,
    make: (n) => joined(n, count, 7, () => ({ signal: new AbortController().signal })),
  },
  {
    name: "joined counts with one signal",
    base: 16,
    make: (n) => joined(n, count, 7, () => ({ signal })),
  },
  { name: "joined lists of twenty", base: 8, make: (n) => joined(n, team, TWENTY) },
  { name: "calls that wait for their turn, aborted", base: 8, make: (n) => waiting(n, true) },
];
