// Node's own `fetch`, and those of npm, as they come and as they are wrapped.

import http from "node:http";
import { fetch as crossFetch, default as crossFetchItself } from "cross-fetch";
import makeFetchCookie from "fetch-cookie";
import ky from "ky";
import nodeFetch, { type RequestInit as NodeFetchInit } from "node-fetch";
import { ofetch } from "ofetch";
import { type FetchInit, type FetchLike, Heymarket } from "threadline";
import * as undici8 from "undici";
import * as undici6 from "undici6";
import * as undici7 from "undici7";
import { up } from "up-fetch";

const apiKey = "key";

export const asTheyCome = [
  new Heymarket({ apiKey, fetch }),
  new Heymarket({ apiKey, fetch: undici6.fetch }),
  new Heymarket({ apiKey, fetch: undici7.fetch }),
  new Heymarket({ apiKey, fetch: undici8.fetch }),
  new Heymarket({ apiKey, fetch: nodeFetch }),
  new Heymarket({ apiKey, fetch: crossFetch }),
  new Heymarket({ apiKey, fetch: crossFetchItself }),
  new Heymarket({ apiKey, fetch: ofetch.native }),
  new Heymarket({ apiKey, fetch: makeFetchCookie(fetch) }),
];

const agent6 = new undici6.Agent();
const agent7 = new undici7.ProxyAgent("http://127.0.0.1:8080");
const agent8 = new undici8.EnvHttpProxyAgent();
const agent = new http.Agent({ keepAlive: true });
const upfetch = up(fetch, () => ({
  parseResponse: (response) => response,
  reject: () => false,
}));

export const wrapped = [
  new Heymarket({
    apiKey,
    fetch: (url, init) => undici6.fetch(url, { ...init, dispatcher: agent6 }),
  }),
  new Heymarket({
    apiKey,
    fetch: (url, init) => undici7.fetch(url, { ...init, dispatcher: agent7 }),
  }),
  new Heymarket({
    apiKey,
    fetch: (url, init) => undici8.fetch(url, { ...init, dispatcher: agent8 }),
  }),
  new Heymarket({ apiKey, fetch: (url, init) => nodeFetch(url, { ...init, agent }) }),
  new Heymarket({ apiKey, fetch: (url: string, init?: NodeFetchInit) => nodeFetch(url, init) }),
  new Heymarket({ apiKey, fetch: (url: string, init?: RequestInit) => fetch(url, init) }),
  new Heymarket({ apiKey, fetch: (url: string | URL | Request, init) => fetch(url, init) }),
  new Heymarket({ apiKey, fetch: (...sent) => fetch(...sent) }),
  new Heymarket({ apiKey, fetch: (url, init) => fetch(new Request(url, init)) }),
  new Heymarket({
    apiKey,
    fetch: (url, init) =>
      ofetch.raw(url, { ...init, responseType: "stream", ignoreResponseError: true, retry: false }),
  }),
  new Heymarket({ apiKey, fetch: (url, init) => upfetch(url, init) }),
  new Heymarket({
    apiKey,
    fetch: (url, init) => ky(url, { ...init, retry: 0, throwHttpErrors: false, timeout: false }),
  }),
];

export const byHeaders = [
  new Heymarket({
    apiKey,
    fetch: (url, init) => {
      init.headers["x-mine"] = "1";
      return fetch(url, init);
    },
  }),
  new Heymarket({
    apiKey,
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, "x-mine": "1" } }),
  }),
  new Heymarket({
    apiKey,
    fetch: (url, init) => {
      const headers = new Headers(init.headers);
      headers.set("x-mine", "1");
      return fetch(url, { ...init, headers });
    },
  }),
  new Heymarket({
    apiKey,
    fetch: (url, init) => {
      const signal = AbortSignal.any([init.signal, AbortSignal.timeout(1_000)]);
      return fetch(url, { ...init, signal });
    },
  }),
];

/** The parameters that a custom function may declare. */
export const declared: FetchLike[] = [
  async (url: string, init: FetchInit) => fetch(url, init),
  async (url: string, { method, headers, body, signal }: FetchInit) =>
    fetch(url, { method, headers, body, signal }),
];

export const wrong = [
  // @ts-expect-error it is called with a URL, not with a Request
  new Heymarket({ apiKey, fetch: (request: Request) => fetch(request) }),
  // @ts-expect-error nor with what is like one
  new Heymarket({ apiKey, fetch: (request: { url: string }) => fetch(request.url) }),
  // @ts-expect-error a Request has no place for it
  new Heymarket({ apiKey, fetch: (request) => fetch(request.url) }),
  // @ts-expect-error the URL is a string
  new Heymarket({ apiKey, fetch: (url: URL, init) => fetch(url, init) }),
  // @ts-expect-error the headers are a plain object
  new Heymarket({ apiKey, fetch: (url, init) => fetch(url, { headers: init.headers.entries() }) }),
  // @ts-expect-error it is not called with a Request
  new Heymarket({ apiKey, fetch: (_url: string, request: Request) => fetch(request) }),
  // @ts-expect-error a string is not a Response
  new Heymarket({ apiKey, fetch: async (url, init) => (await fetch(url, init)).text() }),
];
