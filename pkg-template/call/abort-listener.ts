// The abort of a caller's signal. One listener a signal, however many calls share it: Node warns of more
// than ten.

const heard = new WeakMap();

/** Calls `abort` when the signal is aborted; what it returns ends that. Throws what the signal throws. */
export const listen = (signal, abort) => {
  let shared = heard.get(signal);
  if (shared) {
    shared.waiting.add(abort);
  } else {
    const waiting = new Set([abort]);
    const ring = () => {
      for (const abort of [...waiting]) abort();
    };
    shared = { waiting, ring };
    signal.addEventListener("abort", ring);
    heard.set(signal, shared);
  }
  const { waiting, ring } = shared;
  return () => {
    if (!waiting.delete(abort) || waiting.size) return;
    heard.delete(signal);
    try {
      signal.removeEventListener("abort", ring);
    } catch {}
  };
};
