// A Worker that makes calls: what the tests in workerd run inside.

import { Heymarket, init, isThreadlineError } from "threadline";
import { tour } from "./tour.mjs";

// One client for all requests, as a Worker would have it.
let heymarket;

const ROUTES = {
  "/tour": async () => tour(heymarket),
  "/count": async () => heymarket.countConversations(),
  "/refused": async () => heymarket.getConversation({ id: 1 }),
  "/hang": async () => heymarket.getConversation({ id: 1 }, { timeoutMs: 50 }),
  "/init": async () => (await init()) ?? "ready",
  "/abort": async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("enough")), 5);
    return heymarket.countConversations({}, { signal: controller.signal });
  },
};

export default {
  async fetch(request, env) {
    // A key is no matter of concern here: this is not a browser.
    heymarket ??= new Heymarket({ apiKey: env.KEY, baseUrl: env.URL });
    const { pathname } = new URL(request.url);
    try {
      return Response.json({ value: await ROUTES[pathname]() });
    } catch (error) {
      const { name, message } = error;
      return Response.json({ error: { name, message, ours: isThreadlineError(error) } });
    }
  },
};
