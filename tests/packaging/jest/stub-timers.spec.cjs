const threadline = require("threadline");
const { clockOf } = require("./clocks.cjs");
const { stubDouble, tryDouble } = require("./doubles.cjs");
const { report } = require("./report.cjs");

test("a stub under fake timers", () => {
  const clock = clockOf(process.env.CLOCK);
  return report(tryDouble(threadline, stubDouble(jest.fn), clock));
}, 60_000);
