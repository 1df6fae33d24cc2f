// fetch-mock in the place of the global `fetch`.

export const fetchMockDouble = (fetchMock) => {
  const on = ({ origin, method, path }, response) =>
    fetchMock.once(origin + path, response, { method: method.toLowerCase() });
  return {
    options: {},
    open: () => fetchMock.mockGlobal(),
    close: () => fetchMock.hardReset(),
    answers: (route, ...responses) => {
      for (const { status = 200, headers, json } of responses) {
        on(route, { status, headers, body: json });
      }
    },
    stalls: (route) => on(route, new Promise(() => {})),
    breaks: (route) => on(route, { throws: new TypeError("fetch failed") }),
    seen: () =>
      fetchMock.callHistory.calls().map(({ url, options: { method, headers, body } }) => ({
        method: method.toUpperCase(),
        path: new URL(url).pathname,
        headers,
        body,
      })),
    clear: () => {
      fetchMock.removeRoutes();
      fetchMock.clearHistory();
    },
  };
};
