// Where the package's glue keeps what a panic says.
globalThis.panicked = (message) => console.error(message);

// A call as the package makes it (pkg-template/call.js), without its timers: what the shell does
// with it is written down.
export class Double {
  constructor(operation, input, reply) {
    this.id = 1;
    this.operation = operation;
    this.input = input;
    this.reply = reply;
    this.baseUrl = "http://127.0.0.1:9";
    this.headers = [["x-extra", "1"]];
    this.maxReplyBytes = 1 << 20;
    this.stopped = 0;
    this.log = [];
    this.client = new Float64Array([0, 0, 0, 500, 0]);
    this.maxRetries = 0;
    this.renewable = false;
    this.remainingMs = 60_000;
    this.sent = false;
  }
  now() {
    return performance.now();
  }
  send(request) {
    this.sent = true;
    this.request = request;
    return this.reply(request);
  }
  async pause(ms) {
    this.log.push(`pause ${ms}`);
  }
  again() {}
  begin() {
    this.log.push("begin");
    this.controller = new AbortController();
    this.signal = this.controller.signal;
  }
  end(read) {
    this.log.push(`end ${read}`);
  }
  authorization() {
    return this.credential ?? "Bearer key";
  }
  race(promise) {
    return Promise.resolve(promise);
  }
  get credentialHeader() {
    return "authorization";
  }
  forget(promise) {
    this.log.push("cancelled");
    promise.catch(() => {});
  }
  received(response) {
    this.log.push(`received ${response.status}`);
  }
  build(tape, text, head, payload) {
    return { tape: [...tape], text: new TextDecoder().decode(text), head, payload };
  }
  cancel() {
    this.log.push("cancelled");
  }
  reason() {
    return "the caller's reason";
  }
  fail(json, cause) {
    return Object.assign(new Error(json), JSON.parse(json), { cause });
  }
}

export const double = (operation, input, body, status) => {
  const headers = { "x-request-id": "r1", location: "http://127.0.0.1:1/" };
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return new Double(operation, input, async () => new Response(bytes, { status, headers }));
};

// The body in pieces of one byte.
export const drip = (call, body) => {
  const bytes = new TextEncoder().encode(body);
  let at = 0;
  const pull = (stream) =>
    at < bytes.length ? stream.enqueue(bytes.slice(at, ++at)) : stream.close();
  call.reply = async () => new Response(new ReadableStream({ pull }));
  return call;
};

export const answer = (call, expression) => {
  const answers = {
    throws: () => {
      throw new TypeError("no fetch");
    },
    rejects: async () => {
      throw new TypeError("fetch failed");
    },
    nothing: async () => undefined,
    text: async () => "text",
    half: async () => ({ status: 200 }),
    opaque: async () => ({ status: 0, type: "opaqueredirect", headers: new Headers(), body: null }),
    broken: async () =>
      new Response(
        new ReadableStream({
          start(stream) {
            stream.enqueue(new Uint8Array([91]));
            queueMicrotask(() => stream.error(new TypeError("reset")));
          },
        }),
      ),
    strings: async () => ({
      status: 200,
      headers: new Headers(),
      body: { getReader: () => ({ read: async () => ({ done: false, value: "[]" }) }) },
    }),
  };
  call.reply = answers[expression];
  return call;
};

export const set = (call, name, value) => Object.assign(call, { [name]: value });

export const sent = async ({ request: sent }) => {
  const headers = [...sent.headers].map((pair) => pair.join(": ")).sort();
  return [`${sent.method} ${sent.url}`, ...headers, sent.redirect, await sent.text()].join("\n");
};

export const shown = (value) => (typeof value === "string" ? value : JSON.stringify(value));

export const log = (call) => call.log.join(", ");
