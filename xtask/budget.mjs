// What the package may weigh, and what the Rust client may add to a program: for each thing that a user waits for, the
// bytes raw and compressed.

import { readFileSync, writeFileSync } from "node:fs";

/** So much more is let pass: compilers and compressors differ a little from machine to machine. */
const LEEWAY = 0.005;

/** What weighs more than it may, each in words. */
export const excesses = (budget, weights) =>
  Object.entries(weights).flatMap(([name, kinds]) => {
    if (!(name in budget)) return [`${name}: has no budget`];
    return Object.entries(kinds)
      .filter(([kind, bytes]) => !(bytes <= budget[name][kind] * (1 + LEEWAY)))
      .map(
        ([kind, bytes]) => `${name}: ${bytes} bytes ${kind}, the budget is ${budget[name][kind]}`,
      );
  });

/** The budget that follows from what there is: never larger than it was. */
export const lowered = (budget, weights) =>
  Object.fromEntries(
    Object.entries(weights).map(([name, kinds]) => [
      name,
      Object.fromEntries(
        Object.entries(kinds).map(([kind, bytes]) => [
          kind,
          Math.min(bytes, budget[name]?.[kind] ?? Number.POSITIVE_INFINITY),
        ]),
      ),
    ]),
  );

/** Says what is too heavy, which fails the process; with `--bless` it lowers the budget of what was weighed first. */
export const hold = (file, weights, mode) => {
  if (!mode) return;
  let budget = JSON.parse(readFileSync(file, "utf8"));
  if (mode === "--bless") {
    budget = { ...budget, ...lowered(budget, weights) };
    writeFileSync(file, `${JSON.stringify(budget, null, 2)}\n`);
  }
  const over = excesses(budget, weights);
  for (const words of over) console.log(words);
  process.exitCode = over.length > 0 ? 1 : 0;
};
