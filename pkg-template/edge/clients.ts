// Clients for what else a Worker does with the same account: they keep the same limit. Out of the hub's reach each isolate
// keeps a quarter of it by itself.

import { Window } from "../call/window.ts";
import { invalid } from "../common/check.ts";
import type { RateLimiter, Reservation } from "../types/index.d.ts";
import { hubOf } from "./hub-stub.ts";
import { keysOf } from "./keys.ts";
import type { EdgeSettings } from "./options.ts";
import type { ServiceName } from "./service.ts";
import { clientFor, ratesOf, STRETCHES_MS } from "./service-client.ts";

// Of this isolate, by service and account: what was sent without the hub.
const fallbacks = new Map<string, Window[]>();

/** A turn of the isolate's own, or none. */
const own = (service: ServiceName, account: string, rateLimit: unknown): Reservation => {
  const name = `${service} ${account}`;
  let windows = fallbacks.get(name);
  if (!windows) {
    const rates = ratesOf(service, rateLimit);
    windows = STRETCHES_MS.flatMap((length, at) =>
      rates[at] ? [new Window(rates[at] / 4, length)] : [],
    );
    fallbacks.set(name, windows);
  }
  const now = performance.now();
  const opensAt = Math.max(now, ...windows.map((window) => window.opensAt(now, 0)));
  if (opensAt > now) return { refused: Math.ceil(opensAt - now) };
  for (const window of windows) window.add(now);
  return { waitMs: 0 };
};

const limiterOf = (
  settings: EdgeSettings,
  service: ServiceName,
  env: unknown,
  account: string,
  rateLimit: unknown,
): RateLimiter => {
  const hub = () => hubOf(settings, env, account);
  return {
    async reserve(patienceMs) {
      try {
        // Once more, since a hub that is restarted is there again at once.
        return await hub()
          .reserve(service, patienceMs)
          .catch(() => hub().reserve(service, patienceMs));
      } catch {
        return own(service, account, rateLimit);
      }
    },
    giveBack: (reservation) => hub().giveBack(service, reservation),
    hold: (ms) => hub().hold(service, ms),
  };
};

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
    rateLimit === false
      ? { rateLimit }
      : { limiter: limiterOf(settings, service, env, account, rateLimit) };
  return clientFor(service, { ...options, ...limit });
};
