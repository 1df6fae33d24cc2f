// Calls by one of the ways, with a response or kept waiting: `node wait.mjs <its name>`.

import * as threadline from "threadline";
import { caller } from "../support/calls.mjs";
import { startServer } from "../support/stalling.mjs";
import { makeGarbage } from "./garbage.mjs";
import { wayOf } from "./ways.mjs";

const COUNT = 50;

const way = wayOf(process.argv[2]);
const { fetch, within = (work) => work(), recorded, close } = await way.open();
const server = await startServer();
const { answered, begin } = caller(threadline, { baseUrl: server.url, ...(fetch && { fetch }) });

/** What the calls ended with, and how many connections are open afterwards. */
const outcome = async (calls) => ({
  ends: await calls.ends(),
  open: await server.leftOpen(way.patience),
});

/** While the calls wait for their limit, old objects are collected at least twice. */
const timedOut = async (timeoutMs = 1_500) => {
  server.behave("stall");
  const garbage = makeGarbage();
  const calls = begin(COUNT, timeoutMs);
  await server.arrivals(COUNT);
  const before = garbage.collections();
  const found = await outcome(calls);
  const enough = garbage.collections() - before >= 2;
  garbage.stop();
  return enough ? found : timedOut(2 * timeoutMs);
};

const aborted = async () => {
  server.behave("stall");
  const garbage = makeGarbage();
  const calls = begin(COUNT);
  await calls.heads(await server.arrivals(COUNT));
  await garbage.collected(2);
  calls.abort();
  const found = await outcome(calls);
  garbage.stop();
  return found;
};

/** Responses that are given up half read. */
const misled = async () => {
  server.behave("mislead");
  return outcome(begin(COUNT));
};

const report = await within(async () => {
  const ids = await answered();
  const arrived = server.arrived();
  return {
    ids,
    arrived,
    timedOut: await timedOut(),
    aborted: await aborted(),
    misled: await misled(),
  };
});
report.recorded = await recorded?.();
await close?.();
server.stop();
console.log(JSON.stringify(report));
