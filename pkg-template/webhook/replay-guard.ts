// Which deliveries have been claimed: a service may post one more than once.

import { invalid } from "../common/check.ts";
import { checkWebhook } from "./options.ts";

const DAY_MS = 86_400_000;

/** Remembers them in this process alone. */
export class MemoryReplayGuard {
  #claimed = new Map<string, number>(); // keys with their times, the oldest first
  #keepMs: number;
  #maxKeys: number;

  constructor(options: unknown = {}) {
    const { keepMs = 3 * DAY_MS, maxKeys = 100_000 } = checkWebhook(options, ["keepMs", "maxKeys"]);
    this.#keepMs = keepMs;
    this.#maxKeys = maxKeys;
  }

  /** Whether this is the first delivery with the key. */
  async claim(key: string): Promise<boolean> {
    if (typeof key !== "string" || !key) invalid("key", "must be a non-empty string");
    const now = performance.now();
    for (const [old, at] of this.#claimed) {
      if (now - at < this.#keepMs) break;
      this.#claimed.delete(old);
    }
    if (this.#claimed.has(key)) return false;
    if (this.#claimed.size >= this.#maxKeys) {
      const [oldest] = this.#claimed.keys();
      this.#claimed.delete(oldest);
    }
    this.#claimed.set(key, now);
    return true;
  }

  /** It could not be processed: the next delivery with the key is the first again. */
  async release(key: string): Promise<void> {
    this.#claimed.delete(key);
  }
}
