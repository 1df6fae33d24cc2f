// What a page loads of threadline, by what it is for: the module's functions by their names, which are not
// shipped, and the sources of the JavaScript.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundled } from "./support/bundle.mjs";
import { report } from "./support/rounds.mjs";
import { sections } from "./support/sections.mjs";

const gzip = (bytes) => gzipSync(bytes, { level: 9 }).length;

// The first that fits a function's name.
const CODE = [
  [
    "responses: checked, normalised, written to the tape",
    /codec.*(decode|scan|skip|number|text|count)|^read_/,
  ],
  ["inputs: checked, written as requests", /codec.*(encode|target|write|time|forms)|^encode_/],
  [
    "errors: messages and paths",
    /codec.*(error_message|fault|expected|suggest|keys|fields)|http.*(error|status|reply)|wasm.*refused|to_camel/,
  ],
  ["errors: redaction", /redact/],
  ["retries and waits", /retry|^(decide|refund)_/],
];
const REST = "memory, strings, what Rust and wasm-bindgen add";

// The first that fits a source's path: the folders of pkg-template/ are the stations of a call.
const SCRIPTS = [
  ["the rate limit", /\/call\/limiter\.[jt]s$/],
  ["a call: attempts, clocks, signals, the body", /\/call\//],
  ["options: validation", /\/client\/(options|settings)\.[jt]s$/],
  ["clients, tokens", /\/(client|auth)\//],
  ["iterators over pages", /\/pages\//],
  ["errors: their classes", /\/errors\//],
  ["around the module: loading, inputs, plain objects", /\/module\//],
];
const COMMON = "what several of them use, the entry, the operations' names";

const grouped = (groups, rest, entries) => {
  const sums = new Map([...groups.map(([name]) => name), rest].map((name) => [name, 0]));
  for (const [name, bytes] of entries) {
    const [group = rest] = groups.find(([, names]) => names.test(name)) ?? [];
    sums.set(group, sums.get(group) + bytes);
  }
  return [...sums];
};

/** Each group with its share of what all are once compressed. */
const shared = (groups, raw, zipped) =>
  groups.map(([name, bytes]) => ({ name, raw: bytes, gzip: (bytes / raw) * zipped }));

const folder = mkdtempSync(join(tmpdir(), "threadline-parts-"));
const named = join(folder, "named.wasm");
// As it is shipped, but with its names.
const manifest = readFileSync(join(process.env.THREADLINE_TEMPLATE, "../Cargo.toml"), "utf8");
const flags = JSON.parse(/^wasm-opt = (\[.*\])$/m.exec(manifest)[1]);
execFileSync("wasm-opt", [...flags, "-g", process.env.THREADLINE_NAMED, "-o", named]);
const { functions } = sections(readFileSync(named));
rmSync(folder, { recursive: true });

const shipped = sections(
  readFileSync(join(process.env.THREADLINE_PACKAGE, "dist/threadline-calls.wasm")),
);
const { text, inputs } = await bundled(
  `export { Heymarket, Qlara, init } from "template:entry/slim-browser.js"`,
);

const size = (entries) => entries.reduce((sum, [, bytes]) => sum + bytes, 0);
report({
  module: [
    ...shared(grouped(CODE, REST, functions), size(functions), gzip(shipped.code)),
    {
      name: "tables of the operations, error messages",
      raw: shipped.data.length,
      gzip: gzip(shipped.data),
    },
  ],
  scripts: shared(grouped(SCRIPTS, COMMON, inputs), size(inputs), gzip(text)),
});
