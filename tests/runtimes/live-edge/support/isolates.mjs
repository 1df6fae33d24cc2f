// Several isolates of one account: Workers of their own that share one hub.

import { Miniflare } from "miniflare";
import { modulesOf } from "./modules.mjs";

export const startIsolates = async (count, bindings) => {
  const modules = await modulesOf("limit-worker.mjs");
  const names = Array.from({ length: count }, (_, at) => `isolate-${at}`);
  const miniflare = new Miniflare({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    workers: names.map((name) => ({
      name,
      compatibilityDate: "2026-04-01",
      modules,
      bindings,
      durableObjects: {
        HUB: {
          className: "Hub",
          useSQLite: true,
          ...(name === names[0] ? {} : { scriptName: names[0] }),
        },
      },
    })),
  });
  const url = await miniflare.ready;
  const workers = await Promise.all(names.map((name) => miniflare.getWorker(name)));
  return {
    origin: url.origin,
    /** A door of one of them. */
    ask: async (at, path) => (await workers[at].fetch(`http://isolate${path}`)).json(),
    post: (path, body) => fetch(new URL(path, url), { method: "POST", body: JSON.stringify(body) }),
    get: (path) => fetch(new URL(path, url), { headers: { authorization: "Bearer any" } }),
    stop: () => miniflare.dispose(),
  };
};
