// The README's code, as files that can be run: the blocks that have a name.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FOLDER = new URL("../../readme/", import.meta.url);

/** Writes the block to a file of its own beside the tests, and gives its address. */
export const fromReadme = async (name) => {
  const readme = await readFile(join(process.env.THREADLINE_PACKAGE, "README.md"), "utf8");
  const [, code] = readme.split(`\n\`\`\`js ${name}\n`);
  if (!code) throw new Error(`the README has no block called ${name}`);
  const file = new URL(name, FOLDER);
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, code.split("\n```")[0]);
  return file;
};
