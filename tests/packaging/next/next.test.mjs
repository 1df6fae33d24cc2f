// The package on both sides of one application, built by each of Next's two builders.

import { rmSync } from "node:fs";
import { after } from "node:test";
import { oneFile, oneText } from "../support/copies.mjs";
import { addressOf, visitPage } from "../support/page.mjs";
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
