// Clients for what else a Worker does with the same account: they keep the same limit. Out of the hub's reach each isolate
// keeps a quarter of it by itself.

import { Limiter } from "../call/limiter.ts";
import { invalid } from "../common/check.ts";
import { Heymarket, Qlara } from "../entry/workerd.ts";
import type { RateLimiter, Reservation } from "../types/index.d.ts";
import { hubOf } from "./hub-stub.ts";
import { keysOf } from "./keys.ts";
import type { EdgeSettings } from "./options.ts";
import type { ServiceName } from "./service.ts";

const QUARTER: Readonly<Record<ServiceName, readonly [number, number]>> = {
  heymarket: [125, 0],
  qlara: [250, 12],
};

// Of this isolate, for each account: what was sent without the hub.
const fallbacks = new Map<string, Limiter>();

const fallbackOf = (service: ServiceName, account: string): Limiter => {
  const name = `${service} ${account}`;
  let found = fallbacks.get(name);
  if (!found) {
    found = new Limiter(QUARTER[service]);
    fallbacks.set(name, found);
  }
  return found;
};

/** A turn of the isolate's own. */
const own = (limiter: Limiter, patienceMs: number): Reservation => {
  const turn = limiter.enter(patienceMs);
  const waitMs = limiter.waitOf(turn);
  if (waitMs > 0) limiter.leave(turn);
  return waitMs > 0 ? { refused: waitMs } : { waitMs: 0 };
};

const limiterOf = (
  settings: EdgeSettings,
  service: ServiceName,
  env: unknown,
  account: string,
): RateLimiter => {
  const hub = () => hubOf(settings, env, account);
  return {
    async reserve(patienceMs) {
      try {
        return await hub().reserve(service, patienceMs);
      } catch {
        return own(fallbackOf(service, account), patienceMs);
      }
    },
    giveBack: (reservation) => hub().giveBack(service, reservation),
    hold: (ms) => hub().hold(service, ms),
  };
};

const CLASSES = { heymarket: Heymarket, qlara: Qlara };

/** A client of a service that is configured. */
export const clientOf = (
  settings: EdgeSettings,
  service: ServiceName,
  env: unknown,
  account: string,
): unknown => {
  const keys = keysOf(settings, service, env, account);
  if (!keys) return invalid(service, "is not configured: createEdge needs its keys");
  const { rateLimit, ...options } = keys.client;
  const limit =
    rateLimit === false ? { rateLimit } : { limiter: limiterOf(settings, service, env, account) };
  return new CLASSES[service]({ ...options, ...limit });
};
