// Fetches from npm, and clients that have one inside.

import http from "node:http";

export const packagedWays = [
  {
    package: "node-fetch",
    what: "itself",
    open: async () => ({ fetch: (await import("node-fetch")).default }),
  },
  {
    package: "node-fetch",
    what: "with an `http.Agent`",
    open: async () => {
      const { default: nodeFetch } = await import("node-fetch");
      const agent = new http.Agent({ keepAlive: true });
      return {
        fetch: (url, init) => nodeFetch(url, { ...init, agent }),
        close: () => agent.destroy(),
      };
    },
  },
  {
    package: "cross-fetch",
    what: "itself",
    open: async () => ({ fetch: (await import("cross-fetch")).fetch }),
  },
  {
    package: "ofetch",
    what: "`ofetch.native`",
    open: async () => ({ fetch: (await import("ofetch")).ofetch.native }),
  },
  {
    package: "ofetch",
    what: '`ofetch.raw` with `responseType: "stream"`',
    open: async () => {
      const { ofetch } = await import("ofetch");
      const own = { responseType: "stream", ignoreResponseError: true, retry: false };
      return { fetch: (url, init) => ofetch.raw(url, { ...init, ...own }) };
    },
  },
  {
    package: "up-fetch",
    // It makes a Request, which Node must not forget.
    releases: ["node20", "node24"],
    what: "with a `parseResponse` that leaves the response alone",
    open: async () => {
      const { up } = await import("up-fetch");
      const own = { parseResponse: (response) => response, reject: () => false };
      return { fetch: up(fetch, () => own) };
    },
  },
  {
    package: "fetch-cookie",
    what: "around Node's own `fetch`",
    open: async () => {
      const { default: makeFetchCookie } = await import("fetch-cookie");
      return { fetch: makeFetchCookie(fetch) };
    },
  },
].map((way) => ({ row: way.package, releases: ["node20"], ...way }));
