// The WebAssembly instance: loaded at the first call, shared by all, replaced when it breaks.

import { instantiate } from "threadline:glue";
import { run as attempt } from "../call/retry-loop.ts";
import { promised } from "../common/bytes.ts";
import { ABORTED, Call, STOP } from "../call/call.ts";
import { settingsOf } from "../client/client.ts";
import { join } from "../call/coalesce.ts";
import { Passed } from "../call/control-flow.ts";
import { InternalError, ThreadlineError, TimeoutError } from "../errors/errors.ts";
import { host, lastWords } from "./imports.ts";
import { needs } from "../common/needs.ts";
import { check, EACH_CALL } from "../common/options.ts";
import { stringify } from "./input.ts";

// Bytes of memory that an instance may keep: usual calls need a few of 64 KiB.
const LARGE = 2 ** 25;

const unusable = (cause) =>
  new InternalError(
    /unsafe-eval|\bCSP\b/.test(cause)
      ? "the page's Content-Security-Policy keeps WebAssembly out: add 'wasm-unsafe-eval' to its script-src"
      : "threadline's WebAssembly module could not be loaded: see the cause",
    { cause },
  );

const broken = (error, sent) => {
  const words = lastWords();
  const cause = words ? new Error(words, { cause: error }) : error;
  const when = sent ? " once the request was sent, which may have been carried out" : "";
  return new InternalError(`threadline itself failed${when}: please report the cause`, { cause });
};

/** `load` gives the compiled module, or a promise of it. */
export const runtime = (load) => {
  let module;
  let loading;
  let instance;

  const start = () => {
    try {
      return instantiate(module, host);
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
    needs("AbortController", "TextDecoder", "TextEncoder", "WebAssembly");
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

  /** Runs a function with the instance, which is never entered again once it broke. */
  const enter = (work) => {
    const live = ready();
    try {
      const result = work(live);
      // Memory never shrinks, and one response needs more than ten thousand others. Nobody is inside now.
      if (live.memory.buffer.byteLength > LARGE) instance = undefined;
      return result;
    } catch (error) {
      instance = undefined;
      throw error;
    }
  };

  /** What `error` says to the caller. */
  const told = (call, error) => {
    if (error === STOP) {
      const limit = call.isLate ? "deadlineMs" : "timeoutMs";
      return new TimeoutError(`${limit} passed before anything was sent`);
    }
    return error instanceof ThreadlineError ? error : broken(error, call.attempts);
  };

  /** What `work` gives with the instance, within the call's time; what it throws, as the caller gets it. */
  const during = async (call, work) => {
    call.open();
    try {
      if (call.fetchesItself) needs("fetch");
      if (call.wantsKey) needs("crypto");
      const live = ready();
      if (live.then) {
        call.begin();
        await call.race(live);
      }
      return await work();
    } catch (error) {
      if (call.stopped === ABORTED) throw call.reason();
      if (error instanceof Passed) throw error;
      const known = told(call, error);
      known.attempts ??= call.attempts;
      throw known;
    } finally {
      call.close();
    }
  };

  /** The call's data; with `raw`, what came along with it. */
  const complete = (call) => during(call, async () => call.result(await attempt(call)));

  /** The credential that a call would be sent with. */
  const credentialOf = (call) =>
    during(call, async () => {
      call.begin();
      return call.race(promised(() => call.authorization()));
    });

  /** `read`: nothing changes, so that identical calls under way can be one. */
  const settle = async (settings, operation, name, read, input, options) => {
    needs("performance");
    const checked = check(options, EACH_CALL);
    const text = stringify(input);
    const make = (own) => new Call(settings, operation, name, text, own, enter);
    const { signal, raw } = checked;
    if (!read || !settings.coalesce || raw || signal?.aborted) return complete(make(checked));
    const rest = { __proto__: null, ...checked, signal: undefined, raw: undefined };
    let key = `${operation} ${text}\n${JSON.stringify(rest)}`;
    let credential;
    if (settings.token) {
      // Somebody else may have signed in since: what was read for one is not for the other.
      const asking = make(checked);
      credential = await credentialOf(asking);
      key += `\n${credential}`;
      rest.deadlineMs = Math.max(asking.remainingMs, 1);
    }
    const start = () => {
      const call = make(rest);
      call.keep(credential);
      return { call, promise: complete(call) };
    };
    const alone = (deadlineMs) => complete(make({ __proto__: null, ...checked, deadlineMs }));
    const { deadlineMs = settings.deadlineMs } = rest;
    return join(settings.reads, key, signal, deadlineMs, start, alone);
  };

  const run = async (client, operation, name, read, input, options = {}) => {
    let changed;
    try {
      const settings = settingsOf(client);
      // What is read from now on must not be older than this change.
      if (!read) changed = settings.reads;
      changed?.clear();
      return await settle(settings, operation, name, read, input, options);
    } catch (error) {
      if (error instanceof Passed) throw error.thrown;
      // Made deep inside the module: this trace leads to the caller's own line.
      if (error instanceof ThreadlineError) {
        error.operation ??= name;
        // What was refused before there was a call.
        error.attempts ??= 0;
        Error.captureStackTrace?.(error, run);
      }
      throw error;
    } finally {
      changed?.clear();
    }
  };

  /** Something that needs the instance and makes no request. */
  const visit = async (work) => {
    await ready();
    try {
      return enter(work);
    } catch (error) {
      throw error instanceof ThreadlineError ? error : broken(error);
    }
  };

  const init = async (options) => {
    await ready(options?.module);
  };

  return { run, init, visit };
};
