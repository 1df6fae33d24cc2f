const fetchMock = require("jest-fetch-mock");
const threadline = require("threadline");
const { clockOf } = require("./clocks.cjs");
const { mockedFetchDouble, tryDouble } = require("./doubles.cjs");
const { report } = require("./report.cjs");

const double = mockedFetchDouble(fetchMock);
// It adds a hook of its own to the file.
double.open();
afterAll(() => double.close());

test("jest-fetch-mock under fake timers", () => {
  const clock = clockOf(process.env.CLOCK);
  return report(tryDouble(threadline, double, clock));
}, 60_000);
