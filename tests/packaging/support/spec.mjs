// A test runner's own test, which tells by a file what came out of its visit.

import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { run } from "./programs.mjs";

const REPORT = resolve("report.json");

/** Runs the test runner; its test finds the services and the file in its environment. */
export const visitSpec = async (program, args, services, env) => {
  rmSync(REPORT, { force: true });
  await run(program, args, { env: { ...env, SERVICES: JSON.stringify(services), REPORT } });
  return JSON.parse(readFileSync(REPORT, "utf8"));
};
