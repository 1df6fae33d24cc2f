// The clients of an account: each asks for its turns in the one limit, those of people before those of answers and of
// reads that nobody waits for.

import type { RequestEvent, Reservation } from "../../types/index.d.ts";
import { keysOf } from "../keys.ts";
import type { HeymarketReads, QlaraReads } from "../models.ts";
import type { EdgeSettings } from "../options.ts";
import { effectOf } from "../routes/routes.ts";
import type { ServiceName } from "../service.ts";
import { clientFor, ratesOf } from "../service-client.ts";
import { Limit, type Rank, WORK } from "./limit.ts";
import type { Tables } from "./storage.ts";

/** The clients, of which the hub itself calls only these methods. */
export interface Clients {
  readonly heymarket: HeymarketReads;
  readonly qlara: QlaraReads;
}

export class AccountClients {
  readonly #settings: EdgeSettings;
  readonly #env: unknown;
  readonly #account: string;
  readonly #tables: Tables;
  readonly #limits = new Map<ServiceName, Limit>();
  readonly #made = new Map<string, unknown>();
  #changes = 0;

  constructor(settings: EdgeSettings, env: unknown, account: string, tables: Tables) {
    this.#settings = settings;
    this.#env = env;
    this.#account = account;
    this.#tables = tables;
  }

  #keys(service: ServiceName): Record<string, unknown> | undefined {
    return keysOf(this.#settings, service, this.#env, this.#account)?.client;
  }

  limit(service: ServiceName): Limit {
    let limit = this.#limits.get(service);
    if (!limit) {
      limit = new Limit(this.#tables, service, ratesOf(service, this.#keys(service)?.rateLimit));
      this.#limits.set(service, limit);
    }
    return limit;
  }

  /** Requests of automatic work that were more than reads, so far. */
  get changes(): number {
    return this.#changes;
  }

  #counting({ onRequest, ...options }: Record<string, unknown>, service: ServiceName) {
    const tell = onRequest as ((event: RequestEvent) => unknown) | undefined;
    return {
      ...options,
      onRequest: (event: RequestEvent) => {
        if (effectOf(service, event.operation) !== "read") this.#changes++;
        return tell?.(event);
      },
    };
  }

  /** Throws an `InvalidArgumentError` where a key is missing. */
  of<Name extends ServiceName>(service: Name, rank: Rank): Clients[Name] {
    const name = `${service} ${rank}`;
    let client = this.#made.get(name) as Clients[Name] | undefined;
    if (!client) {
      const { rateLimit: _, ...options } = this.#keys(service) ?? {};
      const limit = this.limit(service);
      const limiter = {
        reserve: (patienceMs: number) => limit.reserve(patienceMs, rank),
        giveBack: (reservation: Reservation) => limit.giveBack(reservation),
        hold: (ms: number) => limit.hold(ms),
      };
      const counted = rank === WORK ? this.#counting(options, service) : options;
      client = clientFor(service, { ...counted, limiter }) as Clients[Name];
      this.#made.set(name, client);
    }
    return client;
  }
}
