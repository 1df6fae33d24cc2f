// `createEdge`: webhooks, live pages and their calls, behind one Worker and one Durable Object for each account.

import type { Edge, EdgeOptions } from "../types/edge.d.ts";
import { clientOf } from "./clients.ts";
import { hubClass } from "./hub/hub.ts";
import { hubOf } from "./hub-stub.ts";
import { checkEdge } from "./options.ts";
import { respond } from "./serve.ts";

const INBOX = "inbox";

export const createEdge = (options: EdgeOptions): Edge => {
  const settings = checkEdge(options);
  return {
    Hub: hubClass(settings),
    fetch: (request: Request, env: unknown) => respond(settings, request, env),
    clients: (env: unknown, account = INBOX) => ({
      get heymarket() {
        return clientOf(settings, "heymarket", env, account);
      },
      get qlara() {
        return clientOf(settings, "qlara", env, account);
      },
    }),
    revoke: (env: unknown, user: string | number, account = INBOX) =>
      hubOf(settings, env, account).revoke(`${user}`),
    stats: (env: unknown, account = INBOX) => hubOf(settings, env, account).stats(),
  } as unknown as Edge;
};
