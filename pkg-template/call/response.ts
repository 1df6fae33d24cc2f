// The head of a response, taken by what it can do and not by its class: it may come from another realm, from a library
// that replaces `fetch`, or from a test.

import { ignore } from "../common/promises.ts";
import { OUTCOME_GARBLED } from "../module/protocol.ts";
import { connectionFailed } from "./failed-attempt.ts";
import { type FetchStream, leave } from "./stream.ts";

/** What is read of a response. */
export interface FetchResponse {
  readonly status: number;
  readonly type?: string;
  readonly url?: string;
  readonly redirected?: boolean;
  readonly headers: Headers;
  readonly body?: FetchStream | null;
  readonly bodyUsed?: boolean;
  readonly arrayBuffer?: () => Promise<ArrayBuffer>;
  readonly text?: () => Promise<string>;
}

type Header = (name: string) => string;

/** The head of a response. */
export interface Head {
  readonly status: number;
  readonly type: string | undefined;
  readonly redirected: boolean | undefined;
  /** Whether it came over the network: nobody gives an address to a response that is made by hand. */
  readonly fromNetwork: boolean;
  readonly requestId: string | null;
  /** A header; empty where there is none. */
  readonly header: Header;
  /** A header that is a whole number. */
  readonly number: (name: string) => number;
  /** All of them, for callers who want the response raw. */
  readonly headers: Record<string, string> | undefined;
}

/** Nobody reads this response, and an unread body keeps its connection. */
export const drop = (response: Partial<FetchResponse> | undefined): void =>
  ignore(() => response?.body && leave(response.body));

const numberOf = (text: string): number => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN);

/** A framework may throw where a header is read that it does not let through. */
const headerOf =
  (headers: Headers): Header =>
  (name) => {
    try {
      const value = headers.get(name);
      return typeof value === "string" ? value : "";
    } catch {
      return "";
    }
  };

/** All headers that can be read. */
export const allHeaders = (headers: Headers): Record<string, string> => {
  const all: Record<string, string> = {};
  try {
    headers.forEach((value, name) => {
      all[name] = value;
    });
  } catch {}
  return all;
};

const INSTEAD =
  "return new Response(JSON.stringify(data)), or use fakeServices() of threadline/testing";

/** Most often a double in a test that lacks something. */
export const notAResponse = (lack: string) =>
  connectionFailed(
    OUTCOME_GARBLED,
    `fetch did not resolve with a Response, but with ${lack}: ${INSTEAD}`,
  );

/** What a value is, in words: never the value. */
const kindOf = (value: unknown): string => {
  if (typeof value !== "object") return value === undefined ? "undefined" : `a ${typeof value}`;
  if (!value) return "null";
  try {
    if (typeof (value as FetchResponse).status === "number") return "an object without headers";
  } catch {}
  return "an object without a status";
};

/** What the head of a response says. */
export const headOf = (response: FetchResponse, raw: boolean | undefined): Head => {
  try {
    const { status, type, headers, url, redirected } = response;
    if (typeof status !== "number" || typeof headers.get !== "function") throw status;
    const header = headerOf(headers);
    return {
      // A browser hides a redirect that it did not follow behind the status 0.
      status:
        type === "opaqueredirect" ? 302 : Math.min(Math.max(Math.trunc(status) || 0, 0), 65_535),
      type,
      fromNetwork: Boolean(url),
      redirected,
      requestId: header("x-request-id") || null,
      header,
      number: (name) => numberOf(header(name)),
      headers: raw ? allHeaders(headers) : undefined,
    };
  } catch {
    drop(response);
    throw notAResponse(kindOf(response));
  }
};
