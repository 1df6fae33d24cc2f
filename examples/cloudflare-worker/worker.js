// An edge endpoint for a page: it holds the Heymarket key, so that the page never does.
//
// The page's own threadline client points its `baseUrl` at `/api` here and speaks the service's
// wire; each request it may make is one row in routes.js. Everything else is the page's files.

import { Heymarket } from "threadline";
import { allowsOrigin, corsHeaders } from "./origin.js";
import { errorReply, json } from "./replies.js";
import { findRoute, readInput } from "./routes.js";
import { authorize } from "./session.js";

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith("/api/")) return env.ASSETS.fetch(request);
    if (!allowsOrigin(request, env)) {
      return json(403, { message: "This endpoint does not answer pages from that origin." });
    }
    const reply =
      request.method === "OPTIONS"
        ? new Response(null, { status: 204 })
        : await answer(request, env, pathname.slice("/api".length));
    for (const [name, value] of corsHeaders(request)) reply.headers.set(name, value);
    return reply;
  },
};

async function answer(request, env, path) {
  const session = await authorize(request, env);
  if (!session) return json(401, { message: "Sign in to use this inbox." });
  if (request.method === "GET" && path === "/session") return json(200, session);

  const route = findRoute(request.method, path);
  if (!route) return json(404, { message: "This endpoint has no such operation." });
  const input = await readInput(request, route, path, session);
  if (!input) return json(400, { message: "The body must be a JSON object of at most 16 KiB." });

  // A client is plain settings: making one for each request loads nothing and shares nothing.
  // Only the compiled module is shared by the requests of an isolate.
  const heymarket = new Heymarket({ apiKey: env.HEYMARKET_API_KEY, baseUrl: env.HEYMARKET_URL });
  try {
    // `raw` gives the service's own text, checked: the page's client reads the same wire.
    const { body, requestId } = await heymarket[route.operation](input, { raw: true });
    return json(200, body, requestId);
  } catch (error) {
    return errorReply(error);
  }
}
