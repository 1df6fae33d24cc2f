// The types of `threadline/edge`. No type of Cloudflare's is named, so that they hold with any version of its own.

import type { Heymarket, HeymarketOptions, Qlara, QlaraOptions } from "./index.js";

// biome-ignore lint/suspicious/noExplicitAny: where no types describe the platform
type Anything = any;
// The platform's own, by whatever types describe it.
type Named<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer T }> ? T : Anything;
type GlobalRequest = Named<"Request">;
type GlobalResponse = Named<"Response">;

type Id = string | number | bigint;

/** Who uses the inbox, and as whom. */
export interface EdgeSession {
  /** Your own id of the user: pages see by it who has done something. */
  user: Id;
  /** Until when the session holds, at most: a `Date`, or milliseconds since 1970. Default: an hour from now. */
  expires?: Date | number | undefined;
  /** Access to Heymarket. */
  heymarket?:
    | {
        /** The member who acts: no page can act as another one. */
        userId: Id;
        /** The inboxes that the user sees. Default: all. */
        inboxes?: readonly Id[] | undefined;
      }
    | undefined;
  /** Access to Qlara. */
  qlara?:
    | {
        /** The channels that the user sees. Default: all. */
        channels?: readonly Id[] | undefined;
      }
    | undefined;
}

/** What `onEvent` gets: what a service has posted, with where it belongs. */
export type EdgeEvent = (
  | (Heymarket.WebhookEvent & { service: "heymarket" })
  | (Qlara.WebhookEvent & { service: "qlara" })
) & {
  /** The conversation; `null` where nobody can say which. */
  conversationId: string | null;
  /** Whether it has waited for more than an hour: an answer may be out of place. */
  late: boolean;
};

/** What `onEvent` works with. */
export interface EdgeTools<Env = unknown> {
  /** The Worker's bindings. */
  readonly env: Env;
  /** Counts from 1. */
  readonly attempt: number;
  /** A client for Heymarket, which keeps to the account's limit and lets people go first. */
  readonly heymarket: Heymarket;
  /** The same for Qlara. */
  readonly qlara: Qlara;
  /**
   * Sends what must not be sent twice, whatever fails and is retried: `send` is called at most once for each
   * `sendOnce` of an event, counted in their order. Resolves with what it gave; with `undefined` where it was called
   * before, or where the conversation has had enough answers. Rejects where the service has certainly not done it.
   */
  sendOnce<T>(send: () => PromiseLike<T>): Promise<T | undefined>;
}

/** The options of `createEdge`. */
// biome-ignore lint/suspicious/noExplicitAny: a Worker names its own bindings, or none
export interface EdgeOptions<Env = any> {
  /**
   * Who sends a request: a session, or `null` for nobody. A live connection's token, which the page gave as a
   * subprotocol, is in `Authorization` as that of any call.
   */
  authorize(
    request: GlobalRequest,
    env: Env,
  ): EdgeSession | null | undefined | PromiseLike<EdgeSession | null | undefined>;
  /** Heymarket's credential, other options of its client, and the token of its webhooks. */
  heymarket?:
    | ((
        env: Env,
        account: string,
      ) => HeymarketOptions & { webhookToken?: string | readonly string[] | undefined })
    | undefined;
  /** Qlara's credential, other options of its client, and the secret in the address of its webhooks. */
  qlara?:
    | ((
        env: Env,
        account: string,
      ) => QlaraOptions & { webhookSecret?: string | readonly string[] | undefined })
    | undefined;
  /**
   * Called for everything that a service posts, after the service has had its answer: at least once, in order within a
   * conversation. Where it fails it is called again after 2, 10 and 60 seconds, 5 and 30 minutes and an hour, and the
   * event then counts as failed. What is refused for good (404, 422 …) is not retried.
   */
  onEvent?: ((event: EdgeEvent, tools: EdgeTools<Env>) => unknown) | undefined;
  /** Who may see how the hub is doing, below the path at `/status`. Default: nobody. */
  status?: ((request: GlobalRequest, env: Env) => boolean | PromiseLike<boolean>) | undefined;
  /** The path that everything is below. Default: `"/inbox"`. */
  path?: string | undefined;
  /** The name of the Durable Object's binding. Default: `"HUB"`. */
  binding?: string | undefined;
  /**
   * Which account a request is for, of those who serve several; `null` where there is none. `session` is `null` for
   * webhooks. Default: one for all.
   */
  accountOf?: ((request: GlobalRequest, session: unknown) => string | null) | undefined;
  /** Origins of pages, beside the edge's own, that may use it. */
  origins?: readonly string[] | undefined;
  /** The operations that pages may call. Default: all that pages have a use for. */
  operations?: readonly string[] | undefined;
  /** What is kept for pages that come back: so many events, for so long. Default: 5000 and a day. */
  keep?: { events?: number | undefined; ms?: number | undefined } | undefined;
  /** The most that `sendOnce` sends into one conversation within that time. Default: 5 in ten minutes. */
  answers?: { count?: number | undefined; ms?: number | undefined } | undefined;
}

/** How a hub is doing. */
export interface EdgeStats {
  /** The log's own id: pages that know another one read everything again. */
  epoch: string;
  /** The number of the last event. */
  seq: number;
  /** Pages that are connected. */
  sockets: number;
  /** Events of Qlara's whose conversation is being looked for. */
  unplaced: number;
  /** Events that `onEvent` has yet to handle. */
  waiting: number;
  /** Those of them that have failed before. */
  retried: number;
  /** Conversations that have changed and are to be read. */
  unread: number;
  /** Requests of the last minute, and how many there may be, by service; 0 is no limit. */
  limits: { [service: string]: { used: number; most: number } };
  /** Events that `onEvent` could not handle, and that are not retried. */
  failed: number;
}

// biome-ignore lint/suspicious/noExplicitAny: Cloudflare's own types differ from version to version
type HubClass = new (ctx: any, env: any) => any;

/** A live inbox for pages. */
// biome-ignore lint/suspicious/noExplicitAny: a Worker names its own bindings, or none
export interface Edge<Env = any> {
  /** The Durable Object's class: export it from the Worker under the name that its binding gives. */
  readonly Hub: HubClass;
  /** The response to what is the edge's own; `undefined` for any other path. */
  fetch(request: GlobalRequest, env: Env, ctx?: unknown): Promise<GlobalResponse> | undefined;
  /** Clients for what else a Worker does with an account, which keep to the same limit. */
  clients(env: Env, account?: string): { readonly heymarket: Heymarket; readonly qlara: Qlara };
  /** Ends the live connections of a user, who must sign in again; resolves with how many there were. */
  revoke(env: Env, user: string | number, account?: string): Promise<number>;
  /** How the hub of an account is doing. */
  stats(env: Env, account?: string): Promise<EdgeStats>;
}

/**
 * One Worker and one Durable Object for a live inbox: webhooks that are verified, remembered and answered at once, pages
 * that get everything and miss nothing, and calls of pages within what their session may see.
 *
 * @throws {InvalidArgumentError} when an option is missing, unknown or wrong; `path` names it.
 */
// biome-ignore lint/suspicious/noExplicitAny: a Worker names its own bindings, or none
export declare function createEdge<Env = any>(options: EdgeOptions<Env>): Edge<Env>;
