// A Worker that makes the calls of `fault-run.mjs`.

import * as threadline from "threadline";
import { runCalls } from "./fault-run.mjs";

// No wait before a retry.
Math.random = () => 0;

export default {
  async fetch(request) {
    return Response.json(await runCalls(threadline, await request.json()));
  },
};
