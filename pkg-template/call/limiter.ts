// A client's own rate limit, kept before the service has to say no: in no minute, and in no second, does it send more
// requests than that. Each call waits by a timer of its own, since in a Worker one request must not wake another.

import type { Rates } from "../client/options.ts";
import { Window } from "./window.ts";

const MINUTE = 60_000;
const SECOND = 1_000;

// The longest time for which one rejection holds the client back: after it, a call may try the service again.
const LONGEST_HOLD = 60_000;

// How late a timer may be before others go first, in milliseconds.
const OVERDUE = 50;

// By so many milliseconds no timer is early, however coarse the clock is: such timers are a test's, and its clock does not
// move with them.
const FAR_TOO_EARLY = 100;

// A step back of the clock from which on it is another clock: that of a test's fake timers.
const STEP = 1_000;

/** A call's place in the row. */
export interface Turn {
  /** When its call ends. */
  readonly until: number;
  /** How many waited before it when it came; known once. */
  before?: number | undefined;
  /** When it may go, as far as is known. */
  dueAt: number;
  /** When that was asked. */
  askedAt: number;
  /** Whether timers run ahead of the clock: the turn has come by them. */
  isFakeTime?: boolean;
  /** When its request was counted. */
  countedAt?: number | undefined;
}

export class Limiter {
  #rates: Rates;
  #minute: Window | undefined;
  #second: Window | undefined;
  #windows: Window[] = []; // those of the two that are limited
  #row = new Set<Turn>(); // the turns that wait, in the order in which they came
  #now = 0;

  /** `[a minute, a second]`; 0 means no limit. */
  constructor(rates: Rates) {
    this.#rates = rates;
    this.#startAfresh();
  }

  #startAfresh(): void {
    const [minute, second] = this.#rates;
    this.#minute = minute ? new Window(minute, MINUTE) : undefined;
    this.#second = second ? new Window(second, SECOND) : undefined;
    this.#windows = [this.#minute, this.#second].filter((window) => window !== undefined);
    this.#row = new Set();
  }

  #time(): number {
    const now = performance.now();
    // Where it goes back by a little, as when the machine's clock is set, no time has passed.
    if (now < this.#now && this.#now - now < STEP) return this.#now;
    if (now < this.#now) this.#startAfresh();
    this.#now = now;
    return now;
  }

  #opensAt(now: number, before: number): number {
    let opensAt = now;
    for (const window of this.#windows) opensAt = Math.max(opensAt, window.opensAt(now, before));
    return opensAt;
  }

  /** A place in the row, for a call that ends after so many milliseconds at the latest. */
  enter(remainingMs: number): Turn {
    const row = this.#row;
    const now = this.#time();
    // In a Worker, a request may end and leave its turn behind.
    for (const first of row) {
      if (first.until >= now) break;
      row.delete(first);
    }
    const turn: Turn = {
      until: now + remainingMs,
      before: row.size,
      dueAt: 0,
      askedAt: 0,
    };
    if (this.#windows.length) row.add(turn);
    return turn;
  }

  /** How many wait before a turn. */
  #before(turn: Turn, now: number): number {
    const row = this.#row;
    let before = 0;
    for (const other of row) {
      if (other === turn) break;
      if (other.until < now) row.delete(other);
      else if (now < other.dueAt + OVERDUE) before++;
    }
    return before;
  }

  /** The milliseconds that a turn has yet to wait. After 0 its request may be sent, and is counted. */
  waitOf(turn: Turn): number {
    if (!this.#windows.length) return 0;
    const now = this.#time();
    const before = turn.before ?? this.#before(turn, now);
    turn.before = undefined;
    const waited = turn.dueAt - turn.askedAt;
    turn.isFakeTime ||= turn.dueAt - now > Math.max(FAR_TOO_EARLY, waited / 2);
    let wait = turn.isFakeTime ? 0 : this.#opensAt(now, before) - now;
    // Those before it may go as well, and their timers are due: they go first.
    if (wait <= 0 && before && !turn.isFakeTime) wait = 1;
    turn.askedAt = now;
    turn.dueAt = now + wait;
    if (wait > 0) return wait;
    this.#row.delete(turn);
    this.#count(turn, now);
    return 0;
  }

  #count(turn: Turn, now: number): void {
    turn.countedAt = now;
    for (const window of this.#windows) window.add(now);
  }

  #uncount(turn: Turn): void {
    const { countedAt = Number.NaN } = turn;
    for (const window of this.#windows) window.remove(countedAt);
    turn.countedAt = undefined;
  }

  /**
   * Counts a request when it is sent: its token may have taken long. Whether it may be sent; otherwise
   * it needs another turn.
   */
  take(turn: Turn): boolean {
    if (!this.#windows.length) return true;
    const now = this.#time();
    this.#uncount(turn);
    if (!turn.isFakeTime && this.#opensAt(now, 0) > now) return false;
    this.#count(turn, now);
    return true;
  }

  /** The turn is not used. */
  leave(turn: Turn): void {
    this.#row.delete(turn);
    if (turn.countedAt !== undefined) this.#uncount(turn);
  }

  /**
   * What a response tells: by its status, by the wait that it asks for, and by what it says of the service's own count
   * (`X-RateLimit-Limit` and `X-RateLimit-Remaining`; the limit tells which of ours it means). What it does not tell
   * is not a number.
   */
  learn(status: number, askedMs: number, limit: number, left: number): void {
    const now = this.#time();
    const minute = this.#minute;
    const second = this.#second;
    const isOfSecond = limit === second?.rate && limit !== minute?.rate;
    (isOfSecond ? second : minute)?.correct(now, left);
    if (status !== 429 || Number.isNaN(askedMs)) return;
    for (const window of this.#windows) window.hold(now + Math.min(askedMs, LONGEST_HOLD));
  }
}
