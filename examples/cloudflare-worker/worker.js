// An edge endpoint for a page: it holds the services' keys, so that the page never does.
//
// The page's own threadline clients point their `baseUrl` here, at `/heymarket` and `/qlara`, and
// speak the services' protocols; each request that they may make is one row in routes/. At `/hooks/…` the
// services post their webhooks, and `/events` streams them to the page. Everything else is the page's
// files.

import { findRoute, readInput } from "./calls.js";
import { deskOf } from "./desk.js";
import { heymarketHook } from "./hooks/heymarket.js";
import { qlaraHook } from "./hooks/qlara.js";
import { allowsOrigin, corsHeaders } from "./origin.js";
import { errorResponse, json, passOn } from "./replies.js";
import { services } from "./services.js";
import { authorize } from "./session.js";

export { Desk } from "./desk.js";

const hooks = { "/hooks/heymarket": heymarketHook, "/hooks/qlara": qlaraHook };
const own = ["/session", "/events"];

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    // From the services, not from a page: they have a secret, not a session.
    if (Object.hasOwn(hooks, pathname)) return hooks[pathname](request, env);
    const [, first] = pathname.split("/");
    if (!Object.hasOwn(services, first) && !own.includes(pathname))
      return env.ASSETS.fetch(request);
    if (!allowsOrigin(request, env)) {
      return json(403, { message: "Requests from this origin are not allowed." });
    }
    const response =
      request.method === "OPTIONS"
        ? new Response(null, { status: 204 })
        : await respond(request, env, first, pathname.slice(first.length + 1));
    for (const [name, value] of corsHeaders(request)) response.headers.set(name, value);
    return response;
  },
};

async function respond(request, env, first, path) {
  const sessions = await authorize(request, env);
  if (!sessions) return json(401, { message: "Sign in to use this inbox." });
  if (first === "session" && request.method === "GET") return json(200, sessions);
  if (first === "events" && request.method === "GET") return events(env, sessions);

  const [service, session] = [services[first], sessions[first]];
  const route = service && session && findRoute(service.routes, request.method, path);
  if (!route) return json(404, { message: "Unknown operation." });
  const input = await readInput(request, route, session);
  if (!input) return json(400, { message: "The body must be a JSON object of at most 16 KiB." });
  try {
    // `raw` gives the service's own text, checked: the page's client reads the same wire.
    return passOn(await service.clientOf(env)[route.operation](input, { raw: true }));
  } catch (error) {
    return errorResponse(error, service.name);
  }
}

/** What happens from now on, of the services of this session. */
async function events(env, sessions) {
  const url = new URL("https://desk/");
  url.searchParams.set(
    "services",
    Object.keys(sessions).filter((name) => sessions[name]),
  );
  const { body, headers } = await deskOf(env).fetch(url);
  // The headers of another object's response are immutable: these are not.
  return new Response(body, { headers: new Headers(headers) });
}
