// What a client is set to, and what it remembers from call to call.

import type { SignedTokens } from "../auth/signed-token.ts";
import type { SharedRead } from "../call/coalesce.ts";
import type { Limiter } from "../call/limiter.ts";
import type { Headers, Options } from "./options.ts";

type Given =
  | "apiKey"
  | "token"
  | "fetch"
  | "limiter"
  | "idempotencyKeys"
  | "onRequest"
  | "onResponse"
  | "onRetry"
  | "onDrift"
  | "strict";

export interface Settings extends Pick<Options, Given> {
  /** Origin and path, without a slash at the end. */
  readonly baseUrl: string;
  readonly headers: Headers;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly maxRetries: number;
  readonly maxReplyBytes: number;
  readonly coalesce: boolean;
  readonly credentialHeader: string;
  /** Whether a fresh credential can be had after a 401. */
  readonly isRenewable: boolean;
  /** Whether this is a page, which has one user. */
  readonly isPage: boolean;
  readonly tokens: SignedTokens | undefined;
  /** The promise of token() that the calls of one task share. */
  asking?: Promise<unknown> | undefined;
  /** The client's own rate limit, which does nothing where `limiter` keeps it. */
  readonly rateLimit: Limiter;
  /** What retries have cost. */
  readonly budget: { spent: number };
  /** Reads under way. */
  readonly reads: Map<string, SharedRead>;
  /** The kinds of drift that were reported. */
  readonly drift: Set<string>;
}
