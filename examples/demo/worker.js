// The example Worker, and beside it one path that runs every operation inside workerd.

import { Heymarket, Qlara } from "threadline";
import worker from "../cloudflare-worker/worker.js";
import { runOperations } from "./operations/run.mjs";

export { Hub, Turns } from "../cloudflare-worker/worker.js";

export default {
  async fetch(request, env, ctx) {
    if (!env.DEMO || new URL(request.url).pathname !== "/demo/run") {
      return worker.fetch(request, env, ctx);
    }
    const clients = {
      heymarket: new Heymarket({ apiKey: env.HEYMARKET_API_KEY, baseUrl: env.HEYMARKET_URL }),
      qlara: new Qlara({ apiKey: env.QLARA_API_KEY, baseUrl: env.QLARA_URL }),
    };
    return Response.json(await runOperations(clients, env.DIRECTORY));
  },
};
