// A `fetch` that sends only reads, and keeps the service's responses.

// As much of a body is kept as a client reads.
const MOST = 16 * 1024 * 1024;

/** Whether a request is one of a route such as "GET /v1/conversations/{id}". */
const isOf = (route, method, path) => {
  const [verb, template] = route.split(" ");
  const wanted = template.split("/");
  const given = path.split("/");
  const fits = (part, at) => part === given[at] || (part.startsWith("{") && given[at]);
  return verb === method && wanted.length === given.length && wanted.every(fits);
};

/** Reads a copy of the body, so that what the client can't decode is seen, too. */
const keep = async (response, exchange) => {
  const decoder = new TextDecoder();
  try {
    const reader = response.clone().body?.getReader();
    let length = 0;
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      exchange.body += decoder.decode(value, { stream: true });
      length += value.length;
      if (length <= MOST) continue;
      exchange.isCut = true;
      // This settles once the client cancels its own copy.
      reader.cancel().catch(() => {});
      break;
    }
  } catch {
    // The connection broke, or the client has abandoned the attempt.
    exchange.isCut = true;
  }
};

export class ReadOnly {
  #base;
  #routes;
  #exchanges = [];

  /** `base` is the service's address; `routes` are those that only read. */
  constructor(base, routes) {
    this.#base = base;
    this.#routes = routes;
  }

  #isRead(method, { origin, pathname }) {
    const base = new URL(this.#base);
    const prefix = base.pathname.replace(/\/+$/, "");
    if (origin !== base.origin || !pathname.startsWith(`${prefix}/`)) return false;
    return this.#routes.some((route) => isOf(route, method, pathname.slice(prefix.length)));
  }

  /** The client's `fetch`, whichever way it is called. */
  fetch = async (...args) => {
    const [input, init] = args;
    const method = (init?.method ?? input.method ?? "GET").toUpperCase();
    if (!this.#isRead(method, new URL(input.url ?? input))) {
      throw new Error("the probe sends only reads");
    }
    const response = await globalThis.fetch(...args);
    const { status, headers } = response;
    const exchange = { status, headers: new Map(headers), body: "", isCut: false };
    this.#exchanges.push(exchange);
    await keep(response, exchange);
    return response;
  };

  /** The responses since the last call, each as `{ status, headers, body, isCut }`. */
  take() {
    return this.#exchanges.splice(0);
  }
}
