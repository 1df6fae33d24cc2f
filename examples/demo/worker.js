// The example Worker, and beside it one path that runs every operation inside workerd.

import { Heymarket } from "threadline";
import worker from "../cloudflare-worker/worker.js";
import { runOperations } from "./operations.mjs";

export default {
  async fetch(request, env) {
    if (!env.DEMO || new URL(request.url).pathname !== "/demo/run") {
      return worker.fetch(request, env);
    }
    const heymarket = new Heymarket({ apiKey: env.HEYMARKET_API_KEY, baseUrl: env.HEYMARKET_URL });
    return Response.json(await runOperations(heymarket, env.DIRECTORY));
  },
};
