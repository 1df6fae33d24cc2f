// The WebAssembly instance: loaded at the first call, shared by all, replaced when it breaks.

import { instantiate } from "threadline:glue";
import { ABORTED, Call, STOP } from "./call.js";
import { settingsOf } from "./client.js";
import { InternalError, isThreadlineError, TimeoutError } from "./errors.js";

const unusable = (cause) =>
  new InternalError(
    /unsafe-eval|\bCSP\b/.test(cause)
      ? "the page's Content-Security-Policy keeps WebAssembly out: add 'wasm-unsafe-eval' to its script-src"
      : "threadline's WebAssembly module could not be loaded: see the cause",
    { cause },
  );

/** `load` gives the compiled module, or a promise of it. */
export const runtime = (load) => {
  let module;
  let loading;
  let instance;

  const start = () => {
    // How to reject each call in flight: a call in a broken instance would never settle.
    const calls = new Set();
    const fail = (error) => {
      if (instance?.fail === fail) instance = undefined;
      for (const reject of calls) reject(error);
    };
    try {
      return { ...instantiate(module, fail), calls, fail };
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

  const run = async (client, operation, input, options) => {
    const call = new Call(settingsOf(client), operation, input, options);
    if (call.aborted) throw call.reason();
    let live;
    let entry;
    try {
      live = ready();
      if (live.then) {
        call.begin();
        live = await call.race(live);
      }
      const data = await new Promise((resolve, reject) => {
        entry = reject;
        live.calls.add(entry);
        live.call(call).then(resolve, reject);
      });
      return call.result(data);
    } catch (error) {
      if (call.stopped === ABORTED) throw call.reason();
      if (error === STOP) throw new TimeoutError("timeoutMs passed while the module was loading");
      if (isThreadlineError(error)) {
        // Made deep inside the module: this trace leads to the caller's own line.
        Error.captureStackTrace?.(error, run);
        throw error;
      }
      live?.fail?.(error);
      throw new InternalError("threadline itself failed: please report the cause", {
        cause: error,
      });
    } finally {
      live?.calls?.delete(entry);
      call.end();
    }
  };

  const init = async (options) => {
    await ready(options?.module);
  };

  return { run, init };
};
