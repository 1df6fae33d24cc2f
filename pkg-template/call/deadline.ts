// The clocks of a call: the deadline of the whole, the time limit of each attempt, and the caller's signal.

import { ignore } from "../common/promises.ts";
import type { AbortSignalLike } from "../types/index.d.ts";
import { listen } from "./abort-listener.ts";

/** What `race` rejects with; `stopped` says why. */
export const STOP = Symbol("stopped");

export const TIMED_OUT = 1;
export const ABORTED = 2;

/** The reader of a response's body, of which an attempt that ends early cancels the rest. */
export interface Reader {
  cancel(): unknown;
}

export class Deadline {
  /** Why the attempt was stopped: `TIMED_OUT` or `ABORTED`. */
  stopped = 0;
  /** Whether the deadline ends the attempt, and not its own time limit. */
  isLate = false;
  /** Aborted when the attempt ends early. */
  signal!: AbortSignal;
  reader: Reader | undefined;
  /** Those who share the call, if it is shared: it is abandoned with the last of them. */
  waiters: ReadonlySet<unknown> | undefined;

  #callers: AbortSignalLike | undefined; // the caller's signal
  #stopListening: (() => void) | undefined;
  #isAborted = false;
  #timeoutMs: number;
  #deadlineMs: number;
  #deadline: number;
  #attempt: AbortController | undefined;
  #limit = 0; // when the attempt ends, unless the deadline comes first
  #until = 0; // when it ends
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #interrupt: (() => void) | undefined; // rejects what is awaited

  constructor(signal: AbortSignalLike | undefined, timeoutMs: number, deadlineMs: number) {
    this.#callers = signal;
    this.#timeoutMs = timeoutMs;
    this.#deadlineMs = deadlineMs;
    this.#deadline = performance.now() + deadlineMs;
  }

  /** Restarts the call's time, or starts that of a caller who joins it. */
  prolong(deadlineMs: number): void {
    this.#deadline = Math.max(this.#deadline, performance.now() + deadlineMs);
    if (this.#attempt) this.#schedule();
  }

  get remainingMs(): number {
    return this.#deadline - performance.now();
  }

  /** How long the call may wait before an attempt, so that the attempt has enough time to be worth it. */
  get patienceMs(): number {
    return this.remainingMs - Math.min(this.#timeoutMs, this.#deadlineMs / 4);
  }

  /** Listens to the caller's signal. It is the caller's own: what it throws is thrown here. */
  open(): void {
    const signal = this.#callers;
    if (signal?.aborted) throw signal.reason;
    if (signal) this.#stopListening = listen(signal, this.abandon);
  }

  /** Leaves nothing behind. */
  close(): void {
    this.end();
    this.#stopListening?.();
  }

  /** Starts an attempt. From now on it ends by itself: in time, or when the caller aborts. */
  begin(limitMs = this.#timeoutMs): void {
    this.end();
    this.stopped = 0;
    this.#attempt = new AbortController();
    this.signal = this.#attempt.signal;
    this.#limit = performance.now() + limitMs;
    this.#schedule();
    if (this.#isAborted) this.#stop(ABORTED);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.isLate = this.#deadline <= this.#limit;
    this.#until = Math.min(this.#limit, this.#deadline);
    this.#timer = setTimeout(() => this.#stop(TIMED_OUT), this.#until - performance.now());
  }

  /** Ends an attempt. Unless its body was `read` to the end, the rest is cancelled. */
  end(read = false): void {
    if (!this.#attempt) return;
    clearTimeout(this.#timer);
    if (this.#pause) clearTimeout(this.#pause);
    const attempt = this.#attempt;
    const { reader } = this;
    this.#attempt = this.reader = undefined;
    if (read) return;
    attempt.abort();
    // A response that was made elsewhere does not know the signal.
    if (reader) ignore(() => reader.cancel());
  }

  /** Nobody waits for the call any more: its caller has aborted. */
  abandon = (): void => {
    this.#isAborted = true;
    this.#stop(ABORTED);
  };

  #stop(why: number): void {
    this.stopped = why;
    this.#interrupt?.();
    this.end();
  }

  /** Settles as `work` does, or rejects once the attempt is stopped, even if `work` never settles. */
  race<T>(work: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#interrupt = () => reject(STOP);
      if (this.stopped) this.#interrupt();
      work.then(resolve, reject);
    });
  }

  /** Throws if the attempt with this signal is over: timers cannot fire while other work keeps the thread. */
  throwIfEnded(signal: AbortSignal): void {
    if (this.waiters?.size === 0) this.abandon();
    if (!signal.aborted && performance.now() > this.#until) this.#stop(TIMED_OUT);
    if (signal.aborted) throw STOP;
  }

  /** Waits, but no longer than the caller wants. */
  pause(ms: number): Promise<void> {
    this.begin(Number.POSITIVE_INFINITY);
    return this.race(
      new Promise((resolve) => {
        if (!this.stopped) this.#pause = setTimeout(resolve, ms);
      }),
    );
  }

  /** What an aborted call rejects with: the caller's own reason, whatever it is. */
  get reason(): unknown {
    return this.#callers?.reason;
  }
}
