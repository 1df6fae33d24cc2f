// A page that comes back whenever its connection ends, with its cursor, until it is closed.

import { sleep } from "../../support/doubles.mjs";
import { openPage } from "./page.mjs";

/** `url` is a function: an edge that is restarted may be elsewhere. */
export const follow = async (url, options = {}) => {
  let isOver = false;
  const follower = {
    /** The present connection; it holds all that was received so far. */
    page: await openPage(url(), options),
    /** Greetings, of which those that resumed nothing made the page read everything again. */
    greetings: 0,
    resets: 0,
    closings: [],
    get events() {
      return follower.page.events;
    },
    /** Waits until something is so, by whatever connection. */
    async until(test, what = `${test}`) {
      for (;;) {
        const { page } = follower;
        await page.until((one) => test(one) || (one.closed && follower.page !== one), what);
        if (test(page)) return follower;
        await sleep(5);
      }
    },
    close() {
      isOver = true;
      follower.page.close();
    },
  };
  const run = async () => {
    for (;;) {
      const { page } = follower;
      await page.until(({ closed }) => closed, "the end", Number.POSITIVE_INFINITY);
      if (isOver) return;
      follower.closings.push(page.closed.code);
      let next = await openPage(url(), { ...options, resume: page });
      while (!next.greeting && !isOver) {
        await sleep(20 + Math.random() * 80);
        next = await openPage(url(), { ...options, resume: page });
      }
      if (!next.greeting) return;
      follower.greetings++;
      if (!next.greeting.resumed) follower.resets++;
      follower.page = next;
      page.wake();
      if (isOver) next.close();
    }
  };
  run();
  return follower;
};
