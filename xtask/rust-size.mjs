// Prints what the Rust client adds to programs, and holds that to its budget:
// node rust-size.mjs '[["what", bytes, adds, isBudgeted], …]' <budget.json> [--check | --bless]

import { hold } from "./budget.mjs";

const [json, budgetFile, mode] = process.argv.slice(2);
const rows = JSON.parse(json);

const number = (value) => (value ?? "").toLocaleString("en").padStart(10);
const width = Math.max(...rows.map(([what]) => what.length));
console.log(
  `${"bytes, gzip -9".padEnd(width)}${["in all", "adds"].map((head) => head.padStart(10)).join("")}`,
);
for (const [what, bytes, adds] of rows) {
  console.log(`${what.padEnd(width)}${number(bytes)}${number(adds)}`);
}

const weights = Object.fromEntries(
  rows.filter((row) => row[3]).map(([what, , gzip]) => [`Rust adds: ${what}`, { gzip }]),
);
hold(budgetFile, weights, mode);
