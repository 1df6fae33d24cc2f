// The WebAssembly instance: loaded at the first call, shared by all, replaced when it breaks.

import { type Exports, instantiate } from "threadline:glue";
import { type Run, runner } from "../call/run.ts";
import { needs } from "../common/needs.ts";
import { InternalError, ThreadlineError } from "../errors/errors.ts";
import { imports, lastPanic } from "./imports.ts";

/** Runs a function with the instance. */
export type Enter = <T>(work: (live: Exports) => T) => T;

/** A module that is loaded when it is needed. */
export interface Module {
  /** The instance, or the promise of it; `source` is what `init({ module })` was given. */
  ready(source?: unknown): Exports | Promise<Exports>;
  readonly enter: Enter;
}

/** Gives the compiled module, or a promise of it. */
export type Load = (source?: unknown) => WebAssembly.Module | Promise<WebAssembly.Module>;

/** What the entries are made of. */
export interface Runtime {
  readonly run: Run;
  init(options?: { module?: unknown }): Promise<void>;
  /** Runs something that needs the instance and makes no request. */
  visit<T>(work: (live: Exports) => T): Promise<T>;
}

/** Memory that an instance may keep, in bytes: usual calls need a few pages of 64 KiB. */
const LARGE = 2 ** 25;

const unusable = (cause: unknown) =>
  new InternalError(
    /unsafe-eval|\bCSP\b/.test(`${cause}`)
      ? "the page's Content-Security-Policy blocks WebAssembly: add 'wasm-unsafe-eval' to its script-src"
      : "threadline's WebAssembly module could not be loaded: see the cause",
    { cause },
  );

/** The module itself failed, perhaps after a request was sent. */
export const moduleFailed = (error: unknown, isSent = false) => {
  const panic = lastPanic();
  const cause = panic ? new Error(panic, { cause: error }) : error;
  const when = isSent ? " after the request was sent, so it may have been carried out" : "";
  return new InternalError(`threadline itself failed${when}: please report the cause`, { cause });
};

const loadable = (load: Load): Module => {
  let module: WebAssembly.Module | undefined;
  let loading: Promise<WebAssembly.Module> | undefined;
  let instance: Exports | undefined;

  const start = (compiled: WebAssembly.Module): Exports => {
    try {
      return instantiate(compiled, imports);
    } catch (error) {
      throw unusable(error);
    }
  };

  // The instance itself wherever possible: in a Worker, no request may wait for another's promise.
  const ready = (source?: unknown): Exports | Promise<Exports> => {
    if (module) {
      instance ??= start(module);
      return instance;
    }
    needs("AbortController", "TextDecoder", "TextEncoder", "WebAssembly");
    if (!loading) {
      const loaded = load(source);
      if (!("then" in loaded)) {
        module = loaded;
        return ready();
      }
      loading = loaded;
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

  /** The instance is never entered again once it broke. */
  const enter: Enter = (work) => {
    const live = ready() as Exports;
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

  return { ready, enter };
};

export const runtime = (load: Load): Runtime => {
  const module = loadable(load);
  return {
    run: runner(module),
    init: async (options) => {
      await module.ready(options?.module);
    },
    visit: async (work) => {
      await module.ready();
      try {
        return module.enter(work);
      } catch (error) {
        throw error instanceof ThreadlineError ? error : moduleFailed(error);
      }
    },
  };
};
