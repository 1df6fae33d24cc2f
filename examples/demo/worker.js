// The example Worker, and beside it one path that runs every operation inside workerd.

import { services } from "../cloudflare-worker/services.js";
import worker from "../cloudflare-worker/worker.js";
import { runOperations } from "./operations/run.mjs";

export { Desk } from "../cloudflare-worker/desk.js";

export default {
  async fetch(request, env) {
    if (!env.DEMO || new URL(request.url).pathname !== "/demo/run") {
      return worker.fetch(request, env);
    }
    const { heymarket, qlara } = services;
    const clients = { heymarket: heymarket.clientOf(env), qlara: qlara.clientOf(env) };
    return Response.json(await runOperations(clients, env.DIRECTORY));
  },
};
