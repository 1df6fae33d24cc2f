// A delivery of a service's webhook: verified here, then accepted by the hub in one step. The service is asked for
// nothing before it has its answer.

import { parseHeymarketWebhook, parseQlaraWebhook } from "../entry/workerd.ts";
import { isThreadlineError } from "../errors/errors.ts";
import type { HubStub } from "./hub-stub.ts";
import type { Secrets } from "./keys.ts";
import { busy, logError, type Reply, refusal, responseOf } from "./reply.ts";
import type { ServiceName } from "./service.ts";

// The sender may be anybody, and learns no more than this.
const REJECTIONS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  WEBHOOK_VERIFICATION: [401, "Verification failed."],
  TIMEOUT: [408, "The webhook's body is incomplete."],
  CONNECTION: [400, "The webhook's body is incomplete."],
  DECODE: [400, "The webhook's body is invalid."],
};

const rejection = (error: unknown, service: ServiceName): Reply => {
  const known = isThreadlineError(error) ? REJECTIONS[error.code] : undefined;
  if (known) return refusal(known[0], (error as { code: string }).code, known[1]);
  // A setting is wrong, for example.
  logError("a webhook could not be read", error, service);
  return refusal(500, "INTERNAL", "Internal error: see the endpoint's log.");
};

const parse = (request: Request, service: ServiceName, secret: unknown): Promise<unknown> =>
  service === "heymarket"
    ? parseHeymarketWebhook(request, { token: secret })
    : parseQlaraWebhook(request, { secret });

export const receiveWebhook = async (
  request: Request,
  service: ServiceName,
  keys: Secrets | undefined,
  hub: () => HubStub,
): Promise<Response> => {
  const { secret } = keys ?? {};
  if (secret === undefined) {
    return responseOf(refusal(404, "NOT_FOUND", "No webhook is configured here."));
  }
  if (request.method !== "POST") {
    const reply = refusal(405, "INVALID_REQUEST", "Webhooks must be sent with POST.");
    const response = responseOf(reply);
    response.headers.set("allow", "POST");
    return response;
  }
  let event: unknown;
  try {
    event = await parse(request, service, secret);
  } catch (error) {
    return responseOf(rejection(error, service));
  }
  try {
    return responseOf({ status: 200, body: JSON.stringify(await hub().accept(service, event)) });
  } catch (error) {
    // The service posts it again.
    logError("a webhook could not be accepted", error, service);
    return responseOf(busy());
  }
};
