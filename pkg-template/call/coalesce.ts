// Identical reads that are under way at the same time become one request.

import { steps } from "../common/bytes.ts";
import { isWithin } from "../common/clock.ts";
import { Passed } from "./control-flow.ts";
import { copy } from "../common/copy.ts";
import { listen } from "./abort-listener.ts";

// How long a call under way is joined by others, in milliseconds.
const JOIN = 1_000;

// A timer may be so many milliseconds early.
const EARLY = 2;

/** A call under way, and those who wait for it. */
class Shared {
  since = performance.now();

  #call;
  #waiting = new Set();
  #untimed = new Set(); // those of them who have no timer
  #joined = false;
  #over;

  /** `over` is called once nobody can join any more. */
  constructor({ call, promise }, over) {
    this.#call = call;
    this.#over = over;
    call.waiting = this.#waiting;
    promise.then(
      (data) => this.#give(data),
      (error) => {
        for (const { reject } of this.#settled()) reject(error);
      },
    );
  }

  /** The data, or what one who waits leaves with. */
  wait(signal, deadlineMs) {
    if (this.#joined) this.#call.prolong(deadlineMs);
    this.#joined = true;
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject, until: performance.now() + deadlineMs };
      this.#waiting.add(waiter);
      this.#untimed.add(waiter);
      // Alone, the call ends in time by itself, and can tell more.
      if (this.#waiting.size > 1) this.#setTimers();
      try {
        if (signal) waiter.deaf = listen(signal, () => this.#leave(waiter, signal.reason));
        // What makes a token may have aborted it.
        if (signal?.aborted) this.#leave(waiter, signal.reason);
      } catch (error) {
        this.#leave(waiter, error);
      }
    });
  }

  #setTimers() {
    for (const waiter of this.#untimed) {
      const late = () => {
        if (this.#call.remainingMs > EARLY) this.#leave(waiter, this.#call.late());
        // Unless somebody still comes, who prolongs it.
        else this.#untimed.add(waiter);
      };
      waiter.timer = setTimeout(late, waiter.until - performance.now());
    }
    this.#untimed.clear();
  }

  async #leave(waiter, reason) {
    waiter.reject(reason);
    this.#release(waiter);
    // In this very tick another one may still join.
    await undefined;
    if (this.#waiting.size) return;
    this.#over?.();
    this.#call?.abandon();
  }

  /** Each gets objects of its own: what one of them changes is nobody else's. */
  async #give(data) {
    const rest = steps();
    const waiters = this.#settled();
    const last = waiters.pop();
    for (const { resolve } of waiters) {
      resolve(copy(data));
      const resting = rest();
      if (resting) await resting;
    }
    // Nobody has changed the original, and nobody copies it any more.
    last?.resolve(data);
  }

  /** Those who have waited, and whom nothing else can settle any more. */
  #settled() {
    this.#over();
    const waiters = [...this.#waiting];
    for (const waiter of waiters) this.#release(waiter);
    // What a Map once held may stay in memory for a while, and so would whatever hangs on it.
    this.#call = this.#over = undefined;
    return waiters;
  }

  #release(waiter) {
    clearTimeout(waiter.timer);
    waiter.deaf?.();
    this.#waiting.delete(waiter);
    this.#untimed.delete(waiter);
  }
}

/**
 * Joins the call under way for `key`, or starts it. Each of those who wait has the whole time of a call,
 * and leaves by itself; the call is aborted when the last one has left. `start` gives the call and the
 * promise of its data; `alone` the data of a call that nobody joins, within so many milliseconds.
 */
export const join = async (calls, key, signal, deadlineMs, start, alone) => {
  const since = performance.now();
  let shared = calls.get(key);
  // What is read must not be old.
  const begins = !shared || !isWithin(shared.since, JOIN);
  if (begins) {
    const over = () => calls.get(key) === shared && calls.delete(key);
    shared = new Shared(start(), over);
    calls.set(key, shared);
  }
  try {
    return await shared.wait(signal, deadlineMs);
  } catch (error) {
    // A framework steers the one request or render that began the call by it. The others make a call of their own.
    if (begins || !(error instanceof Passed)) throw error;
  }
  return alone(Math.max(deadlineMs - (performance.now() - since), 1));
};
