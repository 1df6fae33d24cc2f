// What the edge responds with. It travels from the hub as plain data.

import { isThreadlineError, type ThreadlineError } from "../errors/errors.ts";
import type { ErrorDetails } from "../types/index.d.ts";
import type { ServiceName } from "./service.ts";

type Failed = ThreadlineError & ErrorDetails;

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly requestId?: string | null;
  readonly retryAfterMs?: number;
}

export const refusal = (status: number, code: string, message: string): Reply => ({
  status,
  body: JSON.stringify({ code, message }),
});

/** Come back later: nothing was done. */
export const busy = (): Reply => ({
  ...refusal(503, "SERVER", "The inbox cannot be reached: try again later."),
  retryAfterMs: 5_000,
});

// What the page did wrong keeps its status; what went wrong behind the edge is a bad gateway.
const STATUSES: Readonly<Record<string, number>> = {
  INVALID_ARGUMENT: 400,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RATE_LIMIT: 429,
  TIMEOUT: 504,
};

// A rejected key is the edge's own problem: as a 401 it would make the user sign in again.
const KEY_REJECTED = "The service rejected the key of this endpoint.";

export const replyOf = (error: ThreadlineError): Reply => {
  const { code, requestId, retryAfterMs, status: given = 502 } = error as Failed;
  const status = code === "INVALID_REQUEST" ? given : (STATUSES[code] ?? 502);
  const message = code === "AUTHENTICATION" ? KEY_REJECTED : error.message;
  // The service's own words go on: the page's client reads them as if it had asked the service itself.
  const body = status < 500 && error.body ? error.body : JSON.stringify({ code, message });
  return {
    status,
    body,
    ...(requestId ? { requestId } : {}),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
};

export const responseOf = ({ status, body, requestId, retryAfterMs }: Reply): Response => {
  const headers = new Headers({ "content-type": "application/json", "cache-control": "no-store" });
  if (requestId) headers.set("x-request-id", requestId);
  if (retryAfterMs) headers.set("retry-after", `${Math.ceil(retryAfterMs / 1000)}`);
  const isEmpty = body === "" || status === 204;
  return new Response(isEmpty ? null : body, { status, headers });
};

/** What the log says of an error: never the service's message, which may quote a contact. */
export const logError = (what: string, error: unknown, service?: ServiceName): void => {
  const where = service ? `threadline/edge, ${service}` : "threadline/edge";
  if (!isThreadlineError(error)) {
    console.error(`${where}: ${what}:`, error);
    return;
  }
  const { operation, code, path, status, requestId } = error as Failed;
  const request = requestId && `request ${requestId}`;
  // Outside of calls it speaks of a setting, and shows no value.
  const details = operation ? [operation, code, path, status, request] : [code, error.message];
  const words = details.filter(Boolean).join(" ");
  console.error(`${where}: ${what}: ${words}`);
};
