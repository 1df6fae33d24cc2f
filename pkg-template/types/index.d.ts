// The hand-written half of the types; the build appends what it prints from the tables of the operations.
// No type of the DOM is named, so that they also hold where there is none: the interfaces below accept the real ones.

/** What threadline needs of an `AbortSignal`, of whatever realm. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** What threadline needs of a `Response`. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: {
    get(name: string): string | null;
    forEach(callback: (value: string, name: string) => void): void;
  };
  readonly body: unknown;
}

/**
 * What a `fetch` is called with beside the URL: a part of the standard's `RequestInit`, and of every library's. Each
 * request has one of its own, which you may change.
 */
export interface FetchInit {
  /** In capital letters. */
  method: string;
  /** By their names in small letters. The credential is one of them. */
  headers: { [name: string]: string };
  /** What has a body has a `string`; in some runtimes, what must not happen twice a `Blob` or a `ReadableStream`. */
  // biome-ignore lint/suspicious/noExplicitAny: no two libraries agree on the type of a body
  body?: any;
  /** An `AbortSignal` that ends the attempt. Without it, what was given up stays connected. */
  // biome-ignore lint/suspicious/noExplicitAny: each runtime has an AbortSignal of its own
  signal: any;
  /** Redirects are not followed: they would take the credential along. */
  redirect: "manual";
  /** Where the platform knows it. */
  cache?: "no-store";
  /** Where the body is a stream. */
  duplex?: "half";
}

/**
 * A `fetch`: the global one, a library's, or a double for tests. It is called as a function of its own: a service binding
 * is `(url, init) => env.API.fetch(url, init)`. Pass `init` on as it is, with what you add to it: the method, the
 * credential and the signal are in there.
 */
export type FetchLike = (url: string, init: FetchInit) => PromiseLike<ResponseLike>;

/** Headers as an object, as a list of pairs, or as a `Headers` object. */
export type HeadersLike =
  | { readonly [name: string]: string | undefined }
  | Iterable<readonly [name: string, value: string]>
  | { forEach(callback: (value: string, name: string) => void): void };

/** The service's API key. */
export interface KeyCredential {
  /**
   * The service's API key. It can do everything in your name: keep it on your servers.
   * It is rejected in a browser, unless `dangerouslyAllowBrowser` is true.
   */
  apiKey: string | undefined;
}

/** A bearer token for each call. */
export interface TokenCredential {
  /**
   * Gives the bearer token of each call, for instance a short-lived one of your own endpoint (see `baseUrl`). All
   * attempts of a call are made with one, unless a 401 asks for another. It counts towards `timeoutMs`.
   */
  token: (() => string | PromiseLike<string>) | undefined;
}

/** One of the union's members, and nothing of the others. */
type OneOf<Member, Every = Member> = Member extends unknown
  ? Member & { [Name in Exclude<KeysOf<Every>, keyof Member>]?: undefined }
  : never;
type KeysOf<Member> = Member extends unknown ? keyof Member : never;

/** Options of any client, beside its credential. */
export interface ClientOptions {
  /** Your own endpoint that speaks for the service. Default: the service itself. */
  baseUrl?: string | { readonly href: string } | undefined;
  /** Allows `http:` for a `baseUrl` that is not on this machine. Default: `false`. */
  allowInsecure?: boolean | undefined;
  /** Sends the requests. Default: the global `fetch` at the time of the call. */
  fetch?: FetchLike | undefined;
  /** Headers of every request. `Authorization` and those of the connection itself are rejected. */
  headers?: HeadersLike | undefined;
  /** Milliseconds for one attempt, including the body of the response. Default: 30000. */
  timeoutMs?: number | undefined;
  /** Milliseconds for a whole call: attempts, the waits between them, the bodies. Default: 60000. */
  deadlineMs?: number | undefined;
  /** How often a failed call is retried, where that is safe; from 0 to 10. Default: 2. */
  maxRetries?: number | undefined;
  /**
   * The most requests that this client sends in any minute or second, so that the service need not reject any;
   * `false`: no limit of its own.
   * Default: what the service documents (Heymarket: 500 a minute; Qlara: 1000 a minute and 50 a second; a trial
   * key of Qlara: give 100 and 10). Calls wait for their turn as long as `deadlineMs` then leaves time for an
   * attempt; otherwise they are a `RateLimitError` at once.
   */
  rateLimit?:
    | false
    | { perMinute: number; perSecond?: number | undefined }
    | { perMinute?: number | undefined; perSecond: number }
    | undefined;
  /**
   * A limit that this client keeps together with others, in the place of `rateLimit`: each request, and each retry, is
   * sent on a reservation of its own. `threadline/edge` has one for all isolates of an account.
   */
  limiter?: RateLimiter | undefined;
  /**
   * Makes identical reads that are under way at the same time one request. Each of them keeps its own
   * `deadlineMs` and its own `signal`.
   * Default: `true` in pages, which have one user, and without `token`; but `false` in Cloudflare Workers, where no
   * request may wait for another one's promise.
   */
  coalesce?: boolean | undefined;
  /**
   * Gives each call that must not happen twice (`sendMessage`, `reply` …) a header `idempotency-key` of its own, the
   * same in each of its attempts, so that your own endpoint can recognise what a browser sends twice by itself.
   * An `idempotency-key` among the call's `headers` comes first. A page's endpoint on another origin must allow the
   * header. Default: `false`.
   */
  idempotencyKeys?: boolean | undefined;
  /** Called for each request that is sent. What it throws is ignored. */
  onRequest?: ((event: RequestEvent) => unknown) | undefined;
  /** Called when the head of a response arrives. What it throws is ignored. */
  onResponse?: ((event: ResponseEvent) => unknown) | undefined;
  /** Called for each retry, before the wait for it. What it throws is ignored. */
  onRetry?: ((event: RetryEvent) => unknown) | undefined;
  /**
   * Called with what a response holds that is not documented, each kind once per client: a sign that the service has
   * changed. The value itself became its nearest meaning, or `null`. What it throws is ignored.
   */
  onDrift?: ((event: DriftEvent) => unknown) | undefined;
  /** `true`: a response that holds anything that is not documented is a `DecodeError`. Default: `false`. */
  strict?: boolean | undefined;
  /** Bytes of a response's body above which the call fails with a `ReplyTooLargeError`; at most 64 MiB. Default: 16 MiB. */
  maxReplyBytes?: number | undefined;
  /** Allows a key in a browser, where everyone who opens the page can read it. Default: `false`. */
  dangerouslyAllowBrowser?: boolean | undefined;
}

/** A rate limit that several clients keep together. All times are milliseconds. */
export interface RateLimiter {
  /**
   * Reserves the turn of one request: `{ waitMs }`, after which it is sent, or `{ refused }`, how long it would have
   * to wait where that is more than `patienceMs`. The call is then a `RateLimitError`, and nothing is sent.
   */
  reserve(patienceMs: number): Reservation | PromiseLike<Reservation>;
  /** The request was not sent after all. What it throws is ignored. */
  giveBack(reservation: Reservation): unknown;
  /** The service has rejected a request and asks to wait. What it throws is ignored. */
  hold(ms: number): unknown;
}

/** What a `RateLimiter` answers. It may hold more, which `giveBack` then finds in it. */
export type Reservation =
  | { readonly waitMs: number; readonly refused?: undefined }
  | { readonly refused: number; readonly waitMs?: undefined };

/** A request is sent. */
export interface RequestEvent {
  /** The method that was called: `"listConversations"` … */
  operation: string;
  /** Counts from 1. */
  attempt: number;
  /** The HTTP method. */
  method: string;
}

/** The head of a response has come. */
export interface ResponseEvent {
  /** The method that was called: `"listConversations"` … */
  operation: string;
  /** Counts from 1. */
  attempt: number;
  /** The HTTP status. */
  status: number;
  /** The service's id of the request (`X-Request-Id`). */
  requestId: string | null;
  /** Milliseconds since the request was sent. */
  durationMs: number;
}

/** A call will be retried. */
export interface RetryEvent {
  /** The method that was called: `"listConversations"` … */
  operation: string;
  /** The attempt that failed; counts from 1. */
  attempt: number;
  /** Milliseconds until the next one. */
  delayMs: number;
  /** Why: the `code` of the error that the call would have rejected with. */
  code: string;
}

/** A response holds a value of a form that is not documented. */
export interface DriftEvent {
  /** The method that was called: `"listConversations"`, `"parseQlaraWebhook"` … */
  operation: string;
  /** Where, with `[*]` for the items of a list: `$[*].assigned`. The keys are those that threadline knows. */
  path: string;
  /** What is documented, in words. */
  expected: string;
  /** What was found, in words: never the value. */
  found: string;
}

/** One of a team's API secrets, as Heymarket's app shows it. */
export interface HeymarketSecret {
  /** Its id. It is not secret. */
  readonly id: string | undefined;
  /** Its key. It can do everything in your name: keep it on your servers. */
  readonly key: string | undefined;
}

/** An API secret of Heymarket's, of which tokens are made: each is sent for three and a half minutes at most. */
export interface SecretCredential {
  /** The id of the API secret. */
  secretId: string | undefined;
  /**
   * The key of the API secret. It can do everything in your name: keep it on your servers.
   * It is rejected in a browser, unless `dangerouslyAllowBrowser` is true.
   */
  secretKey: string | undefined;
}

/** The same while a secret is being replaced by another one. */
export interface SecretsCredential {
  /** One or two API secrets. The first is used until the service rejects it, then the other one. */
  secrets: readonly [HeymarketSecret] | readonly [HeymarketSecret, HeymarketSecret];
}

/** Options of a client for Heymarket (`https://api.heymarket.com`). */
export type HeymarketOptions = ClientOptions &
  OneOf<KeyCredential | TokenCredential | SecretCredential | SecretsCredential>;

/** Options of a client for Qlara Inbox (`https://lora-api.agiletelecom.com`). */
export type QlaraOptions = ClientOptions & OneOf<KeyCredential | TokenCredential>;

/** Options that single calls and the iterator have in common. */
export interface PagesOptions {
  /** Aborts the call, which then rejects with the signal's own `reason`. */
  signal?: AbortSignalLike | undefined;
  /** Milliseconds for one attempt, instead of the client's `timeoutMs`. */
  timeoutMs?: number | undefined;
  /** Milliseconds for the whole call, instead of the client's `deadlineMs`. */
  deadlineMs?: number | undefined;
  /** How often the call is retried, instead of the client's `maxRetries`. */
  maxRetries?: number | undefined;
  /** Further headers of this request; each replaces the client's of the same name. */
  headers?: HeadersLike | undefined;
  /** `true`: anything in the response that is not documented is a `DecodeError`, instead of the client's `strict`. */
  strict?: boolean | undefined;
}

/** Options of one call. */
export interface CallOptions extends PagesOptions {
  /** `true` resolves with the response beside the value: see `RawCallOptions`. */
  raw?: false | undefined;
}

/** Options of one call that resolves with a `Raw` response. */
export interface RawCallOptions extends PagesOptions {
  /** Resolves with status, headers and the body's text beside the data. */
  raw: true;
}

/** A response with everything that the service sent. */
export interface Raw<T> {
  /** What the call resolves with otherwise. */
  data: T;
  /** The HTTP status. */
  status: number;
  /** The headers, by names in small letters. */
  headers: { [name: string]: string };
  /** The service's id of the request (`X-Request-Id`), to be named when asking for help. */
  requestId: string | null;
  /** The body's text as it came. */
  body: string;
}

/**
 * Iterates over all pages of a list: each item once.
 *
 * It never ends early without an error. What the service gives no way to (more items with one timestamp than a page
 * holds, pages without a usable timestamp, a cursor that is ignored) ends it with a `DecodeError`, after everything
 * else was given; `message` says what could not be fetched. What is updated while the list is walked may be missed.
 */
export interface Pages<T, Cursor = string> {
  /**
   * Where the page that is being given begins, `undefined` on the first. Given to a new iterator (as `date`,
   * `timestamp`, `createdAt`, `idFrom` or `idTo`), even after an error and in another process, it continues
   * from there; the last items before it may be repeated.
   */
  readonly cursor: Cursor | undefined;
  /**
   * The next item. After an error, calling it again retries the same page; after one that ended the list, it
   * rejects with the same error.
   */
  next(): Promise<{ done: false; value: T } | { done: true; value: undefined }>;
  /** Ends the iteration; `break` in a `for await` calls it. */
  return(): Promise<{ done: true; value: undefined }>;
  /** Itself: `for await` continues where it is. */
  [Symbol.asyncIterator](): Pages<T, Cursor>;
}

/** A client for Heymarket. Making one is synchronous and loads nothing: the first call does. */
export declare class Heymarket {
  /** @throws {InvalidArgumentError} when an option is missing, unknown or wrong; `path` names it. */
  constructor(options: HeymarketOptions);
  /**
   * All conversations that `listConversations` lists, page after page, each once, the last updated first. The next
   * page begins exactly where the last conversation's `updated` says; a microsecond later where the service
   * leaves out what has that very time. Where a page holds nothing but one timestamp, the filters (`unread`, `closed`,
   * each of the `inboxes` given) are tried one by one, before a `DecodeError` says that there may be more.
   * Nothing is sent before the first `next()`.
   */
  conversations(
    input: Heymarket.ListConversationsInput,
    options?: PagesOptions,
  ): Pages<Heymarket.Conversation>;
  /**
   * The messages exchanged with a phone number in an inbox, each once, the newest first; or from `timestamp`
   * back. The service is asked for them by whole seconds, at most 50 at a time: should more lie within one
   * second, it gives no way to the rest of that second, and a `DecodeError` says so after all others were given.
   * Nothing is sent before the first `next()`.
   */
  messages(
    input: Heymarket.ListMessagesInput,
    options?: PagesOptions,
  ): Pages<Heymarket.Message, number>;
  /**
   * The messages of the whole team that `listTeamMessages` lists, page after page, each once. The next page
   * begins exactly where the last message's `date` says (with `order: "updated_at"`: its `updated`), as with
   * `conversations`. Where a page holds nothing but one timestamp, it is requested again with `limit: 1000`.
   * Nothing is sent before the first `next()`.
   */
  teamMessages(
    input?: Heymarket.ListTeamMessagesInput,
    options?: PagesOptions,
  ): Pages<Heymarket.Message>;
  /**
   * Who can be given a conversation of an inbox: its members, in the inbox's order, with what the team says of
   * each. A member whom the team does not list has an id alone. It takes two requests, at the same time.
   *
   * @throws {NotFoundError} when `listInboxes` gives no such inbox; `path` is then `inboxId`.
   */
  assignableUsers(
    input: Heymarket.AssignableUsersInput,
    options?: PagesOptions,
  ): Promise<Heymarket.TeamMember[]>;
}
export declare namespace Heymarket {
  /** Whose conversations are to be assigned. */
  interface AssignableUsersInput {
    /** The inbox's id. */
    inboxId: IdInput;
  }
}
export interface Heymarket extends HeymarketOperations {}

/** Which messages, and which way. */
export interface QlaraMessagesInput extends Qlara.ListMessagesInput {
  /**
   * `"newer"`: from `idFrom` on (or from the page that the service gives first) towards the newest.
   * `"older"`: from `idTo` (or from that page) back to the oldest.
   */
  direction: "newer" | "older";
}

/** A client for Qlara Inbox. Making one is synchronous and loads nothing: the first call does. */
export declare class Qlara {
  /** @throws {InvalidArgumentError} when an option is missing, unknown or wrong; `path` names it. */
  constructor(options: QlaraOptions);
  /**
   * The messages of a conversation, page after page, each once, in the order of the direction.
   * It ends when nothing new comes; with a `DecodeError` if the service ignores the bound. Nothing is sent before the
   * first `next()`.
   */
  messages(input: QlaraMessagesInput, options?: PagesOptions): Pages<Qlara.Message>;
}
export interface Qlara extends QlaraOperations {}

/** What threadline needs of a `Request`, of whatever realm. */
export interface RequestLike {
  readonly url: string;
  readonly bodyUsed: boolean;
  readonly body: unknown;
}

/** A webhook's request, whose body nobody has read yet; or its body as it came, as text or bytes. */
export type WebhookInput = RequestLike | string | ArrayBufferView | ArrayBuffer;

/** Options of both services' webhooks. */
export interface WebhookOptions {
  /** Bytes of a body above which it is not read; at most 64 MiB. Default: 1 MiB. */
  maxBytes?: number | undefined;
  /** Milliseconds for the body to come. Default: 10000. */
  timeoutMs?: number | undefined;
  /** `true`: a webhook that holds anything that is not documented is a `DecodeError`. Default: `false`. */
  strict?: boolean | undefined;
  /**
   * Called with what a webhook holds that is not documented, each kind once for each function that is given here:
   * give the same one each time. What it throws is ignored.
   */
  onDrift?: ((event: DriftEvent) => unknown) | undefined;
}

/** Options of `parseHeymarketWebhook`. */
export interface HeymarketWebhookOptions extends WebhookOptions {
  /** The token that Heymarket's app shows beside the webhook; several while one is exchanged for another. */
  token: string | readonly string[];
}

/** Options of `parseQlaraWebhook`. */
export interface QlaraWebhookOptions extends WebhookOptions {
  /**
   * The secret of your own in the callback URL, for Qlara signs nothing; several while one is exchanged for another.
   * At least 16 characters, at most 256 bytes, no `&` or `#`: the output of `openssl rand -hex 32`, for example. Put
   * it into the URL as `?secret=${encodeURIComponent(secret)}`.
   */
  secret: string | readonly string[];
  /** The URL that was posted to, where the input is a bare body: absolute, or the path with its query. */
  url?: string | { readonly href: string } | undefined;
}

/**
 * What a webhook of Heymarket says, if it holds the token.
 * @throws {WebhookVerificationError} when it does not, or cannot be read: it may come from anybody.
 * @throws {DecodeError} when it does, but is not what the service documents; `path` says where.
 */
export declare function parseHeymarketWebhook(
  input: WebhookInput,
  options: HeymarketWebhookOptions,
): Promise<Heymarket.WebhookEvent>;

/**
 * What a webhook of Qlara Inbox says, if it was posted to the URL with the secret.
 * @throws {WebhookVerificationError} when it was not: it may come from anybody.
 * @throws {DecodeError} when it was, but is not what the service documents; `path` says where.
 */
export declare function parseQlaraWebhook(
  input: WebhookInput,
  options: QlaraWebhookOptions,
): Promise<Qlara.WebhookEvent>;

/** Remembers which events have been processed, by their `deduplicationKey`: services post some more than once. */
export interface ReplayGuard {
  /** Whether the event is yours to process: `true` for the first caller, `false` for all others. */
  claim(key: string): Promise<boolean>;
  /** It could not be processed: the next delivery of it can be claimed. */
  release(key: string): Promise<void>;
}

/** A `ReplayGuard` in this process's memory: it knows nothing of other processes, isolates or places. */
export declare class MemoryReplayGuard implements ReplayGuard {
  constructor(options?: {
    /** Milliseconds after which an event is forgotten. Default: three days. */
    keepMs?: number | undefined;
    /** How many events are remembered; beyond that the oldest is forgotten. Default: 100000. */
    maxKeys?: number | undefined;
  });
  /** Whether the event is yours to process: `true` for the first caller, `false` for all others. */
  claim(key: string): Promise<boolean>;
  /** It could not be processed: the next delivery of it can be claimed. */
  release(key: string): Promise<void>;
}

/** Loads the WebAssembly module now instead of at the first call. Calling it again is harmless. */
export declare function init(): Promise<void>;

/** What an error can hold beyond its message. */
export interface ErrorDetails {
  /** The method that was called. */
  operation?: string | undefined;
  /** The HTTP status. */
  status?: number | undefined;
  /** The service's id of the request. */
  requestId?: string | undefined;
  /** The place of what is wrong. */
  path?: string | undefined;
  /** The beginning of the response's body. */
  body?: string | undefined;
  /** How often the request was sent. */
  attempts?: number | undefined;
  /** Milliseconds to wait before a retry. */
  retryAfterMs?: number | undefined;
  /** The time at which that wait is over. */
  retryAt?: Date | undefined;
  /** The error behind this one. */
  cause?: unknown;
}

/** Every error of threadline. An aborted call does not get one: it rejects with the signal's own reason. */
export declare class ThreadlineError extends Error {
  constructor(message: string, details?: ErrorDetails);
  /** The kind of error, for programs: `"RATE_LIMIT"`, `"NOT_FOUND"` … */
  readonly code: string;
  /** The method that was called: `"listConversations"` … */
  readonly operation?: string;
  /** The HTTP status, if there was a response. */
  readonly status?: number;
  /** The service's id of the request (`X-Request-Id`), to be named when asking for help. */
  readonly requestId?: string;
  /** How often the request was sent; 0 when nothing was. */
  readonly attempts?: number;
  /** Milliseconds to wait before a retry, where the service or the rate limit says so. */
  readonly retryAfterMs?: number;
  /** The time at which that wait is over. */
  readonly retryAt?: Date;
  /** Whether a later retry may succeed, and is safe: never `true` if the operation could happen twice. */
  readonly retryable: boolean;
  /** Where the fault is: in the input (`filters.inboxes[2]`), the options, or the response (`$[3].id`). */
  readonly path?: string;
  /** The beginning of the response's body. It may hold private texts: console and JSON don't show it. */
  readonly body: string | undefined;
  /** The error behind this one. */
  readonly cause?: unknown;
  /** The error without `body`, `cause` and `stack`. */
  toJSON(): { [name: string]: unknown };
}

/**
 * The error that `error.toJSON()` has described, or of which a clone has come (from a Worker, over RPC, as props of a
 * component), as an instance of its class; `undefined` for anything that is not an error of threadline. An instance is
 * returned as it is.
 */
export declare function errorFrom(value: unknown): ThreadlineError | undefined;

/**
 * Whether `error` is one of threadline, of this copy of the package or of another; or has the fields of one: what
 * `toJSON()` gives, or a clone.
 */
export declare function isThreadlineError(error: unknown): error is ThreadlineError;
