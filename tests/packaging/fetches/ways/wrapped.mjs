// Node's own `fetch` as pages and libraries wrap it.

const MINE = { "x-mine": "1" };

/** How a header is added to those that came. */
const HEADERS = {
  "`Object.assign`": (headers) => Object.assign({}, MINE, headers),
  "a spread object": (headers) => ({ ...MINE, ...headers }),
  "`new Headers`": (headers) => {
    const all = new Headers(headers);
    all.set("x-mine", "1");
    return all;
  },
  "`Object.entries`": (headers) => [...Object.entries(headers), ...Object.entries(MINE)],
};

const given = Object.entries(HEADERS).map(([by, headersOf]) => ({
  what: `given, headers by ${by}`,
  releases: ["node24"],
  adds: "x-mine",
  open: async () => ({
    fetch: (url, init) => fetch(url, { ...init, headers: headersOf(init.headers) }),
  }),
}));

/** Libraries replace the global one, and write into what it was called with. */
const patched = Object.entries(HEADERS).map(([by, headersOf]) => ({
  what: `in place of the global one, headers by ${by}`,
  releases: ["node20"],
  adds: "x-mine",
  open: async () => {
    const platform = globalThis.fetch;
    globalThis.fetch = (url, init = {}) => {
      init.headers = headersOf(init.headers ?? {});
      return platform(url, init);
    };
    return {};
  },
}));

/** As docs/fetch.md has them. In Node, some things follow another one's signal only weakly. */
const documented = (name) => async () => ({
  fetch: (await import("../documented/wrappers.mjs"))[name],
});
const own = [
  {
    what: "with one more header",
    adds: "x-team",
    releases: ["node24"],
    open: documented("withHeader"),
  },
  { what: "with a signal of its own beside", open: documented("untilShutdown") },
  { what: "by way of a `Request` that it keeps", open: documented("byRequest") },
].map((way) => ({ releases: ["node20", "node22", "node24"], ...way }));

export const wrappedWays = [...patched, ...own, ...given].map((way) => ({
  row: "Node's own `fetch`, wrapped",
  ...way,
}));

/** What cannot work: Node forgets the signal of a `Request` that nobody keeps. */
export const forgetful = {
  patience: 2_000,
  open: async () => ({ fetch: (url, init) => fetch(new Request(url, init)) }),
};
