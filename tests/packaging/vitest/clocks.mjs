// The fake timers that a test in Vitest may be under.

import { vi } from "vitest";

const CLOCKS = {
  default: undefined,
  // All that threadline looks at, and nothing else.
  few: { toFake: ["setTimeout", "clearTimeout", "performance", "Date"] },
  timeouts: { toFake: ["setTimeout", "clearTimeout"] },
};

export const clockOf = (name) => ({
  start: () => vi.useFakeTimers(CLOCKS[name]),
  advance: (ms) => vi.advanceTimersByTimeAsync(ms),
  stop: () => vi.useRealTimers(),
  isPartial: name === "timeouts",
});
