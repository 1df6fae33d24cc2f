const { writeFileSync } = require("node:fs");

/** Tells by a file what came out. */
exports.report = async (work) => writeFileSync(process.env.REPORT, JSON.stringify(await work));
