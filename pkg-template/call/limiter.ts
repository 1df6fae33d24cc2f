// A client's own rate limit, kept before the service has to say no: in no minute, and in no second, does it send more
// requests than that. Each call waits by a timer of its own, since in a Worker one request must not wake another.

import type { Rates } from "../client/options.ts";

const MINUTE = 60_000;
const SECOND = 1_000;

// How much longer a window is than the service's own, as a share of it: requests do not take equally long to arrive,
// the first ones over a new connection above all.
const MARGIN = 0.01;

// The longest time for which one rejection holds the client back: after it, a call may try the service again.
const LONGEST_HOLD = 60_000;

// How late a timer may be before others go first, in milliseconds.
const OVERDUE = 50;

// By so many milliseconds no timer is early, however coarse the clock is: such timers are a test's, and its clock does not
// move with them.
const FAR_TOO_EARLY = 100;

// A step back of the clock from which on it is another clock: that of a test's fake timers.
const STEP = 1_000;

/** So many requests at most in any window of time. */
class Window {
  readonly rate: number;
  #most: number;
  #length: number;
  #sends: number[] = []; // the times of those sent within the window, in order
  #first = 0; // where they begin: what lies before is too old
  #fullAt = 0; // what the service says is left, as a bucket: when it is full again

  constructor(rate: number, length: number) {
    // Half a request a minute is one in two minutes.
    this.#most = Math.max(1, Math.floor(rate));
    this.#length = (length / Math.min(1, rate)) * (1 + MARGIN);
    this.rate = rate;
  }

  get #interval(): number {
    return this.#length / this.#most;
  }

  /** When the request may be sent before which `before` others wait. */
  opensAt(now: number, before: number): number {
    const sends = this.#sends;
    while ((sends[this.#first] as number) <= now - this.#length) this.#first++;
    if (this.#first * 2 > sends.length) this.#first -= sends.splice(0, this.#first).length;
    const within = sends.length - this.#first;
    const most = this.#most;
    // What the service counts beside these: others may use the same key.
    let opensAt = this.#fullAt + (before + 1) * this.#interval - this.#length;
    const place = before - (most - within);
    if (place >= 0) {
      // Each leaves the window in its turn, and those sent now after them.
      const rounds = Math.floor(place / most);
      const leaves = sends[this.#first + (place % most)] ?? now;
      opensAt = Math.max(opensAt, leaves + (rounds + 1) * this.#length);
    }
    return opensAt;
  }

  add(now: number): void {
    this.#sends.push(now);
    this.#fullAt = Math.max(this.#fullAt, now) + this.#interval;
  }

  /** Takes out what was added at a time, if it is still there. */
  remove(time: number): void {
    const at = this.#sends.lastIndexOf(time);
    if (at < this.#first) return;
    this.#sends.splice(at, 1);
    this.#fullAt -= this.#interval;
  }

  /** So many requests are left, says the service. It never gives more than there were. */
  correct(now: number, left: number): void {
    if (left >= 0 && left < this.#most)
      this.#fullAt = Math.max(this.#fullAt, now + this.#length - left * this.#interval);
  }

  /** Nothing before a time, and one after the other from then on. */
  hold(until: number): void {
    this.#fullAt = Math.max(this.#fullAt, until + this.#length - this.#interval);
  }
}

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
