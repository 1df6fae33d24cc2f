// Equal reads of several pages within a second are one. An object may share a promise among its requests.

import type { Raw } from "../../types/index.d.ts";

const SHARED_MS = 1_000;

/** Beyond that the oldest are forgotten. */
const MOST = 200;

interface Shared {
  readonly at: number;
  readonly result: Promise<Raw<unknown>>;
}

export class SharedReads {
  readonly #reads = new Map<string, Shared>();

  get(key: string, read: () => Promise<Raw<unknown>>): Promise<Raw<unknown>> {
    const now = Date.now();
    for (const [old, { at }] of this.#reads) {
      if (now - at < SHARED_MS && this.#reads.size <= MOST) break;
      this.#reads.delete(old);
    }
    const known = this.#reads.get(key);
    if (known && now - known.at < SHARED_MS) return known.result;
    const shared = { at: now, result: read() };
    this.#reads.set(key, shared);
    // A failure is for those who wait for it, and for nobody who comes later.
    shared.result.catch(() => {
      if (this.#reads.get(key) === shared) this.#reads.delete(key);
    });
    return shared.result;
  }

  /** Something has changed: what is read from now on must not be older. */
  clear(): void {
    this.#reads.clear();
  }
}
