// Which deliveries have been seen: a service may post one again.

import { check, refuse, WEBHOOK_RULES } from "../common/options.ts";

const OPTIONS = ["keepMs", "maxKeys"];
const DAY = 86_400_000;

/** Remembers in this process alone: elsewhere a delivery that comes again is new. */
export class MemoryReplayGuard {
  #claimed = new Map(); // key and time, the oldest first
  #keepMs;
  #maxKeys;

  constructor(options = {}) {
    const { keepMs = 3 * DAY, maxKeys = 100_000 } = check(options, OPTIONS, WEBHOOK_RULES);
    this.#keepMs = keepMs;
    this.#maxKeys = maxKeys;
  }

  /** Whether this is the first one with the key. */
  async claim(key) {
    if (typeof key !== "string" || !key) refuse("key", "must be a non-empty text");
    const now = performance.now();
    for (const [old, at] of this.#claimed) {
      if (now - at < this.#keepMs) break;
      this.#claimed.delete(old);
    }
    if (this.#claimed.has(key)) return false;
    if (this.#claimed.size >= this.#maxKeys) {
      this.#claimed.delete(this.#claimed.keys().next().value);
    }
    this.#claimed.set(key, now);
    return true;
  }

  /** It could not be dealt with: the next one with the key is the first again. */
  async release(key) {
    this.#claimed.delete(key);
  }
}
