// msw in a page, by a service worker, under sinon's fake timers.

import * as msw from "msw";
import { setupWorker } from "msw/browser";
import sinon from "sinon";
import * as threadline from "threadline";
import { mswDouble, tryDouble } from "../doubles.mjs";

/** As `setupServer` of `msw/node`. */
const setupServer = () => {
  const worker = setupWorker();
  return {
    use: (...handlers) => worker.use(...handlers),
    resetHandlers: () => worker.resetHandlers(),
    listen: (options) => worker.start(options),
    close: () => worker.stop(),
  };
};

let timers;
const clock = {
  start: () => {
    timers = sinon.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  },
  advance: (ms) => timers.tickAsync(ms),
  stop: () => timers.restore(),
};

const visit = async () => {
  const double = mswDouble(msw, { setupServer });
  double.options = { dangerouslyAllowBrowser: true };
  await double.open();
  try {
    return await tryDouble(threadline, double, clock);
  } finally {
    double.close();
  }
};

globalThis.report = visit();
