// The hub of an account, as a Worker calls it.

import { invalid } from "../common/check.ts";
import type { EdgeStats } from "../types/edge.d.ts";
import type { Reservation } from "../types/index.d.ts";
import type { EdgeSettings } from "./options.ts";
import type { Reply } from "./reply.ts";
import type { ServiceName } from "./service.ts";
import type { Session } from "./session.ts";

/** A page's call, once its request has been read. */
export interface PageCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly input: Record<string, unknown>;
  readonly session: Session;
  /** The page's `idempotency-key`. */
  readonly key: string | null;
}

export interface HubMethods {
  accept(service: ServiceName, event: unknown): Promise<{ repeated: boolean }>;
  call(call: PageCall): Promise<Reply>;
  reserve(service: ServiceName, patienceMs: number): Promise<Reservation>;
  giveBack(service: ServiceName, reservation: Reservation): Promise<void>;
  hold(service: ServiceName, ms: number): Promise<void>;
  revoke(user: string): Promise<number>;
  stats(): Promise<EdgeStats>;
  connect(request: Request): Promise<Response>;
}

/** Its methods without the account, which every call tells: the object does not know its own name. */
export type HubStub = HubMethods;

interface Namespace {
  idFromName(name: string): unknown;
  get(id: unknown): { fetch(request: Request): Promise<Response> };
}

export const ACCOUNT = "x-threadline-account";
export const SESSION = "x-threadline-session";

export const hubOf = (settings: EdgeSettings, env: unknown, account: string): HubStub => {
  const namespace = (env as Record<string, Namespace | undefined>)[settings.binding];
  if (!namespace) {
    return invalid("binding", `names no Durable Object: env.${settings.binding} is missing`);
  }
  const stub = namespace.get(namespace.idFromName(account));
  const methods = stub as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>;
  const asking =
    (name: string) =>
    // biome-ignore lint/suspicious/noExplicitAny: what comes back has the method's own type
    (...given: unknown[]): Promise<any> =>
      methods[name]?.(account, ...given) as Promise<unknown>;
  return {
    accept: asking("accept"),
    call: asking("call"),
    reserve: asking("reserve"),
    giveBack: asking("giveBack"),
    hold: asking("hold"),
    revoke: asking("revoke"),
    stats: asking("stats"),
    connect: (request) => stub.fetch(request),
  };
};
