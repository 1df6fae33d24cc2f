// The edge in workerd, in front of the fake services, with its storage on disk so that it can be killed.

import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Miniflare, Response } from "miniflare";
import { sleep } from "../../support/doubles.mjs";
import { startFake } from "../../support/fake.mjs";
import { modulesOf } from "./modules.mjs";
import { openPage } from "./page.mjs";
import { childrenOf } from "./processes.mjs";

/** Until something is so; the test's own limit ends it. */
export const until = async (test) => {
  while (!(await test())) await sleep(20);
};

/** On a connection of its own: the runtime may close an idle one in the moment in which it is used. */
const ask = (url, init) =>
  fetch(url, { ...init, headers: { ...init?.headers, connection: "close" } });

export const SEES_ALL = { user: "ann", heymarket: { userId: 1111 }, qlara: {} };

/** `upstream`, where the services are not the fake ones; `keep`, how many events stay in the log. */
export const startEdge = async ({ upstream, limits, keep = 300, flags = [] } = {}) => {
  const fake = upstream ? undefined : await startFake(...flags);
  const hooks = { heymarket: fake?.webhookToken ?? randomUUID(), qlara: randomUUID() };
  const keys = { heymarket: fake?.keys.Heymarket ?? "key", qlara: fake?.keys.Qlara ?? "key" };
  const storage = await mkdtemp(join(tmpdir(), "threadline-edge-"));
  const sessions = new Map([["all", SEES_ALL]]);
  let logged = "";
  /** What onEvent was called for, and what it is asked to do. */
  const events = [];
  let steps = () => [];
  const settings = {
    host: "127.0.0.1",
    port: 0,
    cf: false,
    compatibilityDate: "2026-04-01",
    modules: await modulesOf("worker.mjs"),
    bindings: {
      UPSTREAM: upstream ?? fake.url,
      KEYS: keys,
      HOOKS: hooks,
      LIMITS: limits ?? {},
      KEEP: keep,
    },
    durableObjects: { HUB: { className: "Hub", useSQLite: true } },
    durableObjectsPersist: storage,
    serviceBindings: {
      SESSIONS: (request) => {
        const token = decodeURIComponent(new URL(request.url).pathname.slice(1));
        const session = sessions.get(token) ?? null;
        // No connection is kept: it may be closed in the moment in which it is used again.
        const init = { status: session === "fail" ? 500 : 200, headers: { connection: "close" } };
        return new Response(JSON.stringify(session), init);
      },
      EVENTS: async (request) => {
        const event = await request.json();
        events.push(event);
        return Response.json(await steps(event));
      },
    },
    handleRuntimeStdio(...outputs) {
      for (const output of outputs) {
        output.on("data", (piece) => {
          logged += piece;
        });
      }
    },
  };
  const before = childrenOf(process.pid);
  const miniflare = new Miniflare(settings);
  let url = await miniflare.ready;
  const edge = {
    fake,
    keys,
    hooks,
    sessions,
    events,
    get origin() {
      return url.origin;
    },
    logged: () => logged,
    /** What onEvent does from now on: a function from an event to steps. */
    onEvent: (made) => {
      steps = made;
    },
    hookUrl: (service) =>
      `${url.origin}/inbox/hooks/${service}${service === "qlara" ? `?secret=${hooks.qlara}` : ""}`,
    /** A page's request. */
    ask: (path, { token = "all", ...init } = {}) =>
      ask(new URL(`/inbox${path}`, url), {
        ...init,
        headers: { ...(token && { authorization: `Bearer ${token}` }), ...init.headers },
      }),
    door: async (name, query = {}) =>
      (await ask(new URL(`/doors/${name}?${new URLSearchParams(query)}`, url))).json(),
    /** A page that is connected. */
    open: (options) => openPage(url, options),
    /** Contacts write; the statuses of the deliveries. */
    async write(service, asked) {
      const proof = service === "heymarket" ? { token: hooks.heymarket } : {};
      const target = { url: edge.hookUrl(service), ...proof };
      const { ids, deliveries } = await fake.write({ service, ...target, ...asked });
      return { ids, statuses: deliveries.map(({ status }) => status) };
    },
    /** Posts a webhook's body as it is. */
    post: (service, body) =>
      ask(edge.hookUrl(service), { method: "POST", body: JSON.stringify(body) }),
    /** How often each operation has been asked for since the last time. */
    async asked() {
      const counts = {};
      for (const { service, operation } of await fake.requests()) {
        const name = `${service}.${operation}`;
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return counts;
    },
    /** Until a request for an operation has arrived. */
    async arrived(operation) {
      for (;;) {
        const requests = await (await fetch(`${fake.url}/__fake/requests`)).json();
        if (requests.some((one) => one.operation === operation)) return;
        await sleep(10);
      }
    },
    /** Ends the runtime as a crash would, and starts it again on the same storage. */
    async kill() {
      const own = childrenOf(process.pid).filter((pid) => !before.includes(pid));
      for (const pid of own) process.kill(pid, "SIGKILL");
      await miniflare.setOptions({ ...settings, port: Number(url.port) });
      url = await miniflare.ready;
    },
    async stop() {
      await miniflare.dispose();
      fake?.stop();
      await rm(storage, { recursive: true, force: true });
    },
  };
  return edge;
};
