// A Worker that only makes calls: what several isolates of one account are made of.

import { createEdge } from "threadline/edge";

const edge = createEdge({
  authorize: () => ({ user: "ann", heymarket: { userId: 1111 } }),
  heymarket: ({ UPSTREAM, PER_SECOND }) => ({
    apiKey: "key",
    baseUrl: UPSTREAM,
    webhookToken: "a-token-of-this-test",
    rateLimit: { perSecond: PER_SECOND },
    maxRetries: 0,
  }),
});

const DAY_MS = 86_400_000;

/** When requests were granted. */
const granted = [];

export class Hub extends edge.Hub {
  #ctx;

  constructor(ctx, env) {
    super(ctx, env);
    this.#ctx = ctx;
  }

  async end() {
    this.#ctx.abort("as it was asked to");
  }

  async reserve(...given) {
    const reservation = await super.reserve(...given);
    if ("at" in reservation) granted.push(reservation.at);
    return reservation;
  }

  /** As its alarm does. */
  async ring() {
    await this.alarm();
  }

  /** So many deliveries of long ago, and one of today. */
  async fill(count) {
    const { sql } = this.#ctx.storage;
    const old = Date.now() - 4 * DAY_MS;
    sql.exec(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
        INSERT INTO deliveries SELECT 'heymarket:' || i || ':' || hex(randomblob(40)), ? FROM n`,
      count,
      old,
    );
    sql.exec("INSERT INTO deliveries VALUES ('today', ?)", Date.now());
    sql.exec("INSERT OR REPLACE INTO meta VALUES ('tidyAt', '1')");
  }

  async deliveries() {
    const { sql } = this.#ctx.storage;
    return {
      count: sql.exec("SELECT COUNT(*) AS count FROM deliveries").one().count,
      bytes: sql.databaseSize,
    };
  }
}

const hubOf = ({ HUB }) => HUB.get(HUB.idFromName("inbox"));

/** Calls at once; how often each ended how. */
const call = async (env, count) => {
  const { heymarket } = edge.clients(env);
  const ends = {};
  await Promise.all(
    Array.from({ length: count }, async () => {
      const end = await heymarket.countConversations().then(
        () => "done",
        ({ code }) => code,
      );
      ends[end] = (ends[end] ?? 0) + 1;
    }),
  );
  return ends;
};

const DOORS = {
  "/calls": (env, { count }) => call(env, Number(count)),
  "/end": (env) => hubOf(env).end(),
  "/granted": () => granted,
  "/fill": (env, { count }) => hubOf(env).fill(Number(count)),
  "/deliveries": (env) => hubOf(env).deliveries(),
  "/tidy": (env) => hubOf(env).ring(),
  "/stats": (env) => edge.stats(env),
};

export default {
  async fetch(request, env, ctx) {
    const own = edge.fetch(request, env, ctx);
    if (own) return own;
    const { pathname, searchParams } = new URL(request.url);
    try {
      const made = await DOORS[pathname](env, Object.fromEntries(searchParams));
      return Response.json(made ?? null);
    } catch (error) {
      return Response.json({ error: error.message }, { status: 500 });
    }
  },
};
