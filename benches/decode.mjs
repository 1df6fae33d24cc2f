// Bytes of a page to plain objects, against TextDecoder and JSON.parse, which check nothing.

import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { Heymarket } from "threadline";
import * as v from "valibot";
import { Page as ValibotPage } from "./rivals/valibot.mjs";
import { Page as ZodPage } from "./rivals/zod.mjs";
import { generated, load, wasmOf } from "./support/bundle.mjs";
import { bytesOf, conversations, normalised } from "./support/data.mjs";
import { inTurn, quick, report } from "./support/rounds.mjs";

const SIZES = [1, 50, 1000];
// A page of one is many pages in turn: conversations differ.
const VARIANTS = 20;

const serde = await import(
  join(process.env.THREADLINE_SERDE, "threadline_bench_serde_wasm_bindgen.js")
);
serde.initSync({
  module: wasmOf(join(process.env.THREADLINE_SERDE, "threadline_bench_serde_wasm_bindgen_bg.wasm")),
});
const { decoder } = await load(`export * from "./support/hook.js"`);
const threadline = decoder(wasmOf(join(generated, "threadline.wasm")));
const { default: isPage } = await load(`export { default } from "ajv:page"`);

const text = new TextDecoder();
const parse = (bytes) => JSON.parse(text.decode(bytes));
// As Zod works where no code may be made from strings: in Workers.
const jitless = { jitless: true };

const ways = {
  "TextDecoder + JSON.parse, unchecked": parse,
  threadline,
  "+ Ajv, compiled ahead": (bytes) => {
    const page = parse(bytes);
    if (!isPage(page)) throw new Error("no page");
    return page;
  },
  "+ Zod": (bytes) => ZodPage.parse(parse(bytes)),
  "+ Zod, jitless (as in Workers)": (bytes) => ZodPage.parse(parse(bytes), jitless),
  "+ Valibot": (bytes) => v.parse(ValibotPage, parse(bytes)),
  "serde_json → serde-wasm-bindgen": serde.decode,
};

/** All ways give the same objects, and threadline's are what a user's call gives. */
const agree = async () => {
  const wire = conversations(SIZES.at(-1));
  const bytes = bytesOf(wire);
  for (const [name, decode] of Object.entries(ways)) {
    const expected = name === "threadline" ? wire.map(normalised) : wire;
    if (!isDeepStrictEqual(decode(bytes), expected)) throw new Error(`${name} gives other objects`);
  }
  const fetch = async () => new Response(bytes);
  const called = await new Heymarket({ apiKey: "key", fetch }).listConversations({
    id: 1,
    filters: {},
  });
  if (!isDeepStrictEqual(threadline(bytes), called)) throw new Error("no call decodes like this");
};
await agree();

const result = [];
for (const size of SIZES) {
  const pages =
    size === 1
      ? conversations(VARIANTS).map((one) => bytesOf([one]))
      : [bytesOf(conversations(size))];
  const turns = quick ? 1 : Math.max(4, Math.round(3000 / size / pages.length));
  const measure = (decode) => {
    const start = process.hrtime.bigint();
    for (let turn = 0; turn < turns; turn++) for (const page of pages) decode(page);
    return { us: Number(process.hrtime.bigint() - start) / turns / pages.length / 1000 };
  };
  // Warm first, so that what is measured is what a busy process has.
  await inTurn(ways, quick ? 1 : 15, measure);
  const bytes = pages.reduce((sum, page) => sum + page.length, 0) / pages.length;
  result.push({ size, bytes, rows: await inTurn(ways, quick ? 2 : 31, measure) });
}
report(result);
