const nock = require("nock");
const threadline = require("threadline");
const { clockOf } = require("./clocks.cjs");
const { nockDouble, tryDouble } = require("./doubles.cjs");
const { report } = require("./report.cjs");

// Called with the request as `this`; a JSON body comes parsed.
function noted(_path, body) {
  return { headers: this.req.headers, body: body ? JSON.stringify(body) : undefined };
}

const double = nockDouble(nock, noted);
beforeAll(() => double.open());
afterAll(() => double.close());

test("nock under fake timers", () => {
  const clock = clockOf(process.env.CLOCK);
  return report(tryDouble(threadline, double, clock));
}, 60_000);
