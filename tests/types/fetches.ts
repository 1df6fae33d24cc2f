// What may be given as `fetch`. There is no DOM here; tests/packaging/fetches/types has the real ones.

import { type FetchInit, type FetchLike, Heymarket, type ResponseLike } from "threadline";
import { expectType } from "./expect.js";

declare const response: {
  status: number;
  headers: {
    get(name: string): string | null;
    forEach(callback: (value: string, name: string) => void): void;
  };
  body: object | null;
};

/** As DOM's, Node's and a library's: both parameters are wider than what is given. */
declare function platform(
  input: string | { href: string } | { url: string },
  init?: {
    method?: string;
    headers?: { [name: string]: string } | readonly (readonly [string, string])[];
    body?: string | Uint8Array | null;
    signal?: { aborted: boolean } | null;
    redirect?: "error" | "follow" | "manual";
  },
): Promise<ResponseLike & { json(): Promise<unknown> }>;

/** An older one of several forms. */
declare function overloaded(input: { url: string }): Promise<ResponseLike>;
declare function overloaded(input: string, init?: { method?: string }): Promise<ResponseLike>;

const thenable: PromiseLike<ResponseLike> = Promise.resolve(response);

export const right: FetchLike[] = [
  platform,
  overloaded,
  (url, init) => platform(url, init),
  (url, init) => platform(url, { ...init, headers: { ...init.headers, "x-a": "1" } }),
  (url, init) => platform(url, { ...init, headers: Object.entries(init.headers) }),
  (...sent) => platform(...sent),
  async (_url: string, { method, headers, body, signal }: FetchInit) =>
    platform("", { method, headers, body, signal }),
  async () => response,
  async (_url: string) => response,
  () => thenable,
];

export const given = (url: string, init: FetchInit) => {
  expectType<string>().of(url, true);
  expectType<{ [name: string]: string }>().of(init.headers, true);
  expectType<"manual">().of(init.redirect, true);
  init.headers["x-a"] = "1";
};

export const wrong: FetchLike[] = [
  // @ts-expect-error it is called with a URL, not with what has one
  async (_request: { url: string }) => response,
  // @ts-expect-error nor with what has one and more
  async (_request: { url: string; headers: object }, _init?: object) => response,
  // @ts-expect-error the URL is a string
  async (_url: { href: string }) => response,
  // @ts-expect-error the headers are a plain object
  async (_url: string, _init: { headers: Iterable<[string, string]> }) => response,
  // @ts-expect-error no such member
  async (url, init) => platform(url, { method: init.verb }),
  // @ts-expect-error a number is not a response
  async () => 200,
  // @ts-expect-error no headers
  async () => ({ status: 200, body: null }),
  // @ts-expect-error an object that has a fetch is not one
  { fetch: platform },
];

export const client = new Heymarket({ apiKey: "key", fetch: platform });
