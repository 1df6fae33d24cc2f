// A `fetch` for threadline that reports each request: when it is sent, and how it ends.

let calls = 0;

/**
 * `operationOf(method, path)` names the operation of a request by its path below `root`. `onChange(call)`
 * is called twice for each request: when it begins and when it ends.
 */
export function observedFetch(root, operationOf, onChange) {
  return async (url, init) => {
    calls += 1;
    const id = calls;
    const { method, signal } = init;
    const { pathname, search } = new URL(url);
    const path = pathname.slice(root.length);
    const operation = operationOf(method, path);
    // Over HTTP/2, what must not be sent twice goes as a stream, which only the browser reads.
    const body = typeof init.body === "string" ? init.body : "";
    const at = new Date();
    const call = { id, at, operation, method, path: path + search, body, state: "waiting" };
    onChange(call);
    const started = performance.now();
    const end = (outcome) => {
      Object.assign(call, outcome, { ms: performance.now() - started });
      onChange(call);
    };
    try {
      const response = await fetch(url, init);
      const { status, ok } = response;
      const requestId = response.headers.get("X-Request-Id");
      end({ status, requestId, state: ok ? "good" : "bad" });
      return response;
    } catch (error) {
      const stopped = signal.aborted;
      end({ state: stopped ? "stopped" : "bad", problem: stopped ? "cancelled" : "no response" });
      throw error;
    }
  };
}

/** Finds a request's operation in rows of method, path with `{name}` for what varies, and operation. */
export function operationFinder(rows) {
  const known = rows.map(([method, path, operation]) => {
    const pattern = path.replace(/\{\w+\}/g, "[^/]+");
    return { method, pattern: new RegExp(`^${pattern}$`), operation };
  });
  return (method, path) =>
    known.find((row) => row.method === method && row.pattern.test(path))?.operation ?? "unknown";
}
