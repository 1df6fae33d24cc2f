// Fetches from npm, and clients that have one inside.

import http from "node:http";

/** As docs/fetch.md has them. */
const documented = (name) => async () => ({
  fetch: (await import("../documented/clients.mjs"))[name],
});

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
    open: documented("byOfetch"),
  },
  {
    package: "up-fetch",
    what: "with a `parseResponse` that leaves the response alone",
    // It makes a Request, which Node must not forget.
    releases: ["node20", "node24"],
    open: documented("byUpFetch"),
  },
  {
    package: "ky",
    what: "without retries, limits and errors of its own",
    releases: ["node24"],
    open: documented("byKy"),
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
