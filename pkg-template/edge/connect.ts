// The live connection of a page: a WebSocket, whose token travels as a subprotocol, never in the URL.

import { ACCOUNT, type HubStub, SESSION } from "./hub-stub.ts";
import { socketPair, upgrade } from "./platform.ts";
import type { Session } from "./session.ts";

/** The subprotocol that is agreed on. */
export const PROTOCOL = "threadline";

/** What a page sees of the ways in which its connection ends. */
export const SIGNED_OUT = 4401;
export const NO_ACCESS = 4403;

const TOKEN = "t.";

const protocolsOf = (request: Request): string[] =>
  (request.headers.get("sec-websocket-protocol") ?? "").split(",").map((name) => name.trim());

export const isUpgrade = (request: Request): boolean =>
  request.headers.get("upgrade")?.toLowerCase() === "websocket";

/** The same request as `authorize` knows it: with the token as a bearer token. */
export const withToken = (request: Request): Request => {
  const headers = new Headers(request.headers);
  const token = protocolsOf(request).find((name) => name.startsWith(TOKEN));
  for (const name of [...headers.keys()]) {
    if (name.startsWith("sec-websocket-") || name === "upgrade" || name === "connection") {
      headers.delete(name);
    }
  }
  if (token) headers.set("authorization", `Bearer ${token.slice(TOKEN.length)}`);
  return new Request(request.url, { headers });
};

const agreed = (request: Request): Record<string, string> =>
  protocolsOf(request).includes(PROTOCOL) ? { "sec-websocket-protocol": PROTOCOL } : {};

/** No page sees the status of a handshake that fails: so it succeeds, and the connection is closed with a code. */
export const closedAtOnce = (request: Request, code: number, reason: string): Response => {
  const { caller, kept } = socketPair();
  kept.accept();
  kept.close(code, reason);
  return upgrade(caller, agreed(request));
};

export const connect = (
  request: Request,
  account: string,
  session: Session,
  hub: HubStub,
): Promise<Response> => {
  const headers = new Headers({
    ...agreed(request),
    upgrade: "websocket",
    [ACCOUNT]: encodeURIComponent(account),
    [SESSION]: encodeURIComponent(JSON.stringify(session)),
  });
  return hub.connect(new Request(request.url, { headers }));
};
