import { writeFileSync } from "node:fs";

/** Tells by a file what came out. */
export const report = async (work) => writeFileSync(process.env.REPORT, JSON.stringify(await work));
