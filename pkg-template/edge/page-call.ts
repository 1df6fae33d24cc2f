// A page's call of an operation: who asks, whether a row allows it, and what the hub says to it.

import { isThreadlineError } from "../errors/errors.ts";
import type { HubStub } from "./hub-stub.ts";
import type { EdgeSettings } from "./options.ts";
import { pageInput } from "./page-input.ts";
import { busy, logError, type Reply, refusal, replyOf } from "./reply.ts";
import { findRoute } from "./routes/routes.ts";
import type { ServiceName } from "./service.ts";
import type { Session } from "./session.ts";

const KEY = /^[\x21-\x7e]{8,255}$/;

export const pageCall = async (
  request: Request,
  settings: EdgeSettings,
  service: ServiceName,
  path: string,
  session: Session,
  hub: () => HubStub,
): Promise<Reply> => {
  const found = findRoute(service, request.method, path);
  if (!found || !settings.operations.includes(found.row.operation)) {
    return refusal(404, "NOT_FOUND", "This endpoint has no such operation.");
  }
  if (!session[service] || !settings[service]) {
    return refusal(403, "PERMISSION_DENIED", `This user has no access to ${service}.`);
  }
  const { row, values } = found;
  const key = request.headers.get("idempotency-key");
  if (row.effect === "send" && !KEY.test(key ?? "")) {
    const message =
      "What is sent needs a header idempotency-key, so that it is sent once: make the client with idempotencyKeys: true.";
    return refusal(400, "INVALID_ARGUMENT", message);
  }
  let input: Record<string, unknown>;
  try {
    input = await pageInput(request, service, row, values, session);
  } catch (error) {
    if (isThreadlineError(error)) return replyOf(error);
    throw error;
  }
  const { operation } = row;
  const stub = hub();
  try {
    return await stub.call({ service, operation, input, session, key });
  } catch (error) {
    logError("the hub did not respond", error, service);
    if (row.effect === "read") return busy();
    const message =
      "The inbox's endpoint failed on the way, so that the operation may have succeeded: check before trying again.";
    return refusal(502, "OUTCOME_UNKNOWN", message);
  }
};
