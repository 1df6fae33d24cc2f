/** What a client is made with: a key, or what gives a token for each call. */
export interface ClientOptions {
  /** It can do everything in your name: keep it on your servers. */
  apiKey?: string;
  token?: () => string | Promise<string>;
  /** Your own endpoint that speaks for the service. */
  baseUrl?: string;
  /** Milliseconds for one attempt. */
  timeoutMs?: number;
  /** Milliseconds for a whole call. */
  deadlineMs?: number;
  /** How often a failed call is retried, where that is safe. */
  maxRetries?: number;
  /** The largest response that is read. */
  maxReplyBytes?: number;
  /** `false`: the client does not keep to the service's limits by itself. */
  rateLimit?: boolean;
  /** Lets a key be in a page, where everyone can read it. */
  dangerouslyAllowBrowser?: boolean;
}

/** The same functions, each with a signal that aborts its call. */
type Abortable<Operations> = {
  [Name in keyof Operations]: Operations[Name] extends (...input: infer Input) => infer Result
    ? (...input: [...Input, signal?: AbortSignal]) => Result
    : never;
};

export interface Heymarket extends Abortable<HeymarketOperations> {}
export interface Qlara extends Abortable<QlaraOperations> {}
