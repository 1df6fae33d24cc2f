// A page's own `fetch`.

import { type FetchInit, Heymarket } from "threadline";

const options = { token: () => "token", baseUrl: "/heymarket" };

export const right = [
  new Heymarket({ ...options, fetch }),
  new Heymarket({ ...options, fetch: window.fetch.bind(window) }),
  new Heymarket({ ...options, fetch: (url, init) => fetch(url, init) }),
  new Heymarket({
    ...options,
    fetch: (url, init) => fetch(url, { ...init, credentials: "include" }),
  }),
  new Heymarket({ ...options, fetch: (url, init) => fetch(new Request(url, init)) }),
  new Heymarket({
    ...options,
    fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
  }),
  new Heymarket({
    ...options,
    fetch: async (_url: string, _init: FetchInit) => new Response("[]"),
  }),
  new Heymarket({ ...options, fetch: async () => Response.json([]) }),
];

export const wrong = [
  // @ts-expect-error it is called with a URL, not with a Request
  new Heymarket({ ...options, fetch: (request: Request) => fetch(request) }),
  // @ts-expect-error nor is the URL one
  new Heymarket({ ...options, fetch: (url: URL) => fetch(url) }),
];
