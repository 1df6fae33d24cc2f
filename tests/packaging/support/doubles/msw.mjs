// Mock Service Worker in Node.

/** `msw` and `msw/node`. */
export const mswDouble = ({ http, HttpResponse, delay }, { setupServer }) => {
  const server = setupServer();
  let seen = [];
  const on = ({ origin, method, path }, ...steps) => {
    server.use(
      http[method.toLowerCase()](origin + path, async ({ request }) => {
        const body = (await request.text()) || undefined;
        const headers = Object.fromEntries(request.headers);
        seen.push({ method: request.method, path: new URL(request.url).pathname, headers, body });
        return steps.shift()();
      }),
    );
  };
  return {
    options: {},
    open: () => server.listen({ onUnhandledRequest: "error" }),
    close: () => server.close(),
    answers: (route, ...responses) =>
      on(
        route,
        ...responses.map(
          ({ json, ...init }) =>
            () =>
              HttpResponse.json(json, init),
        ),
      ),
    stalls: (route) => on(route, () => delay("infinite")),
    breaks: (route) => on(route, () => HttpResponse.error()),
    seen: () => seen,
    clear: () => {
      server.resetHandlers();
      seen = [];
    },
  };
};
