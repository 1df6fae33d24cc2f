// Reports what the responses of an account look like: the outcome of every operation that only reads, and
// the keys and kinds in its responses. No value is printed and nothing is changed, so the output can be
// pasted into an issue.
//
// In a copy of this folder:
//
//   npm install threadline
//   HEYMARKET_API_KEY=… node probe.mjs heymarket [--user <your user id>]
//   QLARA_API_KEY=… node probe.mjs qlara
//
// Ids that an operation needs are taken from the responses before; each can be given instead.

import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { isThreadlineError } from "threadline";
import { ReadOnly } from "./probe/read-only.mjs";
import { report } from "./probe/report.mjs";
import { run } from "./probe/run.mjs";
import { SERVICES } from "./probe/services.mjs";

const usage = (problem) => {
  if (problem) console.error(problem);
  for (const [name, { ids }] of Object.entries(SERVICES)) {
    const options = ids.map((id) => ` [--${id} <id>]`).join("");
    console.error(`Usage: ${name.toUpperCase()}_API_KEY=… node probe.mjs ${name}${options}`);
  }
  process.exit(2);
};

const [name, ...rest] = process.argv.slice(2);
if (!Object.hasOwn(SERVICES, name ?? "")) usage();
const { Client, url, reads, ids: names } = SERVICES[name];
const { [`${name.toUpperCase()}_API_KEY`]: apiKey, [`${name.toUpperCase()}_URL`]: baseUrl = url } =
  process.env;
if (!apiKey) usage();

let ids;
try {
  const options = Object.fromEntries(names.map((id) => [id, { type: "string" }]));
  ids = { ...parseArgs({ args: rest, options }).values };
} catch {
  usage();
}

const drifts = [];
const onDrift = (drift) => drifts.push(drift);
const service = new ReadOnly(
  baseUrl,
  reads.map(({ route }) => route),
);
let client;
try {
  client = new Client({ apiKey, baseUrl, fetch: service.fetch, onDrift });
} catch (error) {
  // An invalid key or address: the message names the option and never shows its value.
  if (!isThreadlineError(error)) throw error;
  usage(error.message);
}

const given = [apiKey, ...Object.values(ids)];
const outcomes = await run(client, reads, ids, {
  take: () => service.take(),
  drifts,
  begins: (operation) => console.error(`${operation} …`),
});

const { version, bugs } = createRequire(import.meta.url)("threadline/package.json");
console.log(`Probe of ${name}, threadline ${version}, Node ${process.version}
Keys and JSON kinds of the responses, never a value. A "?" marks a key that some objects do not have.
`);
console.log(report(outcomes, given).join("\n"));
console.log(`
Read it, then paste it into ${bugs?.url ?? "a new issue of threadline"}`);
