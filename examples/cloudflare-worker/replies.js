import { isThreadlineError } from "threadline";

/** A text is sent as it is. */
export function json(status, body, requestId) {
  const headers = new Headers({
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  });
  if (requestId) headers.set("X-Request-Id", requestId);
  return new Response(typeof body === "string" ? body : JSON.stringify(body), { status, headers });
}

// What the page did wrong keeps its status; what went wrong behind this endpoint is a bad gateway.
// A refused key is ours to mend: as a 401 it would tell the person at the page to sign in again.
const statuses = {
  INVALID_ARGUMENT: 400,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RATE_LIMIT: 429,
  TIMEOUT: 504,
};

const notForThePage = {
  AUTHENTICATION: "Heymarket refused this endpoint's API key.",
  INTERNAL: "This endpoint failed. Its log says more.",
};

export function errorReply(error) {
  if (!isThreadlineError(error)) {
    console.error(error);
    return json(500, { message: notForThePage.INTERNAL });
  }
  const { code, body, requestId } = error;
  const status = code === "INVALID_REQUEST" ? error.status : (statuses[code] ?? 502);
  // A refusal goes on in the service's own words, which the page's client reads as if it had
  // asked the service itself.
  if (status < 500 && body) return json(status, body, requestId);
  return json(status, { code, message: notForThePage[code] ?? error.message }, requestId);
}
