// What a browser loads: JavaScript, bundled and minified alike for all, and WebAssembly.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { bundle } from "./support/bundle.mjs";
import { report } from "./support/rounds.mjs";

const moduleOf = (name) => readFileSync(join(process.env.THREADLINE_PACKAGE, "dist", name));
const serde = process.env.THREADLINE_SERDE;
const serdeWasm = readFileSync(join(serde, "threadline_bench_serde_wasm_bindgen_bg.wasm"));

// A bundler may drop what nobody can reach.
const use = (code) => `${code}; globalThis.client = client;`;
const clients = (entry) =>
  use(`import { Heymarket, Qlara } from "${entry}"; const client = { Heymarket, Qlara }`);
/** One operation, written by hand, for rivals without a client for these services. */
const list = (imports, read) =>
  use(`${imports}
    const client = async (apiKey, input) => {
      const response = await fetch("https://api.heymarket.com/v1/conversations", {
        method: "POST",
        headers: { "x-api-key": apiKey, "content-type": "application/json" },
        body: JSON.stringify(input),
      });
      if (!response.ok) throw new Error(response.status);
      return ${read};
    }`);

const BOTH = "every operation of both services";
const ONE = "one operation";
const OWN = "its own service";

const things = [
  ["threadline", BOTH, clients("threadline"), {}],
  [
    "threadline/slim",
    BOTH,
    clients("threadline/slim"),
    { wasm: moduleOf("threadline-calls.wasm") },
  ],
  [
    "threadline in a Worker",
    BOTH,
    clients("threadline"),
    { wasm: moduleOf("threadline.wasm"), conditions: ["workerd"] },
  ],
  ["fetch, by hand", ONE, list("", "response.json()")],
  [
    "fetch + Ajv, compiled ahead",
    ONE,
    list(`import isPage from "ajv:page";`, "[await response.json()].find(isPage)"),
  ],
  [
    "fetch + Valibot",
    ONE,
    list(
      `import { parse } from "valibot"; import { Page } from "./rivals/valibot.mjs";`,
      "parse(Page, await response.json())",
    ),
  ],
  [
    "fetch + Zod",
    ONE,
    list(`import { Page } from "./rivals/zod.mjs";`, "Page.parse(await response.json())"),
  ],
  [
    "openapi-fetch",
    ONE,
    use(`import create from "openapi-fetch";
      const client = (input) => create({ baseUrl: "https://api.heymarket.com" })
        .POST("/v1/conversations", { body: input })`),
  ],
  [
    "ky",
    ONE,
    use(`import ky from "ky";
      const client = (json) => ky.post("https://api.heymarket.com/v1/conversations", { json }).json()`),
  ],
  [
    "fetch + serde-wasm-bindgen",
    ONE,
    list(
      `import init, { decode } from "${join(serde, "threadline_bench_serde_wasm_bindgen.js")}";`,
      `(await init("serde.wasm"), decode(new Uint8Array(await response.arrayBuffer())))`,
    ),
    { wasm: serdeWasm },
  ],
  ["intercom-client", OWN, use(`import { IntercomClient as client } from "intercom-client"`)],
  ["stripe", OWN, use(`import client from "stripe"`)],
  ["octokit", OWN, use(`import { Octokit as client } from "octokit"`)],
  ["openai", OWN, use(`import client from "openai"`)],
  ["stream-chat", OWN, use(`import { StreamChat as client } from "stream-chat"`)],
];

const weigh = (bytes) => ({
  raw: bytes.length,
  gzip: gzipSync(bytes, { level: 9 }).length,
  brotli: brotliCompressSync(bytes).length,
});

const result = [];
for (const [name, does, code, { wasm, ...options } = {}] of things) {
  const parts = [await bundle(code, options), ...(wasm ? [wasm] : [])].map(weigh);
  const sum = (key) => parts.reduce((total, part) => total + part[key], 0);
  result.push({ name, does, raw: sum("raw"), gzip: sum("gzip"), brotli: sum("brotli") });
}
report(result);
