// The code of the documents, as files that can be run: each block has a name.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

const DOCUMENTS = new URL("../../docs/", import.meta.url);

/** `[path, code]` of each block. In docs/testing.md a block's folder says what runs it. */
export const blocks = (document = "testing.md") =>
  Array.from(
    readFileSync(new URL(document, DOCUMENTS), "utf8").matchAll(/^```(.*)\n([\s\S]*?)^```$/gm),
    ([, info, code]) => [info.replace(/^js /, ""), code],
  );

/**
 * Writes the blocks of a folder, with the app that they test beside them, to a folder of that name in `into`; gives the
 * paths of the tests among them.
 */
export const writeBlocks = (folder, into = ".") => {
  const own = blocks().filter(([path]) => dirname(path) === folder || path === "app.js");
  const paths = own.map(([path, code]) => {
    const file = join(folder, basename(path));
    mkdirSync(join(into, folder), { recursive: true });
    writeFileSync(join(into, file), code);
    return file;
  });
  if (paths.length < 2) throw new Error(`docs/testing.md has nothing for ${folder}`);
  return paths.filter((path) => /\.test\.c?js$/.test(path));
};
