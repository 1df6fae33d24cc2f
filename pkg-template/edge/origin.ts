// Which pages a browser may call the edge from: those of its own origin, and those of `origins`. A caller that is not a
// browser sends no Origin: its session alone decides.

export const allowsOrigin = (request: Request, origins: readonly string[]): boolean => {
  const origin = request.headers.get("origin");
  return origin === null || origin === new URL(request.url).origin || origins.includes(origin);
};

/** Lets the page of an origin that is allowed send and read. */
export const crossOrigin = (request: Request, response: Response): Response => {
  const origin = request.headers.get("origin");
  if (origin === null) return response;
  const { headers } = response;
  headers.set("access-control-allow-origin", origin);
  headers.set("access-control-expose-headers", "x-request-id, retry-after");
  headers.append("vary", "origin");
  return response;
};

export const preflight = (request: Request): Response => {
  const response = new Response(null, { status: 204 });
  const { headers } = response;
  headers.set("access-control-allow-methods", "GET, POST, PATCH, DELETE");
  headers.set("access-control-allow-headers", "authorization, content-type, idempotency-key");
  headers.set("access-control-max-age", "600");
  return crossOrigin(request, response);
};
