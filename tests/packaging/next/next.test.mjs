// The package on both sides of one application, built by each of Next's two builders.

import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { serve } from "../../runtimes/support/misbehaving.mjs";
import { example, once, testBorders, testForeign } from "../support/border-table.mjs";
import { oneFile, oneText } from "../support/copies.mjs";
import { addressOf, openPage, visitPage } from "../support/page.mjs";
import { run, serveWith, tool } from "../support/programs.mjs";
import { locked, row } from "../support/row.mjs";

const env = { NEXT_TELEMETRY_DISABLED: "1" };
const next = row("Next.js", locked("next"));

/** Builds an application and starts it, when it is first asked for; the next one takes its place. */
let running;
const started = async (app, builder) => {
  if (running?.app === app && running.builder === builder) return running.server.found;
  await running?.server.stop();
  running = undefined;
  if (builder === "webpack") rmSync(`${app}/app/edge`, { recursive: true, force: true });
  await run(tool("next"), ["build", app, `--${builder}`], { env });
  const args = ["start", app, "--hostname", "127.0.0.1", "--port", "0"];
  const address = (printed) => /Local: +(http:\S+)/.exec(printed)?.[1];
  running = { app, builder, server: await serveWith(tool("next"), args, address, { env }) };
  return running.server.found;
};
after(() => running?.server.stop());

const answer = async (address) => {
  const reply = await fetch(address);
  const text = await reply.text();
  if (reply.ok) return text;
  throw new Error(`${reply.status} ${text}\n${running.server.output.all}`);
};

const EDGE = "edge route handler";
const VISITS = {
  "route handler": async (url, services) =>
    JSON.parse(await answer(addressOf(`${url}/route`, services))),
  [EDGE]: async (url, services) => JSON.parse(await answer(addressOf(`${url}/edge`, services))),
  "server component": async (url, services) => {
    const page = await answer(addressOf(`${url}/server`, services));
    return JSON.parse(Buffer.from(/<pre>(.*?)<\/pre>/.exec(page)[1], "base64"));
  },
  "client component": (url, services) => visitPage(`${url}/client`, services),
};

for (const [builder, places] of [
  ["turbopack", Object.keys(VISITS)],
  // With webpack, this Next builds no edge route at all.
  ["webpack", Object.keys(VISITS).filter((place) => place !== EDGE)],
]) {
  for (const place of places) {
    next.runs(`${place}, ${builder}`, async (services) => {
      const url = await started("default", builder);
      oneText("default/.next/static");
      return VISITS[place](url, services);
    });
  }
  // Turbopack finds no `threadline/threadline.wasm?module` to give to an edge route.
  for (const place of ["route handler", "server component", "client component"]) {
    next.slim(`${place}, ${builder}, with \`serverExternalPackages\``, async (services) => {
      const url = await started("slim", builder);
      oneFile("slim/.next/static");
      return VISITS[place](url, services);
    });
  }
}

/** The application whose errors leave the server, with the document's example in it. */
let service;
const bordering = async () => {
  service = await serve((_request, response) =>
    response
      .writeHead(429, { "content-type": "application/json", "retry-after": "3600" })
      .end('{"message":"slow down"}'),
  );
  // Read by the example, see below.
  Object.assign(process.env, { HEYMARKET_API_KEY: "key", HEYMARKET_URL: service.url });
  mkdirSync("borders/app/example", { recursive: true });
  const key = "apiKey: process.env.HEYMARKET_API_KEY";
  writeFileSync(
    "borders/app/example/page.jsx",
    example("page.jsx", { [key]: `${key}, baseUrl: process.env.HEYMARKET_URL` }),
  );
  writeFileSync("borders/app/example/conversation.jsx", example("conversation.jsx"));
  return started("borders", "turbopack");
};
after(() => service?.stop());
const borders = once(bordering);

const crossed = once(async () => {
  const url = await borders();
  const reports = [];
  for (const path of ["prop", "thrown", "action"]) {
    reports.push(await visitPage(`${url}/${path}`, {}));
  }
  reports.push(JSON.parse(await answer(`${url}/cached`)));
  const { foreign, ...rest } = Object.assign({}, ...reports);
  return { foreign, borders: rest };
});
const DIGEST = ["digest"];
testForeign("Next.js", crossed);
testBorders("Next.js", crossed, {
  added: {
    "thrown by a server component": DIGEST,
    "thrown by a server action": DIGEST,
    "thrown by a function with `use cache`": DIGEST,
  },
});

test("the documented client component knows the error that its server component met", async () => {
  const { page, errors } = await openPage(`${await borders()}/example`);
  try {
    const shown = page.getByText(/^Busy until \d{4}-\d\d-\d\dT[\d:.]+Z$/);
    await shown.waitFor();
    assert.deepEqual(
      errors.filter((error) => !error.includes("favicon")),
      [],
    );
  } finally {
    await page.close();
  }
});
