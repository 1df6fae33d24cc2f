// What was given to `fetch`, read to its end.

/** The signal as it was given: that of a Request follows it weakly in Node, and Request rejects jsdom's own. */
export const requestOf = async (
  input: RequestInfo | URL,
  { signal: given, ...init }: RequestInit = {},
) => {
  const request = new Request(input, init);
  const signal = given ?? request.signal;
  if (signal.aborted) throw signal.reason;
  const body = new Uint8Array(await request.arrayBuffer());
  return { method: request.method, url: request.url, headers: [...request.headers], body, signal };
};
