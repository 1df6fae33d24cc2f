const threadline = require("threadline");
const testing = require("threadline/testing");
const { clockOf } = require("./clocks.cjs");
const { tryFakesInFakedTime } = require("./doubles.cjs");
const { report } = require("./report.cjs");

test("the fake services under fake timers", () => {
  const clock = clockOf(process.env.CLOCK);
  return report(tryFakesInFakedTime(threadline, testing, clock));
}, 60_000);
