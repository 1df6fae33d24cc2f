// Walks through lists, recorded as data, so that the package's iterators and the Rust client's streams can be held to the
// same: tests/fixtures/walks.json, a walk a line. To record them again, with the package installed as for the tests:
//   node support/recorded-walks.mjs > walks.json

import { pathToFileURL } from "node:url";
import { isThreadlineError } from "threadline";
import { json } from "./doubles.mjs";
import { chooser, seeded } from "./random.mjs";
import { heymarket, qlara } from "./services.mjs";
import { FORMS, nanoseconds, pageAt, written } from "./timed-list.mjs";

const LISTS = {
  conversations: [heymarket, (api, input) => api.conversations(input)],
  messages: [heymarket, (api, input) => api.messages(input)],
  teamMessages: [heymarket, (api, input) => api.teamMessages(input)],
  newer: [qlara, (api, input) => api.messages({ ...input, direction: "newer" })],
  older: [qlara, (api, input) => api.messages({ ...input, direction: "older" })],
};

/** What was asked for, whatever the client's address and the order of members. */
const asked = ({ url, body }) => {
  const { pathname, search } = new URL(url);
  return { target: pathname + search, body: body === "" ? null : JSON.parse(body) };
};

/**
 * Walks through a list whose service responds with `answer(asked)`, a status and a body. Gives what was asked for and
 * answered, what `next()` gave one time after the other (an id; an error by its code, path and words; null at the end),
 * and the cursor then. After an error that may pass, it is called again.
 */
export const walk = async (list, input, answer) => {
  const [service, open] = LISTS[list];
  const steps = [];
  const { api, sent } = service.recorder(
    () => {
      const step = { asked: asked(sent.at(-1)), ...answer(asked(sent.at(-1))) };
      steps.push(step);
      return json(step.body, { status: step.status });
    },
    { maxRetries: 0, rateLimit: false },
  );
  const items = open(api, input);
  const gives = [];
  for (;;) {
    const given = await items.next().catch((error) => error);
    if (isThreadlineError(given)) {
      const { code, path = null, message, retryable } = given;
      gives.push({ code, path, message });
      if (!retryable) break;
    } else {
      gives.push(given.done ? null : String(given.value.id));
      if (given.done) break;
    }
  }
  return {
    list,
    input,
    steps,
    gives,
    cursor: items.cursor === undefined ? null : `${items.cursor}`,
  };
};

const BASE = 1_776_007_800_000_000_000n; // 2026-04-12T15:30:00Z
const SECOND = 1_000_000_000n;

/** Lists of a few items, many of which share a time or a second, at services that differ in what they include. */
const timed = ({ below, pick, chance }, key) => {
  const step = pick([1_000n, 250_000_000n, SECOND]);
  const instants = pick([2, 3, 10]);
  const rows = Array.from({ length: 1 + below(8) }, (_, at) => ({
    id: at + 1,
    time: BASE + BigInt(below(instants)) * step,
    rank: below(1_000),
    unread: chance(0.5),
    closed: chance(0.5),
  }));
  const form = pick(Object.keys(FORMS));
  const size = 2 + below(3);
  return {
    rows,
    size,
    inclusive: chance(0.5),
    heedsFilters: chance(0.7),
    largestLimit: pick([size, 1_000]),
    page: (kept, how) =>
      pageAt(kept, how).map(({ id, time }) => ({ id, [key]: written(time, form) })),
  };
};

const conversations = (choose) => {
  const list = timed(choose, "updated");
  const answer = ({ body: { date, filters = {} } }) => {
    const isKept = (row) =>
      ["unread", "closed"].every(
        (flag) => !list.heedsFilters || filters[flag] === undefined || filters[flag] === row[flag],
      );
    return list.page(list.rows.filter(isKept), { ...list, cursor: date && nanoseconds(date) });
  };
  return ["conversations", { id: 1, filters: choose.pick([{}, { closed: false }]) }, answer];
};

const messages = (choose) => {
  const list = timed(choose, "date");
  const inSeconds = list.rows.map((row) => ({ ...row, time: row.time - (row.time % SECOND) }));
  const answer = ({ target }) => {
    const timestamp = new URLSearchParams(target.split("?")[1]).get("timestamp");
    const cursor = timestamp ? BigInt(timestamp) * SECOND : undefined;
    return list.page(inSeconds, { ...list, cursor }).toReversed();
  };
  return ["messages", { phoneNumber: "15555550101", inboxId: 2222 }, answer];
};

const teamMessages = (choose) => {
  const [order, key] = choose.pick([
    ["created_at", "date"],
    ["updated_at", "updated"],
  ]);
  const ascending = choose.chance(0.5);
  const list = timed(choose, key);
  const answer = ({ body: { created_at, limit } }) => {
    const size = Math.min(limit, list.largestLimit);
    const cursor = created_at && nanoseconds(created_at);
    return list.page(list.rows, { ...list, ascending, size, cursor });
  };
  return ["teamMessages", { order, ascending, limit: list.size }, answer];
};

const byId = (direction) => (choose) => {
  const ids = Array.from({ length: 1 + choose.below(8) }, (_, at) => 96 + at);
  const size = 2 + choose.below(3);
  const answer = ({ target }) => {
    const query = new URLSearchParams(target.split("?")[1]);
    const [from, to] = [query.get("idFrom") ?? 0, query.get("idTo") ?? 1_000].map(Number);
    const within = ids.filter((id) => id >= from && id <= to);
    const page = direction === "newer" ? within.slice(0, size) : within.slice(-size);
    return page.map((id) => ({ id }));
  };
  return [direction, { chatId: "9" }, answer];
};

const KINDS = [conversations, messages, teamMessages, byId("newer"), byId("older")];
const OF_EACH = 12;

const record = async () => {
  for (const [at, kind] of KINDS.entries()) {
    for (let seed = at * OF_EACH; seed < (at + 1) * OF_EACH; seed++) {
      const choose = chooser(seeded(seed));
      const [list, input, answer] = kind(choose);
      // Now and then the service is out of order.
      const respond = (request) =>
        choose.chance(0.1) ? { status: 503, body: {} } : { status: 200, body: answer(request) };
      console.log(JSON.stringify(await walk(list, input, respond)));
    }
  }
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await record();
}
