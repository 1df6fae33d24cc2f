// Serves one of the examples in Rust against the services that the environment names, until Ctrl-C.
//
//   node run.mjs rust-page|rust-worker|rust-bindings <the folder of its module>
//
// `cargo xtask example` builds the module and starts this.

import { fileURLToPath } from "node:url";
import { servePage } from "./page.mjs";
import { serveWorker } from "./worker.mjs";

const [example, module] = process.argv.slice(2);
const { THREADLINE_URL: service, THREADLINE_KEY, THREADLINE_QLARA_KEY } = process.env;
const keys = { heymarket: THREADLINE_KEY, qlara: THREADLINE_QLARA_KEY };

const page = () => {
  const folder = fileURLToPath(new URL(`../${example}`, import.meta.url));
  return servePage({ folder, module, service, keys });
};

/** A command that makes the fake service fail, and one that makes it well again. */
const faults = `To see an error, let the fake service fail; and then work again:

  curl -d '{"heymarket.*": [{"status": 503, "repeat": true}]}' ${service}/__fake/faults
  curl -X DELETE ${service}/__fake/faults`;

const EXAMPLES = {
  "rust-page": async () => {
    const served = await page();
    const words = `The page is up: ${served.pageUrl}

It lists the conversations of a member, with a filter. ${faults}

A key in a page is rejected: ${served.origin}/?member=1111#key=k`;
    return { ...served, words };
  },
  "rust-worker": async () => {
    const served = await serveWorker({ module, service, key: keys.heymarket });
    const { origin, token } = served;
    const words = `The Worker is up: ${origin}

  TOKEN='Authorization: Bearer ${token}'
  curl -H "$TOKEN" '${origin}/conversations?member=1111&closed=false'
  curl -H "$TOKEN" ${origin}/conversations/610018
  curl -H "$TOKEN" ${origin}/conversations/610018/reply \\
    -H 'Content-Type: application/json' -d '{"inbox": 2222, "member": 1111, "text": "On its way"}'

${origin}/conversations/1 is a 404; without the token, everything is a 401.

${faults}`;
    return { ...served, words };
  },
  "rust-bindings": async () => {
    const served = await page();
    const words = `The page is up: ${served.pageUrl}

Each button calls an operation by way of the module, and shows what comes back.`;
    return { ...served, words };
  },
};

if (!Object.hasOwn(EXAMPLES, example) || !module || !service || !keys.heymarket || !keys.qlara) {
  console.error("`cargo xtask example rust-page` (rust-worker, rust-bindings) starts this.");
  process.exit(2);
}

const stopped = new Promise((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, resolve);
});
const served = await EXAMPLES[example]();
console.log(`\n${served.words}\n\nPress Ctrl-C to stop.`);
await stopped;
await served.close();
