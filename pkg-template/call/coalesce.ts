// Identical reads that are under way at the same time share one request.

import { copy } from "../common/copy.ts";
import { rest } from "../common/rest.ts";
import { isJoinable } from "../common/single-flight.ts";
import type { AbortSignalLike } from "../types/index.d.ts";
import { listen } from "./abort-listener.ts";
import type { Call } from "./call.ts";
import { Passed } from "./control-flow.ts";

// A timer may be so many milliseconds early.
const EARLY = 2;

interface Waiter {
  readonly resolve: (data: unknown) => void;
  readonly reject: (reason: unknown) => void;
  readonly until: number;
  timer?: ReturnType<typeof setTimeout>;
  stopListening?: () => void;
}

/** A call, and the promise of its data. */
export interface Started {
  readonly call: Call;
  readonly promise: Promise<unknown>;
}

/** A call under way, and those who wait for it. */
export class SharedRead {
  readonly since = performance.now();

  #call: Call | undefined;
  #waiters = new Set<Waiter>();
  #untimed = new Set<Waiter>(); // those of them who have no timer
  #isJoined = false;
  #onOver: (() => void) | undefined;

  /** `onOver` is called once nobody can join any more. */
  constructor({ call, promise }: Started, onOver: () => void) {
    this.#call = call;
    this.#onOver = onOver;
    call.deadline.waiters = this.#waiters;
    promise.then(
      (data) => this.#give(data),
      (error) => {
        for (const { reject } of this.#release()) reject(error);
      },
    );
  }

  /** The data, or what one who waits leaves with. */
  wait(signal: AbortSignalLike | undefined, deadlineMs: number): Promise<unknown> {
    if (this.#isJoined) this.#call?.deadline.prolong(deadlineMs);
    this.#isJoined = true;
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { resolve, reject, until: performance.now() + deadlineMs };
      this.#waiters.add(waiter);
      this.#untimed.add(waiter);
      // Alone, the call ends in time by itself, and its error can say more.
      if (this.#waiters.size > 1) this.#setTimers();
      try {
        if (signal) waiter.stopListening = listen(signal, () => this.#leave(waiter, signal.reason));
        // What makes a token may have aborted it.
        if (signal?.aborted) this.#leave(waiter, signal.reason);
      } catch (error) {
        this.#leave(waiter, error);
      }
    });
  }

  #setTimers(): void {
    for (const waiter of this.#untimed) {
      const onTime = () => {
        const call = this.#call;
        if (call && call.deadline.remainingMs > EARLY) this.#leave(waiter, call.late());
        // Unless somebody still joins, who prolongs it.
        else this.#untimed.add(waiter);
      };
      waiter.timer = setTimeout(onTime, waiter.until - performance.now());
    }
    this.#untimed.clear();
  }

  async #leave(waiter: Waiter, reason: unknown): Promise<void> {
    waiter.reject(reason);
    this.#remove(waiter);
    // In this very task another one may still join.
    await undefined;
    if (this.#waiters.size) return;
    this.#onOver?.();
    this.#call?.deadline.abandon();
  }

  /** Each gets objects of its own: what one of them changes belongs to nobody else. */
  async #give(data: unknown): Promise<void> {
    const pause = rest();
    const waiters = this.#release();
    const last = waiters.pop();
    for (const { resolve } of waiters) {
      resolve(copy(data));
      const pausing = pause();
      if (pausing) await pausing;
    }
    // Nobody has changed the original, and nobody copies it any more.
    last?.resolve(data);
  }

  /** Waiting callers that nothing else can settle any more. */
  #release(): Waiter[] {
    this.#onOver?.();
    const waiters = [...this.#waiters];
    for (const waiter of waiters) this.#remove(waiter);
    // What a Map once held may stay in memory for a while, and with it all that it refers to.
    this.#call = this.#onOver = undefined;
    return waiters;
  }

  #remove(waiter: Waiter): void {
    clearTimeout(waiter.timer);
    waiter.stopListening?.();
    this.#waiters.delete(waiter);
    this.#untimed.delete(waiter);
  }
}

/**
 * Joins the call under way for `key`, or starts one. Each of those who wait has the whole time of a call, and leaves by
 * itself; the call is aborted when the last one has left. `alone` gives the data of a call that nobody joins, within so
 * many milliseconds.
 */
export const join = async (
  reads: Map<string, SharedRead>,
  key: string,
  signal: AbortSignalLike | undefined,
  deadlineMs: number,
  start: () => Started,
  alone: (deadlineMs: number) => Promise<unknown>,
): Promise<unknown> => {
  const since = performance.now();
  const found = reads.get(key);
  const begins = !found || !isJoinable(found.since);
  let read = found as SharedRead;
  if (begins) {
    const onOver = () => {
      if (reads.get(key) === read) reads.delete(key);
    };
    read = new SharedRead(start(), onOver);
    reads.set(key, read);
  }
  try {
    return await read.wait(signal, deadlineMs);
  } catch (error) {
    // A framework controls by it the one request or render that began the call. The others make a call of their own.
    if (begins || !(error instanceof Passed)) throw error;
  }
  return alone(Math.max(deadlineMs - (performance.now() - since), 1));
};
