// The Durable Object of an account. All that it does is in its parts; here is how the runtime and the Worker call it.

import { DurableObject } from "cloudflare:workers";
import type { Reservation } from "../../types/index.d.ts";
import { ACCOUNT, type PageCall } from "../hub-stub.ts";
import type { EdgeSettings } from "../options.ts";
import type { Socket, State } from "../platform.ts";
import type { ServiceName } from "../service.ts";
import { Core } from "./core.ts";
import { closeSocket } from "./sockets.ts";
import { Tables } from "./storage.ts";

export const hubClass = (settings: EdgeSettings) =>
  class Hub extends DurableObject {
    readonly #state: State;
    readonly #env: unknown;
    #core: Core | undefined;

    constructor(state: State, env: unknown) {
      super(state, env);
      this.#state = state;
      this.#env = env;
    }

    /** Its account comes with each call, and is remembered for the alarm. */
    #of(account: string): Core {
      if (!this.#core) {
        const tables = new Tables(this.#state.storage);
        if (tables.meta("account") !== account) tables.setMeta("account", account);
        this.#core = new Core(this.#state, this.#env, settings, account);
      }
      return this.#core;
    }

    async fetch(request: Request): Promise<Response> {
      const account = decodeURIComponent(request.headers.get(ACCOUNT) ?? "");
      return this.#of(account).connect(request);
    }

    async accept(account: string, service: ServiceName, event: unknown) {
      return this.#of(account).accept(service, event);
    }

    async call(account: string, call: PageCall) {
      return this.#of(account).call(call);
    }

    async reserve(account: string, service: ServiceName, patienceMs: number) {
      return this.#of(account).reserve(service, patienceMs);
    }

    async giveBack(account: string, service: ServiceName, reservation: Reservation) {
      this.#of(account).giveBack(service, reservation);
    }

    async hold(account: string, service: ServiceName, ms: number) {
      this.#of(account).hold(service, ms);
    }

    async revoke(account: string, user: string) {
      return this.#of(account).revoke(user);
    }

    async stats(account: string) {
      return this.#of(account).stats();
    }

    async alarm(): Promise<void> {
      const account = this.#core ? "" : new Tables(this.#state.storage).meta("account");
      if (this.#core) this.#core.alarm();
      else if (account !== undefined) this.#of(account).alarm();
    }

    async webSocketMessage(socket: Socket): Promise<void> {
      closeSocket(socket, 1009, "only ping is expected");
    }

    async webSocketClose(socket: Socket, code: number): Promise<void> {
      // 1005 and 1006 say that there was no code: they cannot be sent.
      closeSocket(socket, code === 1005 || code === 1006 ? 1000 : code, "closed");
    }

    async webSocketError(socket: Socket): Promise<void> {
      closeSocket(socket, 1011, "the connection failed");
    }
  };
