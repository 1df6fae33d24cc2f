// undici's own `fetch`, which takes a dispatcher.

/** The proxy, as the environment has it. */
const proxy = () => process.env.HTTP_PROXY;

const closing = (undici, dispatcher) => ({
  fetch: (url, init) => undici.fetch(url, { ...init, dispatcher }),
  close: () => dispatcher.close(),
});

const KINDS = [
  {
    what: "`undici.fetch` itself",
    open: ({ fetch }) => ({ fetch }),
  },
  {
    what: "with an `Agent`",
    open: (undici) => closing(undici, new undici.Agent({ connect: { timeout: 5_000 } })),
  },
  {
    what: "with a `ProxyAgent`",
    proxied: true,
    open: (undici) => closing(undici, new undici.ProxyAgent(proxy())),
  },
  {
    what: "with an `EnvHttpProxyAgent`",
    proxied: true,
    open: (undici) => closing(undici, new undici.EnvHttpProxyAgent()),
  },
];

const RELEASES = { undici6: "node20", undici7: "node22", undici: "node24" };

export const undiciWays = Object.entries(RELEASES).flatMap(([name, release]) =>
  KINDS.map(({ what, proxied, open }) => ({
    row: "undici",
    package: name,
    what,
    proxied,
    releases: [release],
    open: async () => open(await import(name)),
  })),
);
