// A Worker that makes the calls of `fault-run.mjs`.

import * as threadline from "threadline";
import { makeCalls, makeClients } from "./fault-run.mjs";

// No wait before a retry.
Math.random = () => 0;

export default {
  async fetch(request, env) {
    const clients = makeClients(threadline, env.URL, env.KEYS);
    return Response.json(await makeCalls(clients, await request.json()));
  },
};
