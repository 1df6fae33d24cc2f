// A Worker that makes calls: what the tests in workerd run inside.

import { Heymarket, init, isThreadlineError, Qlara } from "threadline";
import { tryCredentials } from "./credentials.mjs";
import { tour } from "./tours.mjs";

// One client of each service for all requests, as a Worker would have it.
let heymarket;
let qlara;
let rotating;

const ROUTES = {
  "/tour/Heymarket": async () => tour("Heymarket", heymarket),
  "/tour/Qlara": async () => tour("Qlara", qlara),
  "/credentials": async ({ KEYS, SECRETS, URL }) =>
    tryCredentials(Heymarket, { key: KEYS.Heymarket, secrets: SECRETS, baseUrl: URL }),
  "/rotating": async ({ SECRETS, URL }) => {
    rotating ??= new Heymarket({ secrets: SECRETS, baseUrl: URL, rateLimit: false });
    return rotating.countConversations();
  },
  "/count": async () => heymarket.countConversations(),
  "/binding": async ({ API, KEYS }) => {
    const fetch = (...request) => API.fetch(...request);
    return new Heymarket({ apiKey: KEYS.Heymarket, fetch }).countConversations();
  },
  "/users": async () => (await qlara.listAssignableUsers()).length,
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
    // A key is allowed here: this is not a browser.
    heymarket ??= new Heymarket({ apiKey: env.KEYS.Heymarket, baseUrl: env.URL });
    qlara ??= new Qlara({ apiKey: env.KEYS.Qlara, baseUrl: env.URL });
    const { pathname } = new URL(request.url);
    try {
      return Response.json({ value: await ROUTES[pathname](env) });
    } catch (error) {
      const { name, message } = error;
      return Response.json({ error: { name, message, ours: isThreadlineError(error) } });
    }
  },
};
