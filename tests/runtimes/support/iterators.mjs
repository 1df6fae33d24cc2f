// The iterators side by side. Their items are counted from 1 in the order in which they come.

import { test } from "node:test";
import { json, LIST, wire } from "./doubles.mjs";
import { heymarket, qlara } from "./services.mjs";

// Spelt in different ways: a cursor is sent back unchanged. Where a walk from there begins, so that it has what
// has that very time, and what is asked for behind the last one.
const [DATES, RESUMED, BEHIND] = [
  ["2026-03-01T12:00:00Z", "2026-03-01T12:00:00.000001Z", "2026-03-01T11:59:59.999999Z"],
  [
    "2026-03-01T11:00:00+00:00",
    "2026-03-01T11:00:00.000001+00:00",
    "2026-03-01T10:59:59.999999+00:00",
  ],
  ["2026-03-01T10:00:00.000001Z", "2026-03-01T10:00:00.000002Z", "2026-03-01T10:00:00.000000Z"],
  ["2026-03-01T09:00:00.5Z", "2026-03-01T09:00:00.500001Z", "2026-03-01T09:00:00.499999Z"],
].reduce((columns, row) => columns.map((column, at) => [...column, row[at]]), [[], [], []]);

const messages = (direction, bound, idOf) => ({
  name: `messages, ${direction}`,
  open: (api, start, options) => api.messages({ chatId: 9, direction, ...start }, options),
  item: (n) => ({ id: Number(idOf(n)), content: `message ${n}` }),
  // The service writes a page in the order of time.
  page: (items) => (direction === "newer" ? items : items.toReversed()),
  idOf,
  cursorOf: idOf,
  resumeAt: idOf,
  behind: () => [],
  from: (cursor) => ({ [bound]: cursor }),
  asked: ({ url }) => new URL(url).searchParams.get(bound) ?? undefined,
  service: qlara,
});

const secondBehind = (n) => Math.floor(Date.parse(DATES[n - 1]) / 1000) + 1;

const NUMBER = { phoneNumber: "15555550101", inboxId: 2222 };

const teamMessages = (order, key) => ({
  name: `teamMessages by ${order}`,
  open: (api, start, options) => api.teamMessages({ order, limit: 2, ...start }, options),
  item: (n) => ({ id: n, date: DATES[0], [key]: DATES[n - 1] }),
  page: (items) => items,
  idOf: (n) => n,
  cursorOf: (n) => DATES[n - 1],
  resumeAt: (n) => RESUMED[n - 1],
  behind: (n) => [BEHIND[n - 1]],
  from: (cursor) => ({ createdAt: cursor }),
  asked: ({ body }) => JSON.parse(body).created_at,
  service: heymarket,
});

// `cursorOf` is what is asked for behind an item; `resumeAt` is the iterator's own cursor then, from which another one
// goes on; `behind` are the further requests that an item takes with which the list ends.
export const ITERATORS = [
  {
    name: "conversations",
    open: (api, start, options) => api.conversations({ ...LIST, ...start }, options),
    item: (n) => wire(n, { updated: DATES[n - 1] }),
    page: (items) => items,
    idOf: (n) => n,
    cursorOf: (n) => DATES[n - 1],
    resumeAt: (n) => RESUMED[n - 1],
    behind: (n) => [BEHIND[n - 1]],
    from: (cursor) => ({ date: cursor }),
    asked: ({ body }) => JSON.parse(body).date,
    service: heymarket,
  },
  {
    name: "messages with a number",
    open: (api, start, options) => api.messages({ ...NUMBER, ...start }, options),
    item: (n) => ({ id: n, date: DATES[n - 1] }),
    // The service writes a page in no order.
    page: (items) => items.toReversed(),
    idOf: (n) => n,
    cursorOf: secondBehind,
    resumeAt: secondBehind,
    behind: () => [],
    from: (cursor) => ({ timestamp: cursor }),
    asked: ({ url }) => {
      const timestamp = new URL(url).searchParams.get("timestamp");
      return timestamp === null ? undefined : Number(timestamp);
    },
    service: heymarket,
  },
  teamMessages("created_at", "date"),
  teamMessages("updated_at", "updated"),
  messages("newer", "idFrom", (n) => `${98 + n}`), // from two digits to three
  messages("older", "idTo", (n) => `${102 - n}`),
];

/** What all items of an iterator are. */
export const collect = async (iterator) => {
  const ids = [];
  for await (const { id } of iterator) ids.push(id);
  return ids;
};

/** What an iterator gave, and the error with which it ended, where it did. */
export const outcomeOf = async (iterator) => {
  const ids = [];
  try {
    for await (const { id } of iterator) ids.push(id);
  } catch (error) {
    return { ids, error };
  }
  return { ids };
};

/**
 * One test for each iterator. `pages` responds with the given pages of items, one request after the other,
 * the last one every further time; a Response or a promise is used as it is.
 */
export const eachIterator = (name, body) => {
  for (const iterator of ITERATORS) {
    const { service, page, item, asked, idOf } = iterator;
    const pages = (...list) => {
      const { api, sent } = service.recorder((_request, count) => {
        const answer = list[Math.min(count, list.length) - 1];
        return Array.isArray(answer) ? json(page(answer.map(item))) : answer();
      });
      return {
        api,
        sent,
        open: (start, options) => iterator.open(api, start, options),
        /** Where each request began. */
        cursors: () => sent.map(asked),
      };
    };
    const ids = (...items) => items.map(idOf);
    test(`${name} (${iterator.name})`, () => body({ ...iterator, pages, ids }));
  }
};
