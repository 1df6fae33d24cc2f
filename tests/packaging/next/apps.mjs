// Next's applications, each built and started when it is first asked for; the next one takes its place.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { after } from "node:test";
import { programOf } from "../support/node.mjs";
import { run, serveWith, tool } from "../support/programs.mjs";

/** One of them runs on Node's newest release, whose fetch and timers are what Next's newest features meet. */
const nodeFor = (app) => (app === "cache-components" ? programOf("node24") : process.execPath);

const LISTENING = ["--hostname", "127.0.0.1", "--port", "0"];

const addressIn = (printed) => /Local: +(http:\S+)/.exec(printed)?.[1];

/** What it has in its environment: the services, for applications that call them while they are built. */
const envOf = ({ url, keys, secrets: [secret] }) => ({
  NEXT_TELEMETRY_DISABLED: "1",
  HEYMARKET_API_KEY: keys.Heymarket,
  HEYMARKET_SECRET_ID: secret.id,
  HEYMARKET_SECRET_KEY: secret.key,
  HEYMARKET_URL: url,
  INBOX_URL: url,
});

/** The files of an application that are in the document. */
const EXAMPLES = {
  request: [
    "heymarket.js",
    "inbox.js",
    "reading.js",
    "app/conversations/[id]/page.jsx",
    "app/send/actions.js",
    "app/send/page.jsx",
  ],
  "cache-components": ["heymarket.js", "conversation.js"],
};

const writeExamples = (app) => {
  const text = readFileSync("node_modules/threadline/docs/frameworks/next.md", "utf8");
  for (const name of EXAMPLES[app] ?? []) {
    const [, code] = text.split(`\n\`\`\`jsx ${name}\n`);
    if (!code) throw new Error(`the document has no block called ${name}`);
    mkdirSync(dirname(join(app, name)), { recursive: true });
    writeFileSync(join(app, name), code.split("\n```")[0]);
  }
};

const next = (command, app, more, services) => [
  nodeFor(app),
  [tool("next"), command, app, ...more],
  { env: envOf(services) },
];

const serve = (command, app, services) => {
  const [program, args, options] = next(command, app, LISTENING, services);
  return serveWith(program, args, addressIn, options);
};

let running;

const stop = async () => {
  const { server } = running ?? {};
  running = undefined;
  await server?.stop();
};
after(stop);

/** The server of an application: its address is `found`, and what it has printed is in `output`. */
export const built = async (app, builder, services) => {
  if (running?.app === app && running.builder === builder) return running.server;
  await stop();
  if (builder === "webpack") rmSync(`${app}/app/edge`, { recursive: true, force: true });
  writeExamples(app);
  await run(...next("build", app, [`--${builder}`], services));
  running = { app, builder, server: await serve("start", app, services) };
  return running.server;
};

/** The same of the development server. */
export const developed = async (app, services) => {
  await stop();
  writeExamples(app);
  running = { app, server: await serve("dev", app, services) };
  return running.server;
};

/** The pages that the build has made ahead, by their paths. */
export const madeAhead = (app) =>
  JSON.parse(readFileSync(`${app}/.next/prerender-manifest.json`, "utf8")).routes;
