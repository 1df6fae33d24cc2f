// A Worker with `threadline/edge`: what a user would write, and a few doors for the tests.

import { env as bound } from "cloudflare:workers";
import { createEdge } from "threadline/edge";

/** Sessions by their tokens, as the tests set them. */
const sessionOf = async (request, { SESSIONS }) => {
  const token = request.headers.get("authorization")?.replace(/^Bearer /, "");
  if (!token) return null;
  const ask = () => SESSIONS.fetch(`http://sessions/${encodeURIComponent(token)}`);
  // The test's end may close an idle connection in the moment in which it is used.
  const response = await ask().catch(ask);
  if (!response.ok) throw new Error("no session can be had");
  return response.json();
};

const edge = createEdge({
  authorize: sessionOf,
  heymarket: (env) => ({
    apiKey: env.KEYS.heymarket,
    baseUrl: env.UPSTREAM,
    webhookToken: env.HOOKS.heymarket,
    ...env.LIMITS?.heymarket,
  }),
  qlara: (env) => ({
    apiKey: env.KEYS.qlara,
    baseUrl: env.UPSTREAM,
    webhookSecret: env.HOOKS.qlara,
    ...env.LIMITS?.qlara,
  }),
  onEvent: async (event, { env, attempt, heymarket, qlara, sendOnce }) => {
    const known = { ...event, attempt, data: undefined };
    const answer = await env.EVENTS.fetch("http://events/", {
      method: "POST",
      body: JSON.stringify(known),
    });
    for (const step of await answer.json()) {
      if (step === "fail") throw new Error("onEvent failed, as it was asked to");
      const chatId = event.conversationId;
      if (step === "answer" && event.service === "qlara") {
        await sendOnce(() => qlara.reply({ chatId, message: "Thank you" }));
      }
      if (step === "answer" && event.service === "heymarket") {
        const inboxId = 2222;
        await sendOnce(() =>
          heymarket.sendMessage({ inboxId, creatorId: 1111, chatId, text: "Thank you" }),
        );
      }
    }
  },
  origins: ["https://pages.example.com"],
  keep: { events: bound.KEEP },
});

/** How often the hub has been made, and when it ends itself. */
const tests = { made: 0, abort: [] };

/** The hub, which can be asked to end in the middle of its work. */
export class Hub extends edge.Hub {
  #ctx;

  constructor(ctx, env) {
    super(ctx, env);
    this.#ctx = ctx;
    tests.made++;
  }

  async accept(...given) {
    const accepted = super.accept(...given);
    const when = tests.abort.shift();
    if (when === undefined) return accepted;
    // Negative: in the same turn, when all has been sent, and nothing has been written to the disk.
    if (when < 0) this.#ctx.abort("in the turn of a publish");
    if (when === 0) await accepted;
    else await new Promise((resolve) => setTimeout(resolve, when));
    this.#ctx.abort("soon after a publish");
  }

  async end() {
    this.#ctx.abort("as it was asked to");
  }

  /** How many conversations are still to be read. */
  async unread() {
    return this.#ctx.storage.sql.exec("SELECT COUNT(*) AS count FROM changed").one().count;
  }
}

const hub = (env) => env.HUB.get(env.HUB.idFromName("inbox"));

const DOORS = {
  "/doors/made": () => tests.made,
  "/doors/abort": (_env, { when }) => tests.abort.push(Number(when)),
  "/doors/end": (env) => hub(env).end(),
  "/doors/unread": (env) => hub(env).unread(),
  "/doors/stats": (env) => edge.stats(env),
  "/doors/revoke": (env, { user }) => edge.revoke(env, user),
  "/doors/count": (env) => edge.clients(env).heymarket.countConversations(),
};

export default {
  async fetch(request, env, ctx) {
    const own = edge.fetch(request, env, ctx);
    if (own) return own;
    const url = new URL(request.url);
    const door = DOORS[url.pathname];
    if (!door) return new Response("the app's own page");
    try {
      return Response.json(await door(env, Object.fromEntries(url.searchParams)));
    } catch (error) {
      const { code, message, retryAfterMs } = error;
      return Response.json({ code, message, retryAfterMs }, { status: 500 });
    }
  },
};
