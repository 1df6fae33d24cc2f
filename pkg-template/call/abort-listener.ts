// Listens to a caller's signal with one listener, however many calls share it: Node warns of more than ten.

import type { AbortSignalLike } from "../types/index.d.ts";

interface Shared {
  readonly callbacks: Set<() => void>;
  readonly onAbort: () => void;
}

const listeners = new WeakMap<AbortSignalLike, Shared>();

/** Calls `abort` when the signal is aborted; returns what ends that. Throws what the signal throws. */
export const listen = (signal: AbortSignalLike, abort: () => void): (() => void) => {
  let shared = listeners.get(signal);
  if (shared) {
    shared.callbacks.add(abort);
  } else {
    const callbacks = new Set([abort]);
    const onAbort = () => {
      for (const callback of [...callbacks]) callback();
    };
    shared = { callbacks, onAbort };
    signal.addEventListener("abort", onAbort);
    listeners.set(signal, shared);
  }
  const { callbacks, onAbort } = shared;
  return () => {
    if (!callbacks.delete(abort) || callbacks.size) return;
    listeners.delete(signal);
    try {
      signal.removeEventListener("abort", onAbort);
    } catch {}
  };
};
