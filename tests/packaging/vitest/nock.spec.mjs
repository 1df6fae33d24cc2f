import nock from "nock";
import * as threadline from "threadline";
import { afterAll, beforeAll, test } from "vitest";
import { clockOf } from "./clocks.mjs";
import { nockDouble, tryDouble } from "./doubles.mjs";
import { report } from "./report.mjs";

/** Called with a Request. */
const noted = async (request) => ({
  headers: Object.fromEntries(request.headers),
  body: (await request.text()) || undefined,
});

const double = nockDouble(nock, noted);
beforeAll(() => {
  double.open();
});
afterAll(() => double.close());

test("nock under fake timers", async () => {
  await report(tryDouble(threadline, double, clockOf(process.env.CLOCK)));
}, 60_000);
