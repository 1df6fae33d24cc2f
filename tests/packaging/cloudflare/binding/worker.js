// A Worker that reaches the service by way of another one.

import * as threadline from "threadline";
import { caller } from "../../support/calls.mjs";
import { services, visit } from "../tour.mjs";

/** Clients that have this fetch unless they are given another one. */
const having = (Client, fetch) =>
  class extends Client {
    constructor(options) {
      super({ fetch, ...options });
    }
  };

/** What becomes of calls that are kept waiting; with `abort` they are aborted once all have arrived. */
const ends = async ({ begin }, { service, count, timeoutMs, abort }) => {
  const calls = begin(count, timeoutMs);
  if (abort) {
    const heads = await fetch(`${service}/arrivals?count=${count}`);
    await calls.heads(await heads.json());
    calls.abort();
  }
  return calls.ends();
};

export default {
  fetch: async (request, { API }) => {
    const fetch = (url, init) => API.fetch(url, init);
    const { pathname } = new URL(request.url);
    if (pathname === "/") {
      const Heymarket = having(threadline.Heymarket, fetch);
      const Qlara = having(threadline.Qlara, fetch);
      return Response.json(await visit({ ...threadline, Heymarket, Qlara }, services(request.url)));
    }
    const asked = await request.json();
    const calls = caller(threadline, { baseUrl: asked.service, fetch });
    return Response.json(await (pathname === "/answered" ? calls.answered() : ends(calls, asked)));
  },
};
