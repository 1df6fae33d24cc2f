const { writeFileSync } = require("node:fs");
const threadline = require("threadline");
const testing = require("threadline/testing");
const { visitFakes } = require("./tour.cjs");

test("every operation", async () => {
  const report = await visitFakes(threadline, testing);
  writeFileSync(process.env.REPORT, JSON.stringify(report));
}, 60_000);
