// How an inbox at the edge may be made, and how it may not.

import type { Heymarket, Qlara } from "threadline";
import {
  createEdge,
  type Edge,
  type EdgeEvent,
  type EdgeSession,
  type EdgeStats,
} from "threadline/edge";
import { expectType } from "./expect.js";

interface Env {
  readonly KEY: string;
  readonly HUB: unknown;
}

export const edge = createEdge<Env>({
  authorize: async (_request, env) => {
    expectType<string>().of(env.KEY, true);
    const session: EdgeSession = {
      user: 7n,
      expires: new Date(),
      heymarket: { userId: 1111, inboxes: [2222, "2223"] },
      qlara: { channels: ["7"] },
    };
    return session;
  },
  heymarket: ({ KEY }) => ({ apiKey: KEY, webhookToken: ["old", "new"] }),
  qlara: ({ KEY }, account) => ({ apiKey: KEY, webhookSecret: account, maxRetries: 1 }),
  onEvent: async (event, { attempt, env, heymarket, qlara, sendOnce }) => {
    expectType<number>().of(attempt, true);
    expectType<Env>().of(env, true);
    expectType<Heymarket>().of(heymarket, true);
    expectType<Qlara>().of(qlara, true);
    expectType<string | null>().of(event.conversationId, true);
    if (event.service === "qlara" && event.type === "inbound") {
      expectType<string | null>().of(event.text, true);
    }
    if (event.service === "heymarket" && event.type === "message_received") {
      expectType<string | null>().of(event.message.text, true);
      const sent = await sendOnce(() => heymarket.listInboxes());
      expectType<Heymarket.Inbox[] | undefined>().of(sent, true);
    }
  },
  accountOf: () => null,
  keep: { events: 100 },
  answers: { count: 1, ms: 1000 },
  status: () => true,
});

export class Hub extends edge.Hub {}

export const use = async (env: Env) => {
  expectType<Edge<Env>>().of(edge, true);
  expectType<EdgeStats>().of(await edge.stats(env), true);
  expectType<number>().of(await edge.revoke(env, 7), true);
  expectType<Heymarket>().of(edge.clients(env).heymarket, true);
};

export const late = (event: EdgeEvent): boolean => event.late;

// @ts-expect-error: somebody must say who may use it
createEdge({ heymarket: () => ({ apiKey: "key" }) });
// @ts-expect-error: a session has a user
createEdge({ authorize: () => ({ heymarket: { userId: 1 } }), qlara: () => ({ apiKey: "key" }) });
