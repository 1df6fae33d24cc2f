// The package on both sides of one application, built by each of Next's two builders.

import { oneFile, oneText } from "../support/copies.mjs";
import { addressOf, visitPage } from "../support/page.mjs";
import { built } from "./apps.mjs";
import { testErrors } from "./borders.mjs";
import { testCacheComponents } from "./cache-components.mjs";
import { next } from "./next.mjs";
import { testRequests } from "./requests.mjs";

const answer = async (address, server) => {
  const reply = await fetch(address);
  const text = await reply.text();
  if (reply.ok) return text;
  throw new Error(`${reply.status} ${text}\n${server.output.all}`);
};

const json = async (server, path, services) =>
  JSON.parse(await answer(addressOf(`${server.found}/${path}`, services), server));

const EDGE = "edge route handler";
const VISITS = {
  "route handler": (server, services) => json(server, "route", services),
  [EDGE]: (server, services) => json(server, "edge", services),
  "server component": async (server, services) => {
    const page = await answer(addressOf(`${server.found}/server`, services), server);
    return JSON.parse(Buffer.from(/<pre>(.*?)<\/pre>/.exec(page)[1], "base64"));
  },
  "client component": (server, services) => visitPage(`${server.found}/client`, services),
};

for (const [builder, places] of [
  ["turbopack", Object.keys(VISITS)],
  // With webpack, this Next builds no edge routes.
  ["webpack", Object.keys(VISITS).filter((place) => place !== EDGE)],
]) {
  for (const place of places) {
    next.runs(`${place}, ${builder}`, async (services) => {
      const server = await built("default", builder, services);
      oneText("default/.next/static");
      return VISITS[place](server, services);
    });
  }
  // Turbopack finds no `threadline/threadline.wasm?module` to give to an edge route.
  for (const place of ["route handler", "server component", "client component"]) {
    next.slim(`${place}, ${builder}, with \`serverExternalPackages\``, async (services) => {
      const server = await built("slim", builder, services);
      oneFile("slim/.next/static");
      return VISITS[place](server, services);
    });
  }
}

testRequests();
testCacheComponents();
testErrors();
