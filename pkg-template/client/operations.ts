// What a service's class of operations looks like to the code around it; the build prints the classes.

import type { Run } from "../call/run.ts";
import type { Client, Service } from "./client.ts";

/** One operation as a method. The public types have each one's own input and result. */
export type Operation = (input?: unknown, options?: unknown) => Promise<unknown>;

/** The operations that code in this package calls. */
interface Methods {
  Heymarket: {
    listConversations: Operation;
    listMessages: Operation;
    listTeamMessages: Operation;
    listInboxes: Operation;
    getTeam: Operation;
  };
  Qlara: { listMessages: Operation };
}

type BaseClass = new (options: unknown, service: Service) => Client;

export type WithOperations<Name extends keyof Methods> = (
  Base: BaseClass,
  run: Run,
) => new (
  options: unknown,
  service: Service,
) => Client & Methods[Name];
