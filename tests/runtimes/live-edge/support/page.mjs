// A page's end of the live connection, as a store for pages would hold it: it counts what it receives, and comes back with
// its cursor.

import { openSocket } from "./socket.mjs";

const LIMIT_MS = 60_000;

/** Opens a connection; `resume` continues another one's. */
export const openPage = async (url, { token = "all", resume, origin, protocols } = {}) => {
  const address = new URL("/inbox/live", url);
  if (resume?.epoch) {
    address.searchParams.set("epoch", resume.epoch);
    address.searchParams.set("since", resume.seq);
  }
  const waiting = new Set();
  const page = {
    socket: undefined,
    greeting: undefined,
    epoch: undefined,
    seq: undefined,
    frames: [],
    events: [...(resume?.events ?? [])],
    gaps: resume?.gaps ?? 0,
    pongs: 0,
    closed: undefined,
    /** Waits until something is so; `limitMs` may be `Infinity`. */
    until(test, what = `${test}`, limitMs = LIMIT_MS) {
      if (test(page)) return Promise.resolve(page);
      return new Promise((resolve, reject) => {
        const one = { test, resolve };
        waiting.add(one);
        if (limitMs === Number.POSITIVE_INFINITY) return;
        one.timer = setTimeout(() => {
          waiting.delete(one);
          reject(new Error(`it did not happen: ${what}`));
        }, limitMs);
      });
    },
    of: (type) => page.events.filter((event) => event.type === type),
    close: () => page.socket.close(),
    /** Looks again at what is waited for. */
    wake() {
      for (const one of waiting) {
        if (!one.test(page)) continue;
        waiting.delete(one);
        clearTimeout(one.timer);
        one.resolve(page);
      }
    },
  };
  const onText = (data) => {
    const message = data === "pong" ? { pong: true } : JSON.parse(data);
    if ("epoch" in message) {
      page.greeting = message;
      page.epoch = message.epoch;
      page.seq = message.seq;
    } else if ("from" in message) {
      if (message.from !== page.seq + 1) page.gaps++;
      page.seq = message.to;
      page.frames.push({ ...message, bytes: Buffer.byteLength(data) });
      page.events.push(...message.events);
    } else {
      page.pongs++;
    }
    page.wake();
  };
  const onEnd = (closed) => {
    page.closed = closed;
    page.wake();
  };
  const options = {
    protocols: protocols ?? ["threadline", `t.${token}`],
    headers: origin ? { origin } : {},
  };
  page.socket = await openSocket(address, options, { onText, onEnd });
  await page.until(({ greeting, closed }) => greeting || closed, "a greeting");
  return page;
};
