// A Worker that makes calls.

import * as module from "rust-bindings";
import { runCalls } from "../../runtimes/support/fault-run.mjs";
import { clientsOf, results } from "./calls.mjs";
import compiled from "./rust_bindings_bg.wasm";

module.initSync({ module: compiled });

// No wait before a retry.
Math.random = () => 0;

// One client of each service for all requests, as a Worker would have it.
let clients;

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    const { calls, options, ...fake } = await request.json();
    if (pathname === "/faults") return Response.json(await runCalls(module, { calls, ...fake }));
    clients ??= clientsOf(module, fake, options);
    return Response.json(await results(clients, calls));
  },
};
