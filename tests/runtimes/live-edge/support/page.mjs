// A page's end of the live connection, as a store for pages would hold it: it counts what it is told, and comes back with
// its cursor.

import { WebSocket } from "undici";

const LIMIT_MS = 60_000;

/** Opens a connection; `resume` continues another one's. */
export const openPage = async (url, { token = "all", resume, origin, protocols } = {}) => {
  const address = new URL("/inbox/live", url);
  address.protocol = "ws:";
  if (resume?.epoch) {
    address.searchParams.set("epoch", resume.epoch);
    address.searchParams.set("since", resume.seq);
  }
  const socket = new WebSocket(address, {
    protocols: protocols ?? ["threadline", `t.${token}`],
    headers: origin ? { origin } : {},
  });
  const waiting = [];
  const page = {
    socket,
    greeting: undefined,
    epoch: undefined,
    seq: undefined,
    frames: [],
    events: [...(resume?.events ?? [])],
    gaps: resume?.gaps ?? 0,
    closed: undefined,
    /** Waits until something is so. */
    async until(test, what = test) {
      const end = performance.now() + LIMIT_MS;
      while (!test(page)) {
        const left = end - performance.now();
        if (left <= 0) throw new Error(`it did not happen: ${what}`);
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, left);
          waiting.push(() => {
            clearTimeout(timer);
            resolve();
          });
        });
      }
      return page;
    },
    of: (type) => page.events.filter((event) => event.type === type),
    close: () => socket.close(),
  };
  const wake = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  socket.addEventListener("message", ({ data }) => {
    const message = data === "pong" ? { pong: true } : JSON.parse(data);
    if ("epoch" in message) {
      page.greeting = message;
      page.epoch = message.epoch;
      page.seq = message.seq;
    } else if ("from" in message) {
      if (message.from !== page.seq + 1) page.gaps++;
      page.seq = message.to;
      page.frames.push({ ...message, bytes: data.length });
      page.events.push(...message.events);
    } else {
      page.pongs = (page.pongs ?? 0) + 1;
    }
    wake();
  });
  socket.addEventListener("close", ({ code, reason }) => {
    page.closed ??= { code, reason };
    wake();
  });
  socket.addEventListener("error", () => {
    page.closed ??= { code: 0, reason: "no connection" };
    wake();
  });
  await page.until(({ greeting, closed }) => greeting || closed, "a greeting");
  return page;
};
