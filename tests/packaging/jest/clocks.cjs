// The fake timers that a test in Jest may be under.

/** All that threadline looks at, and nothing else. */
const FEW = ["setTimeout", "clearTimeout", "performance", "Date"];
const ALL = [
  "Date",
  "cancelAnimationFrame",
  "cancelIdleCallback",
  "clearImmediate",
  "clearInterval",
  "clearTimeout",
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "requestAnimationFrame",
  "requestIdleCallback",
  "setImmediate",
  "setInterval",
  "setTimeout",
];

const jests = (options) => ({
  start: () => jest.useFakeTimers(options),
  advance: (ms) => jest.advanceTimersByTimeAsync(ms),
  stop: () => jest.useRealTimers(),
});

const CLOCKS = {
  modern: () => jests(),
  few: () => jests({ doNotFake: ALL.filter((name) => !FEW.includes(name)) }),
  legacy: () => ({
    ...jests({ legacyFakeTimers: true }),
    isPartial: true,
    advance: async (ms) => {
      jest.advanceTimersByTime(ms);
      jest.runAllTicks();
    },
  }),
  sinon: () => {
    const sinon = require("sinon");
    let timers;
    return {
      start: () => {
        timers = sinon.useFakeTimers();
      },
      advance: (ms) => timers.tickAsync(ms),
      stop: () => timers.restore(),
    };
  },
};

exports.clockOf = (name) => CLOCKS[name]();
