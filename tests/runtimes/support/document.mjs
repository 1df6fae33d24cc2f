// The code of the package's documents, as files that can be run: the blocks that have a name.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FOLDER = new URL("../../document/", import.meta.url);

export const read = (document) => readFile(join(process.env.THREADLINE_PACKAGE, document), "utf8");

/** Writes the block to a file of its own beside the tests, and gives its address. */
export const fromDocument = async (document, name) => {
  const [, code] = (await read(document)).split(`\n\`\`\`js ${name}\n`);
  if (!code) throw new Error(`${document} has no block called ${name}`);
  const file = new URL(name, FOLDER);
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, code.split("\n```")[0]);
  return file;
};
