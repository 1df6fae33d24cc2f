const undici = require("undici");
const threadline = require("threadline");
const { clockOf } = require("./clocks.cjs");
const { mockAgentDouble, tryDouble } = require("./doubles.cjs");
const { report } = require("./report.cjs");

const double = mockAgentDouble(undici, { fetch: undici.fetch });
beforeAll(() => double.open());
afterAll(() => double.close());

test("MockAgent under fake timers", () => {
  const clock = clockOf(process.env.CLOCK);
  return report(tryDouble(threadline, double, clock));
}, 60_000);
