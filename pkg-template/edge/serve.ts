// What the edge does with a request of its own: webhooks, the live connection, and the calls of pages.

import { isThreadlineError } from "../errors/errors.ts";
import { closedAtOnce, connect, isUpgrade, NO_ACCESS, SIGNED_OUT, withToken } from "./connect.ts";
import { hubOf } from "./hub-stub.ts";
import { keysOf } from "./keys.ts";
import type { EdgeSettings } from "./options.ts";
import { allowsOrigin, crossOrigin, preflight } from "./origin.ts";
import { pageCall } from "./page-call.ts";
import { busy, logError, type Reply, refusal, responseOf } from "./reply.ts";
import { isService } from "./service.ts";
import { type Session, sessionOf } from "./session.ts";
import { receiveWebhook } from "./webhooks.ts";

const INTERNAL = refusal(500, "INTERNAL", "Internal error: see the endpoint's log.");
const NO_SUCH_ACCOUNT = refusal(404, "NOT_FOUND", "There is no such account.");
const NO_SUCH_PATH = refusal(404, "NOT_FOUND", "This endpoint has no such path.");

/** What the path says behind the edge's own, or undefined where it is somebody else's. */
const ownPath = (request: Request, path: string): string | undefined => {
  const { pathname } = new URL(request.url);
  if (pathname !== path && !pathname.startsWith(`${path}/`)) return undefined;
  return pathname.slice(path.length);
};

/** How the hub is doing, for those whom the option `status` lets see it. */
const status = async (
  settings: EdgeSettings,
  request: Request,
  env: unknown,
): Promise<Response> => {
  if (!(await settings.status?.(request, env as never))) return responseOf(NO_SUCH_PATH);
  const account = settings.accountOf(request, null);
  if (account === null) return responseOf(NO_SUCH_ACCOUNT);
  const body = JSON.stringify(await hubOf(settings, env, account).stats());
  return responseOf({ status: 200, body });
};

const serve = async (
  settings: EdgeSettings,
  request: Request,
  env: unknown,
  path: string,
): Promise<Response> => {
  const [, first = "", second = ""] = path.split("/");
  if (first === "hooks" && isService(second) && path === `/hooks/${second}`) {
    const account = settings.accountOf(request, null);
    if (account === null) return responseOf(NO_SUCH_ACCOUNT);
    const keys = keysOf(settings, second, env, account);
    return receiveWebhook(request, second, keys, () => hubOf(settings, env, account));
  }
  if (path === "/status") return status(settings, request, env);
  if (!allowsOrigin(request, settings.origins)) {
    return responseOf(refusal(403, "PERMISSION_DENIED", "Pages of this origin are not allowed."));
  }
  const isLive = path === "/live";
  if (!isLive && !isService(first)) return responseOf(NO_SUCH_PATH);
  if (isLive && !isUpgrade(request)) {
    return responseOf(refusal(426, "INVALID_REQUEST", "This is the address of a WebSocket."));
  }
  if (request.method === "OPTIONS") return preflight(request);
  let session: Session | null;
  try {
    session = sessionOf(
      await settings.authorize(isLive ? withToken(request) : request, env as never),
    );
  } catch (error) {
    logError("authorize failed", error);
    return crossOrigin(request, responseOf(isThreadlineError(error) ? INTERNAL : busy()));
  }
  const account = session ? settings.accountOf(request, session) : "";
  if (account === null) return crossOrigin(request, responseOf(NO_SUCH_ACCOUNT));
  if (isLive) {
    if (!session || session.expires <= Date.now()) {
      return closedAtOnce(request, SIGNED_OUT, "sign in again");
    }
    if (!session.heymarket && !session.qlara) {
      return closedAtOnce(request, NO_ACCESS, "this user has no inbox");
    }
    return connect(request, account, session, hubOf(settings, env, account));
  }
  const answer = async (): Promise<Reply> => {
    if (!session || session.expires <= Date.now()) {
      return refusal(401, "AUTHENTICATION", "Sign in again.");
    }
    if (!isService(first)) return NO_SUCH_PATH;
    const rest = path.slice(first.length + 1);
    return pageCall(request, settings, first, rest, session, () => hubOf(settings, env, account));
  };
  return crossOrigin(request, responseOf(await answer()));
};

/** The response to what is the edge's own; undefined for anything else. */
export const respond = (
  settings: EdgeSettings,
  request: Request,
  env: unknown,
): Promise<Response> | undefined => {
  const path = ownPath(request, settings.path);
  if (path === undefined) return undefined;
  return serve(settings, request, env, path).catch((error: unknown) => {
    logError("a request failed", error);
    return responseOf(INTERNAL);
  });
};
