// Which pages a browser may call this endpoint from: those of its own origin, and those named in
// ALLOWED_ORIGINS (separated by blanks). A caller that is not a browser sends no Origin header: the
// session alone decides.

export function allowsOrigin(request, env) {
  const origin = request.headers.get("Origin");
  if (origin === null) return true;
  const allowed = (env.ALLOWED_ORIGINS ?? "").split(" ");
  return origin === new URL(request.url).origin || allowed.includes(origin);
}

/** Called once the origin is allowed: lets the page of another origin send and read. */
export function corsHeaders(request) {
  const origin = request.headers.get("Origin");
  if (origin === null) return [];
  return [
    ["Access-Control-Allow-Origin", origin],
    ["Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE"],
    ["Access-Control-Allow-Headers", "Authorization, Content-Type"],
    ["Access-Control-Expose-Headers", "X-Request-Id, Retry-After"],
    ["Access-Control-Max-Age", "600"],
    ["Vary", "Origin"],
  ];
}
