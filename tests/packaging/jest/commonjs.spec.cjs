const { writeFileSync } = require("node:fs");
const threadline = require("threadline");
const { visit } = require("./tour.cjs");

test("every operation", async () => {
  const report = await visit(threadline, JSON.parse(process.env.SERVICES));
  writeFileSync(process.env.REPORT, JSON.stringify(report));
}, 60_000);
