// jest-fetch-mock and vitest-fetch-mock: a spy in the place of the global `fetch`, which knows no routes.

export const mockedFetchDouble = (fetchMock) => {
  let seen = [];
  const next = (respond) =>
    fetchMock.mockOnce(async (request) => {
      const body = (await request.text()) || undefined;
      const headers = Object.fromEntries(request.headers);
      seen.push({ method: request.method, path: new URL(request.url).pathname, headers, body });
      return respond();
    });
  return {
    options: {},
    open: () => fetchMock.enableMocks(),
    close: () => fetchMock.disableMocks(),
    answers: (_route, ...responses) => {
      for (const { status = 200, headers, json } of responses) {
        next(() => ({ status, headers, body: JSON.stringify(json) }));
      }
    },
    stalls: () => next(() => new Promise(() => {})),
    breaks: () => fetchMock.mockRejectOnce(new TypeError("fetch failed")),
    seen: () => seen,
    clear: () => {
      fetchMock.resetMocks();
      seen = [];
    },
  };
};
