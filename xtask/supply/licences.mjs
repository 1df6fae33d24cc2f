// The licences of everything that is linked, for the package: each text once.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));

/** Crates whose published files leave the licence out: its text from their repository. */
const LEFT_OUT = {
  "gloo-net": ["licences/gloo/LICENSE-MIT"], // https://github.com/rustwasm/gloo
  "gloo-utils": ["licences/gloo/LICENSE-MIT"],
};

const IS_LICENCE = /^(licen[cs]e|copying|notice|unlicense|copyright)/i;

/** The texts that lie beside a crate's manifest. */
const textsOf = ({ name, folder }) => {
  const own = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && IS_LICENCE.test(entry.name))
    .map((entry) => join(folder, entry.name))
    .sort();
  const files = own.length > 0 ? own : (LEFT_OUT[name] ?? []).map((file) => join(HERE, file));
  return files.map((file) => readFileSync(file, "utf8"));
};

/** The same text may be broken into lines differently. */
const normalised = (text) => text.replace(/\s+/g, " ").trim();

const RULE = "-".repeat(80);

/**
 * The file: who is in the module, and below, each text once. `works` are named by `name`, `version`,
 * `license` and perhaps `copyright`; their texts are in `texts`, or else beside their manifest.
 */
export const licences = (works) => {
  const texts = [];
  const numbers = new Map();
  const number = (text) => {
    const same = normalised(text);
    if (!numbers.has(same)) {
      texts.push(text.replace(/\r\n/g, "\n").replace(/^(\s*\n)+|\s+$/g, ""));
      numbers.set(same, texts.length);
    }
    return `[${numbers.get(same)}]`;
  };
  const rows = works.map((work) => {
    const found = work.texts ?? textsOf(work);
    if (found.length === 0 || !work.license) {
      throw new Error(
        `${work.name} ${work.version} comes without a licence: name its text in xtask/supply/licences.mjs`,
      );
    }
    const copyright = work.copyright === undefined ? "" : `\n  Copyright ${work.copyright}`;
    const where = [...new Set(found.map(number))].join(" ");
    return `${work.name} ${work.version}: ${work.license} ${where}${copyright}`;
  });
  return [
    "The WebAssembly modules of this package, and the JavaScript that wasm-bindgen makes for them,",
    "hold code of these works. The numbers are those of the licences' texts below.",
    "",
    ...rows,
    ...texts.flatMap((text, at) => ["", RULE, `[${at + 1}]`, "", text]),
    "",
  ].join("\n");
};
