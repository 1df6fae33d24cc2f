// The WebAssembly instance: loaded at the first call, shared by all, replaced when it breaks.

import { instantiate } from "threadline:glue";
import { ABORTED, Call, STOP } from "./call.js";
import { inWorkers, settingsOf } from "./client.js";
import { join } from "./coalesce.js";
import { ConnectionError, InternalError, isThreadlineError, TimeoutError } from "./errors.js";
import { check, EACH_CALL } from "./options.js";
import { stringify } from "./stringify.js";

// A call is lost this long after its deadline; how often lost ones are looked for. In milliseconds.
const LOST = 30_000;
const SWEEP = 1_000;

const unusable = (cause) =>
  new InternalError(
    /unsafe-eval|\bCSP\b/.test(cause)
      ? "the page's Content-Security-Policy keeps WebAssembly out: add 'wasm-unsafe-eval' to its script-src"
      : "threadline's WebAssembly module could not be loaded: see the cause",
    { cause },
  );

const broken = (cause, sent) => {
  const when = sent ? " once the request was sent, which may have been carried out" : "";
  return new InternalError(`threadline itself failed${when}: please report the cause`, { cause });
};

/** `load` gives the compiled module, or a promise of it. */
export const runtime = (load) => {
  let module;
  let loading;
  let instance;

  const start = () => {
    // How to reject each call in flight: a call in a broken instance would never settle.
    const calls = new Map();
    const fail = (error) => {
      if (instance?.fail === fail) instance = undefined;
      for (const reject of calls.values()) reject(error);
    };
    try {
      return { ...instantiate(module, fail), calls, fail, swept: 0 };
    } catch (error) {
      throw unusable(error);
    }
  };

  // The instance itself wherever possible: in a Worker, no request may wait for another's promise.
  const ready = (source) => {
    if (module) {
      instance ??= start();
      return instance;
    }
    loading ??= load(source);
    if (!loading.then) {
      module = loading;
      return ready();
    }
    return loading.then(
      (loaded) => {
        module = loaded;
        return ready();
      },
      (error) => {
        loading = undefined;
        throw unusable(error);
      },
    );
  };

  // A Worker's client that disconnects takes the request's timers with it, and its call never ends:
  // long after its deadline it is dropped.
  const sweep = (live) => {
    if (!inWorkers() || performance.now() < live.swept + SWEEP) return;
    live.swept = performance.now();
    for (const call of live.calls.keys()) {
      if (call.remainingMs > -LOST) continue;
      live.calls.delete(call);
      live.forget(call.id);
    }
  };

  const make = async (call) => {
    let live;
    call.open();
    try {
      live = ready();
      if (live.then) {
        call.begin();
        live = await call.race(live);
      }
      sweep(live);
      const data = await new Promise((resolve, reject) => {
        live.calls.set(call, reject);
        live.call(call).then(resolve, reject);
      });
      return data;
    } catch (error) {
      if (call.stopped === ABORTED) throw call.reason();
      if (error === STOP) throw new TimeoutError("timeoutMs passed while the module was loading");
      if (isThreadlineError(error)) throw error;
      live?.fail?.(error);
      throw broken(error, call.attempts);
    } finally {
      live?.calls?.delete(call);
      call.close();
    }
  };

  /** The call's data; with `raw`, what came along with it. */
  const complete = async (call) => {
    try {
      const data = await make(call);
      try {
        return call.result(data);
      } catch (cause) {
        throw new ConnectionError("fetch resolved with something that is no Response", { cause });
      }
    } catch (error) {
      if (isThreadlineError(error)) error.attempts ??= call.attempts;
      throw error;
    }
  };

  /** `read`: nothing changes, so that identical calls under way can be one. */
  const settle = async (client, operation, name, read, input, options) => {
    const settings = settingsOf(client);
    const checked = check(options, EACH_CALL);
    const text = stringify(input);
    const start = (signal) => {
      const call = new Call(settings, operation, name, text, { ...checked, signal });
      return { call, promise: complete(call) };
    };
    const { signal, raw, ...rest } = checked;
    if (!read) {
      // What is read from now on must not be older than this change.
      settings.reads.clear();
      try {
        return await start(signal).promise;
      } finally {
        settings.reads.clear();
      }
    }
    if (!settings.coalesce || raw || signal?.aborted) return start(signal).promise;
    const key = JSON.stringify([operation, text, rest]);
    return join(settings.reads, key, { ...settings, ...checked }, start);
  };

  const run = async (client, operation, name, read, input, options = {}) => {
    try {
      return await settle(client, operation, name, read, input, options);
    } catch (error) {
      // Made deep inside the module: this trace leads to the caller's own line.
      if (isThreadlineError(error)) {
        error.operation ??= name;
        // What was refused before there was a call.
        error.attempts ??= 0;
        Error.captureStackTrace?.(error, run);
      }
      throw error;
    }
  };

  /** Something that needs the instance and makes no request. */
  const visit = async (work) => {
    const live = await ready();
    try {
      return work(live);
    } catch (error) {
      if (isThreadlineError(error)) throw error;
      live.fail(error);
      throw broken(error);
    }
  };

  const init = async (options) => {
    await ready(options?.module);
  };

  return { run, init, visit };
};
