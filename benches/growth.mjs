// How the cost of hostile input grows: each is doubled ten times, and the processor time that it takes measured.
//   node --expose-gc --min-semi-space-size=256 --max-semi-space-size=256 growth.mjs [--quick] [part of a name …]
//
// Prints the exponent of each (1: twice the input takes twice the time), and for bodies of up to 1 MiB how many times
// the time of an ordinary one they take. Exits with 1, and the names, when one grows too fast or takes too long.
//
// The cases are those of tests/runtimes/support/growth/; `cargo xtask bench` copies that folder of support to shared/, beside this file. One is
// `{ name, base, make, ordinary }`: `make(n)` gives what to run, `bytes` of the body where its size is n, and `without`,
// what of that is not the client's; `ordinary(bytes)` gives the same of an ordinary body.

import decode from "./shared/growth/decode.mjs";
import inputs from "./shared/growth/inputs.mjs";
import lists from "./shared/growth/lists.mjs";
import refusals from "./shared/growth/refusals.mjs";
import { MIB } from "./shared/growth/services.mjs";
import webhooks from "./shared/growth/webhooks.mjs";

const PARTS = { decode, refusals, webhooks, lists, inputs };

const DOUBLINGS = 10;
// Above this it is not linear.
const STEEPEST = 1.1;
// So many times an ordinary one of its size.
const DEAREST = 50;
// What takes less, in milliseconds, says nothing.
const TELLING = 2;
// What takes longer is doubled no more: the points so far say enough.
const LONGEST = 1_500;
const ROUNDS = 3;
// A slow phase of the machine passes: the number of further measurements.
const TRIES = 3;

const names = process.argv.slice(2).filter((name) => !name.startsWith("--"));
const quick = process.argv.includes("--quick");

/** Processor time in milliseconds: what else the machine does counts less than with the clock. */
const costOf = async (run) => {
  global.gc();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

/** The least of some runs: what comes on top is the machine's. */
const leastOf = async (run, rounds, known = Number.POSITIVE_INFINITY) => {
  let least = known;
  for (let i = 0; i < rounds && (i === 0 || least < LONGEST); i++) {
    least = Math.min(least, await costOf(run));
  }
  return least;
};

/** By how much `ms` grows with `n`: the median over all pairs, so that a step (a first collection) weighs little. */
const slope = (points) => {
  const slopes = points.flatMap((one, i) =>
    points.slice(i + 1).map((other) => Math.log(other.ms / one.ms) / Math.log(other.n / one.n)),
  );
  slopes.sort((a, b) => a - b);
  const half = slopes.length >> 1;
  return slopes.length % 2 ? slopes[half] : (slopes[half - 1] + slopes[half]) / 2;
};

/** Of the upper half; undefined where too little takes long enough to tell. */
const exponentOf = (points) => {
  const upper = points.slice(-Math.ceil((points.length + 1) / 2)).filter(({ ms }) => ms >= TELLING);
  return upper.length > 2 ? slope(upper) : undefined;
};

/** By what makes an ordinary one and its size, rounded to a power of two. */
const ordinaries = new Map();
const ordinaryCost = async (ordinary, bytes) => {
  const size = 2 ** Math.round(Math.log2(bytes));
  if (!ordinaries.has(ordinary)) ordinaries.set(ordinary, new Map());
  const known = ordinaries.get(ordinary);
  if (!known.has(size)) known.set(size, await leastOf(ordinary(size).run, 2 * ROUNDS));
  return (known.get(size) * bytes) / size;
};

const ratioOf = async (points, ordinary) => {
  if (!ordinary) return undefined;
  let most = 0;
  for (const { bytes, ms, without } of points) {
    // A header or a bracket more is no reason to leave one out.
    if (bytes > 1.01 * MIB || ms < TELLING) continue;
    const own = ms - (without ? await leastOf(without, ROUNDS) : 0);
    most = Math.max(most, own / (await ordinaryCost(ordinary, bytes)));
  }
  return most;
};

const measure = async ({ base, make, ordinary, doublings = DOUBLINGS }) => {
  const points = [];
  const runs = [];
  for (let i = 0; i <= (quick ? 3 : doublings); i++) {
    const n = base * 2 ** i;
    const { run, bytes, without } = make(n);
    const ms = await leastOf(run, ROUNDS);
    points.push({ n, bytes, ms, without });
    runs.push(run);
    if (ms > LONGEST) break;
  }
  const bad = () => exponentOf(points) > STEEPEST;
  for (let i = 1; i < TRIES && bad(); i++) {
    for (const [at, point] of points.entries()) {
      if (point.ms >= TELLING / 2) point.ms = await leastOf(runs[at], ROUNDS, point.ms);
    }
  }
  return { points, exponent: exponentOf(points), ratio: await ratioOf(points, ordinary) };
};

const number = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const failures = [];
const start = performance.now();
for (const [part, cases] of Object.entries(PARTS)) {
  console.log(`${part}:`);
  for (const one of cases) {
    const name = `${part}: ${one.name}`;
    if (names.length && !names.some((wanted) => name.includes(wanted))) continue;
    const { points, exponent, ratio } = await measure(one);
    const { n, ms } = points.at(-1);
    const steep = exponent > STEEPEST;
    const dear = ratio > DEAREST;
    const row = [
      exponent === undefined ? "quick " : `n^${exponent.toFixed(2)}`,
      `${number(ms)} ms for ${n}`.padEnd(20),
      ratio === undefined ? "" : ratio ? `${number(ratio)}×` : "<1×",
    ];
    console.log(`  ${row[0]}  ${row[1]} ${row[2].padStart(6)}  ${one.name}`);
    if (steep) failures.push(`${name}: grows as n^${exponent.toFixed(2)}`);
    if (dear) failures.push(`${name}: ${number(ratio)} times an ordinary one of its size`);
  }
}
console.log(`${((performance.now() - start) / 1_000).toFixed(0)} s`);
if (failures.length) {
  console.log(`\ntoo much:\n${failures.map((failure) => `  ${failure}`).join("\n")}`);
  process.exitCode = 1;
}
