// How often a bundler put the WebAssembly module into its output.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const below = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
    .map((entry) => join(entry.parentPath, entry.name));

/** A piece out of the middle of each module that the package has as text: no bundler changes it. */
const pieces = () => {
  const texts = below("node_modules/threadline/dist")
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => readFileSync(file, "utf8").match(/[A-Za-z0-9+/]{10000,}/g) ?? []);
  assert.notEqual(texts.length, 0, "the package has its module as text");
  return texts.map((text) => text.slice(text.length / 2, text.length / 2 + 100));
};

/** How many modules are there as text, and how many as files. */
const copies = (...folders) => {
  const files = folders.flatMap(below);
  const count = (file) => {
    const content = readFileSync(file, "latin1");
    return pieces().reduce((sum, piece) => sum + content.split(piece).length - 1, 0);
  };
  return {
    texts: files.reduce((sum, file) => sum + count(file), 0),
    files: files.filter((file) => file.endsWith(".wasm")).length,
  };
};

/** The default entry's module once, inside the JavaScript, and no file that nobody loads. */
export const oneText = (...folders) => assert.deepEqual(copies(...folders), { texts: 1, files: 0 });

/** For pages while they are developed, when nothing is left away: that of the webhooks, too. */
export const twoTexts = (...folders) =>
  assert.deepEqual(copies(...folders), { texts: 2, files: 0 });

/** The module comes from elsewhere. */
export const noCopy = (...folders) => assert.deepEqual(copies(...folders), { texts: 0, files: 0 });

/** The slim entry's module once, as a file. */
export const oneFile = (...folders) => assert.deepEqual(copies(...folders), { texts: 0, files: 1 });
