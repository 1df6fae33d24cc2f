// Many calls at once: none sees another's client, response or failure, and memory stays level.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Heymarket, isThreadlineError } from "threadline";
import {
  asRequest,
  client,
  json,
  LIST,
  never,
  rejection,
  sleep,
  wire,
} from "./support/doubles.mjs";
import { observed, usedByScript } from "./support/memory.mjs";
import { each, SERVICES } from "./support/services.mjs";

const idIn = (url) => Number(new URL(url).pathname.split("/").at(-1));

each(
  "a thousand calls at once each get their own response",
  async ({ client, get, wire, idOf }) => {
    const api = client(async (url) => {
      const id = idIn(url);
      await sleep((id * 7) % 20);
      return id % 10 === 3 ? json({}, { status: 404 }) : json(wire(id));
    });
    const results = await Promise.all(
      Array.from({ length: 1_000 }, (_, id) => get(api, id).catch((error) => error)),
    );
    for (const [id, result] of results.entries()) {
      if (id % 10 === 3) assert.equal(result.code, "NOT_FOUND");
      else assert.equal(result.id, idOf(id));
    }
  },
);

test("clients of both services with different credentials never mix, however their calls interleave", async () => {
  const seen = [];
  const fetch = asRequest(async (request) => {
    await sleep(Math.random() * 5);
    const { authorization, "x-api-key": key } = Object.fromEntries(request.headers);
    seen.push([Number(/host-(\d+)/.exec(request.url)[1]), { authorization, key }]);
    return json([]);
  });
  const clients = Array.from({ length: 20 }, (_, i) => {
    const token = async () => {
      await sleep(Math.random() * 5);
      return `secret-${i}`;
    };
    const credential = i % 4 < 2 ? { token } : { apiKey: `secret-${i}` };
    const { Client, list } = SERVICES[i % 2];
    const baseUrl = `https://host-${i}.example`;
    const api = new Client({ ...credential, baseUrl, fetch, coalesce: false });
    return () => list(api);
  });
  await Promise.all(Array.from({ length: 10 }, () => clients.map((call) => call())).flat());
  assert.equal(seen.length, 200);
  for (const [i, credential] of seen) {
    const bearer = i % 4 < 2 || SERVICES[i % 2].name === "Heymarket";
    assert.deepEqual(credential, {
      authorization: bearer ? `Bearer secret-${i}` : undefined,
      key: bearer ? undefined : `secret-${i}`,
    });
  }
});

each("calls that are aborted, time out or fail leave the others alone", async (service) => {
  const { client, get, wire, idOf } = service;
  const api = client(async (url) => {
    const id = idIn(url);
    if (id % 4 === 1) return new Promise(() => {});
    if (id % 4 === 2) throw new TypeError("no way");
    await sleep(10);
    return json(wire(id));
  });
  const results = await Promise.all(
    Array.from({ length: 400 }, (_, id) =>
      get(api, id, {
        timeoutMs: id % 8 === 1 ? 5 : 60_000,
        signal: id % 8 === 5 ? AbortSignal.timeout(5) : undefined,
      }).catch((error) => error),
    ),
  );
  for (const [id, result] of results.entries()) {
    if (id % 4 === 2) assert.equal(result.code, "CONNECTION");
    else if (id % 8 === 1) assert.equal(result.code, "TIMEOUT");
    else if (id % 8 === 5) assert.equal(result.name, "TimeoutError");
    else assert.equal(result.id, idOf(id));
  }
});

describe("memory", () => {
  test("is level after 20,000 calls that succeed, fail and are aborted", async () => {
    const { Heymarket, used } = await observed();
    const reply = JSON.stringify(Array.from({ length: 20 }, (_, id) => wire(id)));
    const heymarket = new Heymarket({
      apiKey: "key",
      maxRetries: 0,
      rateLimit: false,
      fetch: asRequest(async (request) => {
        const kind = request.headers.get("x-kind");
        return kind === "2" ? never() : new Response(reply, { status: kind === "1" ? 500 : 200 });
      }),
    });
    const call = async (_, i) => {
      const controller = new AbortController();
      const options = { headers: { "x-kind": `${i % 3}` }, signal: controller.signal };
      const settled = heymarket.listConversations(LIST, options).catch(() => {});
      if (i % 3 === 2) setTimeout(() => controller.abort("enough"));
      await settled;
    };
    const use = async (count) => {
      for (let done = 0; done < count; done += 100) {
        await Promise.all(Array.from({ length: 100 }, call));
      }
      return used();
    };
    const before = await use(4_000);
    const after = await use(16_000);
    assert.ok(after.script - before.script < 8, `${before.script} to ${after.script} MB`);
    assert.equal(after.module, before.module);
  });

  test("of a page is not retained by one item of it", async () => {
    const reply = JSON.stringify([wire(1), wire(2, { last_msg: "x".repeat(2 ** 20) })]);
    const heymarket = client(async () => new Response(reply));
    const kept = [];
    const before = await usedByScript();
    for (let i = 0; i < 40; i++) kept.push((await heymarket.listConversations(LIST))[0]);
    const grown = (await usedByScript()).objects - before.objects;
    assert.equal(kept.length, 40);
    assert.ok(grown < 10, `grown by ${grown} MB`);
  });
});

test("nothing rejects unseen", async () => {
  const unseen = [];
  const remember = (error) => unseen.push(error);
  process.on("unhandledRejection", remember);
  const failing = client(async () => {
    await sleep(10);
    throw new Error("too late");
  });
  const broken = client(
    async () =>
      new Response(
        new ReadableStream({ start: (c) => setTimeout(() => c.error(new Error("late")), 10) }),
      ),
  );
  for (const heymarket of [failing, broken]) {
    const error = await rejection(heymarket.listConversations(LIST, { timeoutMs: 3 }));
    assert.ok(isThreadlineError(error));
    await rejection(heymarket.listConversations(LIST, { signal: AbortSignal.abort(1) }));
  }
  await rejection(
    new Heymarket({ token: () => sleep(8).then(() => Promise.reject(1)) }).listConversations(LIST, {
      timeoutMs: 3,
    }),
  );
  await sleep(30);
  process.off("unhandledRejection", remember);
  assert.deepEqual(unseen, []);
});
