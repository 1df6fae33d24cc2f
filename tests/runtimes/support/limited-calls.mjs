// Calls of one client in simulated time: how many it sent in any window, and how many in all.

import { Heymarket, Qlara } from "threadline";
import { KEY } from "./doubles.mjs";
import { chooser, seeded } from "./random.mjs";
import { simulatedTime } from "./simulated-time.mjs";

const EMPTY = new TextEncoder().encode("[]");

/** A response that costs next to nothing. */
const respond = (status = 200, headers = {}) => {
  const pieces = [EMPTY];
  const read = async () => ({ done: !pieces.length, value: pieces.pop() });
  return {
    status,
    headers: { get: (name) => headers[name.toLowerCase()] ?? null },
    body: { getReader: () => ({ read, cancel: async () => {} }) },
  };
};

/** The most sent in any window of `span` milliseconds; times are in order. */
const mostWithin = (times, span) => {
  let first = 0;
  let most = 0;
  for (let i = 0; i < times.length; i++) {
    while (times[first] <= times[i] - span) first++;
    most = Math.max(most, i + 1 - first);
  }
  return most;
};

const WINDOWS = { perMinute: 60_000, perSecond: 1_000 };

/** How many calls come together, and after how many milliseconds the next ones do. */
const ARRIVALS = {
  /** Five in a hundred more than the limit lets through. */
  steady: (_, pace) => [1, pace / 1.05],
  bursts: ({ below, chance }, pace, most) => {
    const count = 1 + below(chance(0.3) ? 3 * most : most);
    return [count, count * pace * (0.2 + below(20) / 10)];
  },
};

/** What makes a call's request late, lost or rejected. */
const TROUBLE = {
  none: { tokenMs: () => 0, abortMs: () => undefined, answer: () => respond() },
  much: {
    // Some longer than a window.
    tokenMs: ({ below, chance }) => (chance(0.2) ? below(chance(0.05) ? 20_000 : 900) : 0),
    abortMs: ({ below, chance }) => (chance(0.1) ? below(3_000) : undefined),
    answer: ({ below, chance }, limit) => {
      if (chance(0.002)) return respond(429, { "retry-after": String(below(70)) });
      if (chance(0.002)) return respond(503);
      if (!chance(0.01)) return respond();
      const left = String(below(limit + 1));
      return respond(200, { "x-ratelimit-limit": String(limit), "x-ratelimit-remaining": left });
    },
  },
};

/**
 * Makes so many calls. Gives how many requests were sent, the most of them in any window of each limit (`most`), and how
 * many were sent for each that the limits let through in that time (`share`).
 */
export const limitedCalls = async ({ service, rateLimit, calls, arrivals, trouble, seed }) => {
  const [Client, input] = service === "qlara" ? [Qlara, {}] : [Heymarket, { id: 1, filters: {} }];
  const random = chooser(seeded(seed));
  const { tokenMs, abortMs, answer } = TROUBLE[trouble];
  const rates = Object.entries(rateLimit);
  const pace = Math.max(...rates.map(([name, rate]) => WINDOWS[name] / rate));
  const [[, rate]] = rates;
  const time = simulatedTime();
  const started = time.now();
  const times = [];
  const ends = new Map();
  const api = new Client({
    rateLimit,
    coalesce: false,
    maxRetries: 1,
    token: () => {
      const ms = tokenMs(random);
      return ms ? time.sleep(ms).then(() => KEY) : KEY;
    },
    fetch: async () => {
      times.push(time.now());
      await time.sleep(random.below(400));
      return answer(random, rate);
    },
  });
  const call = async () => {
    const ms = abortMs(random);
    const controller = ms === undefined ? undefined : new AbortController();
    if (controller) time.sleep(ms).then(() => controller.abort(new Error("aborted")));
    const signal = controller?.signal;
    const how = await api.listConversations(input, { signal }).then(
      () => "ok",
      (error) => error.code ?? error.message,
    );
    ends.set(how, (ends.get(how) ?? 0) + 1);
  };
  const make = async () => {
    const under = new Set();
    for (let made = 0; made < calls; ) {
      const [count, gapMs] = ARRIVALS[arrivals](random, pace, rate);
      for (let i = 0; i < count && made < calls; i++, made++) {
        const one = call().finally(() => under.delete(one));
        under.add(one);
      }
      await time.sleep(gapMs);
    }
    await Promise.all(under);
  };
  try {
    await time.until(make());
  } finally {
    time.restore();
  }
  return {
    sent: times.length,
    most: rates.map(([name]) => mostWithin(times, WINDOWS[name])),
    share: times.length / ((times.at(-1) - started) / pace),
    ends: Object.fromEntries(ends),
  };
};
