// What all clients have in common: their options, checked when they are made, and a safe place for them.

import { SignedTokens } from "../auth/signed-token.ts";
import { Limiter } from "../call/limiter.ts";
import { invalid } from "../common/check.ts";
import { InvalidArgumentError } from "../errors/errors.ts";
import { checkClient, type Rates } from "./options.ts";
import { inWorkers, publicPlace } from "./place.ts";
import type { Settings } from "./settings.ts";

/** What a client must know of its service. */
export interface Service {
  /** Its origin. */
  readonly url: string;
  /** The header of its API keys. */
  readonly keyHeader: string;
  /** Its documented rate limits. */
  readonly limits: Rates;
  /** Whether it takes tokens that are made of API secrets. */
  readonly signs?: boolean;
}

const NO_LIMIT: Rates = [0, 0];

const isLoopback = (host: string): boolean =>
  /^(.+\.)?localhost$|^127(\.\d+){3}$|^\[::1]$/.test(host);

// Not in the client itself, so that no console, inspect or JSON shows a secret. Not in a private field
// either: a Proxy around a client, as Vue and others make them, has none.
const SETTINGS = Symbol("settings");
const settings = new WeakMap<object, Settings>();

// A function, which no Proxy wraps. Consoles show the scope that it was made in: it is not that of the constructor,
// which has the credential.
const newHandle = () => () => {};

export const settingsOf = (client: object): Settings => {
  const found = settings.get(Object(client)[SETTINGS]);
  if (found) return found;
  throw new InvalidArgumentError("a method was called without its client: write client.method(…)");
};

export class Client {
  constructor(options: unknown = {}, { url, keyHeader, limits, signs = false }: Service) {
    const {
      apiKey,
      token,
      secretId,
      secretKey,
      secrets,
      baseUrl = new URL(url),
      allowInsecure,
      dangerouslyAllowBrowser,
      rateLimit,
      ...others
    } = checkClient(options, signs);
    const half = secretKey ? "secretKey" : "secretId";
    const given: Record<string, unknown> = {
      apiKey,
      token,
      [half]: secretKey ?? secretId,
      secrets,
    };
    const [credential, second] = Object.keys(given).filter((name) => given[name]);
    if (credential === undefined) {
      const ways = signs ? "apiKey, token, secretId with secretKey, or secrets" : "apiKey or token";
      invalid("apiKey", "is needed (is the environment variable set?)", ways);
    }
    if (second) invalid(second, `and ${credential} exclude each other: give one of them`);
    if (!secretId !== !secretKey) {
      const missing = secretKey ? "secretId" : "secretKey";
      invalid(missing, `is needed with ${half} (is the environment variable set?)`);
    }
    // Not every runtime's URL has an origin.
    const origin = `${baseUrl.protocol}//${baseUrl.host}`;
    const place = publicPlace();
    if (place && !dangerouslyAllowBrowser) {
      const advice =
        "let it call your own server, by baseUrl and token (dangerouslyAllowBrowser: true switches this check off)";
      if (!token)
        invalid(credential, `must not be in ${place}, where everyone can read it: ${advice}`);
      // The service itself accepts only its own keys.
      if (origin === url) {
        invalid(
          "baseUrl",
          `must be your own server's in ${place}, where a key can be read: ${advice}`,
        );
      }
    }
    if (baseUrl.protocol === "http:" && !allowInsecure && !isLoopback(baseUrl.hostname)) {
      invalid(
        "baseUrl",
        "must be https, or everyone on the way can read along (allowInsecure: true switches this check off)",
      );
    }
    if (rateLimit && others.limiter) {
      invalid("limiter", "and rateLimit exclude each other: give one of them");
    }
    const signing = !apiKey && !token;
    if (signing && !globalThis.crypto?.subtle) {
      invalid(
        credential,
        "needs crypto.subtle, which makes its tokens: browsers have it on https and localhost only",
      );
    }
    const { pathname } = baseUrl;
    let end = pathname.length;
    while (pathname[end - 1] === "/") end--;
    const path = pathname.slice(0, end);
    if (path && origin === url) {
      invalid("baseUrl", `must be ${url} without a path: each operation adds its own`);
    }
    const isPage = Boolean(place);
    // Without a prototype: what others put on every object's is not a setting.
    const made: Settings = Object.assign(Object.create(null), {
      headers: [],
      timeoutMs: 30_000,
      deadlineMs: 60_000,
      maxRetries: 2,
      // A page has one user. On a server, a token may be that of the request at hand, and what it brings must reach
      // nobody else.
      isPage,
      coalesce: isPage || (!token && !inWorkers()),
      maxReplyBytes: 2 ** 24,
      ...others,
      baseUrl: origin + path,
      apiKey,
      token,
      isRenewable: !apiKey,
      // In a Worker, a promise that another request began would never settle.
      tokens: signing
        ? new SignedTokens(secrets ?? [[secretId as string, secretKey as string]], !inWorkers())
        : undefined,
      rateLimit: new Limiter(others.limiter ? NO_LIMIT : (rateLimit ?? limits)),
      budget: { spent: 0 },
      reads: new Map(),
      drift: new Set(),
      // A token is one of the user's own endpoint, whatever the service behind it takes.
      credentialHeader: token ? "authorization" : keyHeader,
    } satisfies Settings);
    const handle = newHandle();
    Object.defineProperty(this, SETTINGS, { value: handle });
    settings.set(handle, made);
  }
}
