// The code of docs/fetch.md, as files.

import { mkdirSync, writeFileSync } from "node:fs";
import { blocks } from "../../runtimes/support/documented.mjs";

/** Writes each block to the folder `documented`. */
export const writeBlocks = () => {
  mkdirSync("documented", { recursive: true });
  for (const [name, code] of blocks("fetch.md")) writeFileSync(`documented/${name}`, code);
};
