// A function in the place of `fetch`, as one writes it by hand. `wrap` makes a spy of it, where a test runner has one.

const lowered = (headers) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

export const stubDouble = (wrap = (fetch) => fetch) => {
  const plans = new Map();
  let seen = [];
  const plan = ({ origin, path }, ...steps) => plans.set(origin + path, steps);
  const fetch = wrap(async (url, { method, headers, body, signal }) => {
    seen.push({ method, path: new URL(url).pathname, headers: lowered(headers), body });
    const step = plans.get(url)?.shift();
    if (!step) throw new TypeError(`nothing is planned for ${url}`);
    return step(signal);
  });
  return {
    options: { fetch },
    answers: (route, ...responses) =>
      plan(
        route,
        ...responses.map(
          ({ json, ...init }) =>
            () =>
              Response.json(json, init),
        ),
      ),
    // It ignores the signal, as most stubs do.
    stalls: (route) => plan(route, () => new Promise(() => {})),
    breaks: (route) => plan(route, () => Promise.reject(new TypeError("fetch failed"))),
    seen: () => seen,
    clear: () => {
      plans.clear();
      seen = [];
    },
  };
};
