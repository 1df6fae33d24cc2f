// A call over loopback, one after the other and 64 at once, against fetch by hand.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import ky from "ky";
import createClient from "openapi-fetch";
import { Heymarket } from "threadline";
import { Page as ZodPage } from "./rivals/zod.mjs";
import { generated, load, wasmOf } from "./support/bundle.mjs";
import { inTurn, quick, report, summary } from "./support/rounds.mjs";

const server = spawn(process.execPath, [join(import.meta.dirname, "support/server.mjs")], {
  stdio: ["pipe", "pipe", "inherit"],
});
const [line] = await once(server.stdout, "data");
const baseUrl = String(line).trim();

const headers = { "x-api-key": "key", accept: "application/json" };
const heymarket = new Heymarket({ apiKey: "key", baseUrl, rateLimit: false });
const openapi = createClient({ baseUrl, headers });
const byHand = async (path, init) => {
  const response = await fetch(baseUrl + path, init);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
};
const input = { id: 1111, filters: {} };
const post = () => ({
  method: "POST",
  headers: { ...headers, "content-type": "application/json" },
  body: JSON.stringify(input),
});
const timed = () => AbortSignal.timeout(30_000);

// The least that a call can be which promises what threadline's does: it ends in time, whatever fetch does;
// it stops at a body that is too large; its response is checked.
const { decoder } = await load(`export * from "./support/hook.js"`);
const decode = decoder(wasmOf(join(generated, "threadline.wasm")), "getConversation");
const least = async (path) => {
  const controller = new AbortController();
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(new Error("late"));
    }, 30_000);
  });
  const work = async () => {
    const { signal } = controller;
    const response = await fetch(baseUrl + path, { headers, signal, redirect: "manual" });
    if (!response.ok) throw new Error(`status ${response.status}`);
    const reader = response.body.getReader();
    const pieces = [];
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > 2 ** 24) throw new Error("too large");
      pieces.push(value);
    }
    return decode(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces));
  };
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
};

const KINDS = {
  "a conversation": {
    "fetch by hand": (id) => byHand(`/v1/conversation/${id}`, { headers }),
    "fetch by hand, with a time limit": (id) =>
      byHand(`/v1/conversation/${id}`, { headers, signal: timed() }),
    "fetch by hand, with what threadline promises": (id) => least(`/v1/conversation/${id}`),
    threadline: (id) => heymarket.getConversation({ id }),
    "openapi-fetch": async (id) =>
      (await openapi.GET("/v1/conversation/{id}", { params: { path: { id } } })).data,
    ky: (id) => ky.get(`${baseUrl}/v1/conversation/${id}`, { headers }).json(),
  },
  "a page of 50": {
    "fetch by hand": () => byHand("/v1/conversations", post()),
    "fetch by hand, with a time limit": () =>
      byHand("/v1/conversations", { ...post(), signal: timed() }),
    "fetch by hand + Zod": async () => ZodPage.parse(await byHand("/v1/conversations", post())),
    threadline: () => heymarket.listConversations(input),
    "openapi-fetch": async () => (await openapi.POST("/v1/conversations", { body: input })).data,
    ky: () => ky.post(`${baseUrl}/v1/conversations`, { headers, json: input }).json(),
  },
};

const cpuNow = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/**
 * Some calls, `width` at once: time and own processor time a call, in microseconds. Each is of another
 * conversation: of equal reads under way threadline would make one.
 */
const measure = (count, width) => async (call) => {
  const [start, cpu] = [performance.now(), cpuNow()];
  let left = count;
  const worker = async () => {
    while (left-- > 0) await call(9000 + left);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return {
    us: ((performance.now() - start) * 1000) / count,
    cpu: (cpuNow() - cpu) / count,
  };
};

/** How busy the server was while `work` ran: 1 is a whole processor. */
const serverDuring = async (work) => {
  const before = await byHand("/cpu");
  const start = performance.now();
  await work();
  return ((await byHand("/cpu")) - before) / ((performance.now() - start) * 1000);
};

const oneByOne = [];
for (const [kind, ways] of Object.entries(KINDS)) {
  const some = measure(quick ? 20 : 250, 1);
  await inTurn(ways, quick ? 1 : 4, some);
  oneByOne.push({ kind, rows: await inTurn(ways, quick ? 1 : 21, some) });
}

const COUNT = quick ? 200 : 10_000;
const many = measure(COUNT, 64);
const busy = [];
// The others make no difference here.
const { "openapi-fetch": _, ...waysAtOnce } = KINDS["a conversation"];
const atOnce = await inTurn(waysAtOnce, quick ? 1 : 5, async (call) => {
  let figures;
  busy.push(
    await serverDuring(async () => {
      figures = await many(call);
    }),
  );
  return { perSecond: 1e6 / figures.us, cpu: figures.cpu };
});
report({ oneByOne, atOnce: { count: COUNT, rows: atOnce, serverBusy: summary(busy) } });
server.stdin.end();
