// Conversations as Rust structs: read natively, and called for over loopback in WebAssembly, beside what one would write
// with serde, and beside the package.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Heymarket } from "threadline";
import { bytesOf, conversations } from "./support/data.mjs";
import { compared, inTurn, quick, report } from "./support/rounds.mjs";

const SIZE = 300;

const folder = process.env.THREADLINE_RUST;
const reading = spawnSync(join(folder, "read"), quick ? ["2", "2"] : ["31", "20"], {
  input: bytesOf(conversations(SIZE)),
  encoding: "utf8",
});
if (reading.status !== 0) throw new Error(reading.stderr);
const { names, rounds } = JSON.parse(reading.stdout);
const read = compared(
  new Map(names.map((name, at) => [name, rounds.map((us) => ({ us: us[at] }))])),
);

// gloo-net looks for a page or a worker, and Node is neither.
globalThis.Window = class {
  static [Symbol.hasInstance](value) {
    return value === globalThis;
  }
};
const NAME = "threadline_bench_rust_rival";
const rust = await import(join(folder, `${NAME}.js`));
rust.initSync({ module: readFileSync(join(folder, `${NAME}_bg.wasm`)) });

const server = spawn(process.execPath, [join(import.meta.dirname, "support/server.mjs")], {
  stdio: ["pipe", "pipe", "inherit"],
});
const [line] = await once(server.stdout, "data");
const baseUrl = String(line).trim();
const client = new rust.Client(baseUrl);
const heymarket = new Heymarket({ apiKey: "key", baseUrl, rateLimit: false });

const KINDS = {
  "a conversation": {
    "gloo-net and serde, by hand": (id) => rust.one_by_hand(baseUrl, id),
    "threadline, the crate": (id) => client.one(id),
    "threadline, the npm package": (id) => heymarket.getConversation({ id }),
  },
  "a page of 50": {
    "gloo-net and serde, by hand": () => rust.page_by_hand(baseUrl),
    "threadline, the crate": () => client.page(),
    "threadline, the npm package": () => heymarket.listConversations({ id: 1111, filters: {} }),
  },
};

const count = quick ? 20 : 250;
const measure = async (call) => {
  const start = performance.now();
  for (let id = 0; id < count; id++) await call(9000 + id);
  return { us: ((performance.now() - start) * 1000) / count };
};

const calls = [];
for (const [kind, ways] of Object.entries(KINDS)) {
  await inTurn(ways, quick ? 1 : 4, measure);
  calls.push({ kind, rows: await inTurn(ways, quick ? 1 : 21, measure) });
}
report({ size: SIZE, read, calls });
server.stdin.end();
