// The options of clients and of calls.

import {
  boolean,
  byteCount,
  type Checked,
  check,
  fn,
  invalid,
  isFunction,
  isSecret,
  milliseconds,
  must,
} from "../common/check.ts";
import type { DriftObserver } from "../common/drift.ts";
import type {
  AbortSignalLike,
  FetchLike,
  RateLimiter,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
} from "../types/index.d.ts";

/** Whether `value` can follow "Bearer ": visible Latin-1, so no line break and no space. */
export const isCredential = (value: unknown): value is string =>
  typeof value === "string" && /^[\x21-\x7e\xa1-\xff]+$/.test(value);

const baseUrl = (value: unknown, path: string): URL => {
  let url: URL | undefined;
  try {
    url = new URL((value as URL).href ?? value);
  } catch {}
  if (!url || !/^https?:$/.test(url.protocol)) {
    return invalid(path, "must be an absolute http or https URL");
  }
  if (url.username || url.password || /[?#]/.test(url.href)) {
    invalid(path, "must have no user name, password, query or fragment");
  }
  return url;
};

// They belong to the call itself, or to the connection.
const RESERVED =
  /^(accept|authorization|connection|content-(encoding|length|type)|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|x-api-key)$/;

/** Pairs of a header's name, in small letters, and its value. */
export type Headers = (readonly [name: string, value: string])[];

/** Pairs, or whatever is given in their place. */
const pairsOf = (value: object): Iterable<unknown> => {
  if (isFunction((value as Iterable<unknown>)[Symbol.iterator])) return value as Iterable<unknown>;
  const { forEach } = value as { forEach?: unknown };
  if (!isFunction(forEach)) return Object.entries(value);
  const pairs: unknown[] = [];
  (value as Map<string, string>).forEach((text, name) => {
    pairs.push([name, text]);
  });
  return pairs;
};

const headers = (value: unknown, path: string): Headers => {
  if (typeof value !== "object" || !value) {
    return invalid(path, "must be an object, a list of pairs or a Headers object");
  }
  const pairs: Headers = [];
  for (const pair of pairsOf(value)) {
    const [name, text]: unknown[] = Array.isArray(pair) ? pair : [];
    if (typeof name !== "string" || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
      return invalid(path, "has a name that is not an HTTP token");
    }
    const key = name.toLowerCase();
    if (RESERVED.test(key)) {
      invalid(`${path}.${key}`, "is set by threadline and cannot be replaced");
    }
    if (text === undefined) continue;
    // `fetch` would trim it silently.
    if (
      typeof text !== "string" ||
      !/^[\t\x20-\x7e\x80-\xff]*$/.test(text) ||
      text.trim() !== text
    ) {
      return invalid(
        `${path}.${key}`,
        "must be a Latin-1 string without line breaks or surrounding whitespace",
      );
    }
    pairs.push([key, text]);
  }
  return pairs;
};

const isRate = (value: unknown): value is number | undefined =>
  value === undefined || (typeof value === "number" && value > 0 && value < 1e9);

/** Requests a minute, and a second; 0 means no limit. */
export type Rates = readonly [perMinute: number, perSecond: number];

const rateLimit = (value: unknown, path: string): Rates => {
  if (value === false) return [0, 0];
  const { perMinute, perSecond, ...rest } = Object(value);
  if (
    typeof value !== "object" ||
    !value ||
    Object.keys(rest).length ||
    (perMinute ?? perSecond) === undefined ||
    !isRate(perMinute) ||
    !isRate(perSecond)
  ) {
    return invalid(
      path,
      "must be false or an object with perMinute, perSecond or both, numbers above 0",
    );
  }
  return [perMinute ?? 0, perSecond ?? 0];
};

/** An API secret. */
export type Secret = readonly [id: string, key: string];

const secret = must<string>(
  isSecret,
  "must be a non-empty string without control characters or surrounding whitespace",
);

const secrets = (value: unknown, path: string): Secret[] => {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) {
    return invalid(path, "must be a list of one or two secrets");
  }
  return Array.from(value, (one, at) => {
    const { id, key, ...rest } = Object(one);
    const where = `${path}[${at}]`;
    if (typeof one !== "object" || !one || Object.keys(rest).length) {
      invalid(where, "must be an object with id and key");
    }
    return [secret(id, `${where}.id`), secret(key, `${where}.key`)] as const;
  });
};

const RULES = {
  apiKey: must<string>(
    isCredential,
    "must be a non-empty string of visible characters, without spaces",
  ),
  token: fn<() => string | PromiseLike<string>>("must be a function that returns the token"),
  secretId: secret,
  secretKey: secret,
  secrets,
  baseUrl,
  allowInsecure: boolean,
  fetch: fn<FetchLike>("must be a function like the global fetch"),
  headers,
  timeoutMs: milliseconds,
  deadlineMs: milliseconds,
  maxRetries: must<number>(
    (value) => Number.isInteger(value) && value >= 0 && value <= 10,
    "must be a whole number from 0 to 10",
  ),
  rateLimit,
  limiter: must<RateLimiter>(
    (value) => [value?.reserve, value?.giveBack, value?.hold].every(isFunction),
    "must be an object with the methods reserve, giveBack and hold",
  ),
  coalesce: boolean,
  idempotencyKeys: boolean,
  onRequest: fn<(event: RequestEvent) => unknown>(),
  onResponse: fn<(event: ResponseEvent) => unknown>(),
  onRetry: fn<(event: RetryEvent) => unknown>(),
  onDrift: fn<DriftObserver>(),
  strict: boolean,
  maxReplyBytes: byteCount,
  dangerouslyAllowBrowser: boolean,
  signal: must<AbortSignalLike>(
    (value) =>
      typeof value?.aborted === "boolean" &&
      isFunction(value.addEventListener) &&
      isFunction(value.removeEventListener),
    "must be an AbortSignal",
  ),
  raw: boolean,
};

type Name = keyof typeof RULES;

/** Options of clients or of calls, once they are checked. */
export type Options = Checked<typeof RULES>;

const OF_CLIENTS: Name[] = [
  "apiKey",
  "token",
  "baseUrl",
  "allowInsecure",
  "fetch",
  "headers",
  "timeoutMs",
  "deadlineMs",
  "maxRetries",
  "rateLimit",
  "limiter",
  "coalesce",
  "idempotencyKeys",
  "onRequest",
  "onResponse",
  "onRetry",
  "onDrift",
  "strict",
  "maxReplyBytes",
  "dangerouslyAllowBrowser",
];

/** Only where the service takes tokens that are made of secrets. */
const OF_SECRETS: Name[] = ["secretId", "secretKey", "secrets"];

// An iterator passes these on to each of its calls.
const OF_PAGES: Name[] = ["signal", "timeoutMs", "deadlineMs", "maxRetries", "headers", "strict"];

const OF_CALLS: Name[] = [...OF_PAGES, "raw"];

const elsewhere = (name: string): string | undefined => {
  if ((OF_SECRETS as string[]).includes(name)) return "is an option of Heymarket's client only";
  return Object.hasOwn(RULES, name)
    ? "is not valid here: it is an option of the client, or of a call"
    : undefined;
};

/** `signs`: the client makes tokens of secrets. */
export const checkClient = (options: unknown, signs: boolean): Options =>
  check(options, signs ? [...OF_CLIENTS, ...OF_SECRETS] : OF_CLIENTS, RULES, elsewhere);

export const checkCall = (options: unknown): Options => check(options, OF_CALLS, RULES, elsewhere);

export const checkPages = (options: unknown): Options => check(options, OF_PAGES, RULES, elsewhere);
