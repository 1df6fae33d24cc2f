const { default: fetchMock } = require("fetch-mock");
const threadline = require("threadline");
const { clockOf } = require("./clocks.cjs");
const { fetchMockDouble, tryDouble } = require("./doubles.cjs");
const { report } = require("./report.cjs");

const double = fetchMockDouble(fetchMock);
beforeAll(() => double.open());
afterAll(() => double.close());

test("fetch-mock under fake timers", () => {
  const clock = clockOf(process.env.CLOCK);
  return report(tryDouble(threadline, double, clock));
}, 60_000);
