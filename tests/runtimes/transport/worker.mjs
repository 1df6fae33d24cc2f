// A Worker with one client for all its requests: what the tests of the transport in workerd run inside.

import { Heymarket, isThreadlineError } from "threadline";

// The module's memory, to be watched.
let memory;
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...parts) {
    super(...parts);
    memory = Object.values(this.exports).find((value) => value instanceof WebAssembly.Memory);
  }
};

// Time can be set forward, so that nobody waits for deadlines.
let later = 0;
const { now } = performance;
Object.defineProperty(performance, "now", { value: () => now.call(performance) + later });

// No wait before a retry.
Math.random = () => 0;

const unhandled = [];
addEventListener("unhandledrejection", ({ reason }) => unhandled.push(String(reason)));

const clients = new Map();
const signals = [];

/** One client for each set of options. */
const clientOf = (env, options) => {
  const key = JSON.stringify(options);
  if (!clients.has(key)) {
    clients.set(key, new Heymarket({ apiKey: "key", baseUrl: env.URL, ...options }));
  }
  return clients.get(key);
};

const ROUTES = {
  /** Gets a conversation; `at` says after how many milliseconds it is aborted. */
  async get({ id, options, each, at }, env) {
    const controller = new AbortController();
    // A signal of no platform's, so that only the call holds it.
    const plain = { aborted: false, addEventListener() {}, removeEventListener() {} };
    signals.push(new WeakRef(plain));
    if (at !== undefined) setTimeout(() => controller.abort(new Error(`aborted ${id}`)), at);
    const signal = at === undefined ? plain : controller.signal;
    const api = clientOf(env, options);
    return (await api.getConversation({ id }, { signal, ...each })).id;
  },

  /** The same one, several times within one request. */
  async together({ id, count, options }, env) {
    const api = clientOf(env, options);
    const calls = Array.from({ length: count }, () => api.getConversation({ id }));
    return (await Promise.all(calls)).length;
  },

  /** A response that is longer than announced. */
  lying() {
    const headers = { "content-length": "5" };
    const fetch = async () => new Response(" ".repeat(2_000), { headers });
    const api = new Heymarket({ apiKey: "key", fetch, maxReplyBytes: 1_000 });
    return api.getConversation({ id: 1 });
  },

  /** A call that meets a fault inside the module: what is thrown there passes through it as a trap does. */
  trap({ id }, env) {
    const { decode } = TextDecoder.prototype;
    TextDecoder.prototype.decode = () => {
      TextDecoder.prototype.decode = decode;
      throw new WebAssembly.RuntimeError("forced");
    };
    return clientOf(env).getConversation({ id });
  },

  /** What nobody has handled since this was asked last. */
  unhandled: () => unhandled.splice(0),

  later({ ms }) {
    later += ms;
  },

  memory: () => memory.buffer.byteLength,

  /** How many signals of calls are still held, once the garbage has been collected. */
  async held() {
    for (let round = 0; round < 60; round++) {
      const garbage = new Uint8Array(2 ** 24).fill(round);
      const objects = Array.from({ length: 100_000 }, (_, i) => ({ i, garbage }));
      if (objects.length === 0) return 0;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return signals.filter((signal) => signal.deref()).length;
  },
};

export default {
  async fetch(request, env) {
    const { route, ...input } = await request.json();
    try {
      return Response.json({ value: await ROUTES[route](input, env) });
    } catch (error) {
      const { name, code, message, attempts } = error;
      return Response.json({
        error: { name, code, message, attempts, ours: isThreadlineError(error) },
      });
    }
  },
};
