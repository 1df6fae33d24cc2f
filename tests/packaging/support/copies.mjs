// How often a bundler put the WebAssembly module into its output.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const below = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
    .map((entry) => join(entry.parentPath, entry.name));

/** A piece out of the middle of the module's text in the package: no bundler changes it. */
const piece = () => {
  const texts = below("node_modules/threadline/dist")
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => readFileSync(file, "utf8").match(/[A-Za-z0-9+/]{10000,}/g) ?? []);
  assert.equal(texts.length, 1, "the package has the module as text in one place");
  const middle = texts[0].length >> 1;
  return texts[0].slice(middle, middle + 100);
};

/** How many times the module is there as text, and how many files of it. */
export const copies = (...folders) => {
  const files = folders.flatMap(below);
  const text = piece();
  const count = (file) => readFileSync(file, "latin1").split(text).length - 1;
  return {
    texts: files.reduce((sum, file) => sum + count(file), 0),
    files: files.filter((file) => file.endsWith(".wasm")).length,
  };
};

/** The default entry's module once, inside the JavaScript, and no file that nobody loads. */
export const oneText = (...folders) => assert.deepEqual(copies(...folders), { texts: 1, files: 0 });

/** The slim entry's module once, as a file. */
export const oneFile = (...folders) => assert.deepEqual(copies(...folders), { texts: 0, files: 1 });
