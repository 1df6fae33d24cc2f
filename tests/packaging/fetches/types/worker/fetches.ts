// A Worker's own `fetch`, and a binding to another Worker.

import { Heymarket, Qlara } from "threadline";

interface Env {
  KEY: string;
  API: Fetcher;
}

export default {
  async fetch(_request, { KEY: apiKey, API }) {
    const right = [
      new Heymarket({ apiKey, fetch }),
      new Heymarket({ apiKey, fetch: (url, init) => API.fetch(url, init) }),
      new Heymarket({ apiKey, fetch: API.fetch.bind(API) }),
      new Qlara({ apiKey, fetch: (url, init) => API.fetch(new Request(url, init)) }),
      new Qlara({ apiKey, fetch: (url, init) => fetch(url, { ...init, cf: { cacheTtl: 0 } }) }),
    ];
    const wrong = [
      // @ts-expect-error it is called with a URL, not with a Request
      new Heymarket({ apiKey, fetch: (request: Request) => API.fetch(request) }),
      // @ts-expect-error a binding has a fetch, but is not one
      new Heymarket({ apiKey, fetch: API }),
    ];
    return Response.json(right.length + wrong.length);
  },
} satisfies ExportedHandler<Env>;
