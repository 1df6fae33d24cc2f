import { isThreadlineError } from "threadline";

const noStore = { "Content-Type": "application/json", "Cache-Control": "no-store" };

export const json = (status, body) =>
  new Response(JSON.stringify(body), { status, headers: noStore });

/** The service's own response. */
export function passOn({ status, body, requestId, retryAfterMs }) {
  const headers = new Headers(noStore);
  if (requestId) headers.set("X-Request-Id", requestId);
  if (retryAfterMs) headers.set("Retry-After", Math.ceil(retryAfterMs / 1000));
  return new Response(body || null, { status, headers });
}

// What the page did wrong keeps its status; what went wrong behind this endpoint is a bad gateway.
// A rejected key is the endpoint's problem: as a 401 it would make the user sign in again.
const statuses = {
  INVALID_ARGUMENT: 400,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RATE_LIMIT: 429,
  TIMEOUT: 504,
};

const notForThePage = {
  AUTHENTICATION: (service) => `${service} rejected this endpoint's API key.`,
  INTERNAL: () => "Internal error: see the endpoint's log.",
};

export function errorResponse(error, service) {
  if (!isThreadlineError(error)) {
    console.error(error);
    return json(500, { message: notForThePage.INTERNAL() });
  }
  const { code } = error;
  const status = code === "INVALID_REQUEST" ? error.status : (statuses[code] ?? 502);
  const message = notForThePage[code]?.(service) ?? error.message;
  // The service's own error is passed on: the page's client reads it as if it had called the service
  // itself.
  const body = status < 500 && error.body ? error.body : JSON.stringify({ code, message });
  const { requestId, retryAfterMs } = error;
  return passOn({ status, body, requestId, retryAfterMs });
}
