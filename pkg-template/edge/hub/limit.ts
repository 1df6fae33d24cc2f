// One rate limit for all that an account asks of a service, wherever it runs: never more than the limit in any window,
// people before automatic answers, and those before reads that nobody waits for.

import { Window } from "../../call/window.ts";
import type { Reservation } from "../../types/index.d.ts";
import type { ServiceName } from "../service.ts";
import { STRETCHES_MS } from "../service-client.ts";
import type { Tables } from "./storage.ts";

/** Who asks: a lower number goes first. */
export const PEOPLE = 0;
export const WORK = 1;
export const READS = 2;
export type Rank = typeof PEOPLE | typeof WORK | typeof READS;

/** What is left to those before, as a share of the limit. */
const KEPT_FOR_OTHERS: readonly number[] = [0, 0.1, 0.2];

/** What is kept back of the limit, and beside each window: requests do not take equally long to arrive. */
const SHARE = 0.95;
const SLACK_MS = 250;

/** For longer than this no rejection holds everyone back. */
const LONGEST_HOLD = 60_000;

/**
 * Requests are written down by the block, ahead of time: every answer waits for the disk, and many single rows would keep
 * all answers waiting. After a restart a block counts as used up, at its end.
 */
const BLOCK = 16;
const BLOCK_MS = 250;

interface Waiting {
  readonly rank: Rank;
  readonly until: number;
  readonly settle: (reservation: Reservation) => void;
}

/** A reservation that knows when it was counted, so that it can be given back. */
type Counted = Reservation & { readonly at?: number };

export class Limit {
  readonly #tables: Tables;
  readonly #service: ServiceName;
  readonly #windows: Window[];
  readonly #kept: number[];
  readonly #perMinute: number;
  #row: Waiting[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #now = 0;
  #credit = 0;
  #creditUntil = 0;

  /** `[a minute, a second]`; 0 means no limit. */
  constructor(tables: Tables, service: ServiceName, rates: readonly [number, number]) {
    this.#tables = tables;
    this.#service = service;
    this.#perMinute = rates[0];
    const most = rates.map((rate) => Math.max(1, Math.floor(rate * SHARE)));
    const limited = [0, 1].filter((at) => rates[at]);
    this.#windows = limited.map(
      (at) => new Window(most[at] as number, (STRETCHES_MS[at] as number) + SLACK_MS),
    );
    const [smallest = 0] = limited.map((at) => most[at] as number);
    this.#kept = KEPT_FOR_OTHERS.map((share) => Math.floor(smallest * share));
    // What was sent before a restart counts all the same.
    const now = this.#time();
    this.#forget(now);
    const earlier = tables.all<{ at: number; count: number }>(
      "SELECT at, count FROM requests WHERE service = ? ORDER BY at",
      service,
    );
    for (const { at, count } of earlier) {
      for (let left = count; left > 0; left--) this.#count(Math.min(at, now));
    }
    const held = Number(tables.meta(`held:${service}`) ?? 0);
    if (held > now)
      for (const window of this.#windows) window.hold(Math.min(held, now + LONGEST_HOLD));
  }

  #time(): number {
    this.#now = Math.max(this.#now, Date.now());
    return this.#now;
  }

  #forget(now: number): void {
    const oldest = now - STRETCHES_MS[0] * 2;
    this.#tables.run("DELETE FROM requests WHERE service = ? AND at < ?", this.#service, oldest);
  }

  #count(at: number): void {
    for (const window of this.#windows) window.add(at);
  }

  /** When one of that rank may be sent before which others wait. */
  #opensAt(now: number, rank: Rank, before: number): number {
    let opensAt = now;
    const [minute, ...others] = this.#windows;
    // What is kept for others is a share of the longest window.
    if (minute) opensAt = Math.max(opensAt, minute.opensAt(now, before + (this.#kept[rank] ?? 0)));
    for (const window of others) opensAt = Math.max(opensAt, window.opensAt(now, before));
    return opensAt;
  }

  #grant(now: number): Counted {
    this.#count(now);
    if (!this.#credit || now > this.#creditUntil) this.#writeBlock(now);
    this.#credit--;
    return { waitMs: 0, at: now };
  }

  #writeBlock(now: number): void {
    this.#creditUntil = now + BLOCK_MS;
    this.#credit = BLOCK;
    this.#forget(now);
    const query = "INSERT INTO requests VALUES (?, ?, ?)";
    this.#tables.run(query, this.#service, this.#creditUntil, BLOCK);
  }

  /** Resolves once a request may be sent, or at once where that is further off than `patienceMs`. */
  reserve(patienceMs: number, rank: Rank): Promise<Reservation> {
    const now = this.#time();
    const before = this.#row.filter((other) => other.rank <= rank).length;
    const opensAt = this.#opensAt(now, rank, before);
    if (opensAt <= now && !before) return Promise.resolve(this.#grant(now));
    if (opensAt - now > patienceMs) return Promise.resolve({ refused: Math.ceil(opensAt - now) });
    return new Promise((settle) => {
      const at = this.#row.findIndex((other) => other.rank > rank);
      this.#row.splice(at < 0 ? this.#row.length : at, 0, {
        rank,
        until: now + patienceMs,
        settle,
      });
      this.#wake();
    });
  }

  #wake(): void {
    clearTimeout(this.#timer);
    const now = this.#time();
    for (;;) {
      const [next] = this.#row;
      if (!next) return;
      const opensAt = this.#opensAt(now, next.rank, 0);
      if (opensAt > now && next.until >= now) {
        // Whose time is up earlier is not kept waiting for the others' turn.
        const until = Math.min(...this.#row.map((one) => one.until));
        const wait = Math.max(Math.min(opensAt, until) - now, 1);
        this.#dropLate(now);
        this.#timer = setTimeout(() => this.#wake(), wait);
        return;
      }
      this.#row.shift();
      const isLate = next.until < now;
      next.settle(isLate ? { refused: Math.ceil(Math.max(opensAt - now, 1)) } : this.#grant(now));
    }
  }

  #dropLate(now: number): void {
    const late = this.#row.filter((one) => one.until <= now);
    if (!late.length) return;
    this.#row = this.#row.filter((one) => one.until > now);
    for (const { rank, settle } of late) {
      settle({ refused: Math.ceil(Math.max(this.#opensAt(now, rank, 0) - now, 1)) });
    }
  }

  /** Requests of the last minute, to the next block, and how many there may be; 0 where only seconds are limited. */
  get usage(): { used: number; most: number } {
    const { used } = this.#tables.first<{ used: number | null }>(
      "SELECT SUM(count) AS used FROM requests WHERE service = ? AND at > ?",
      this.#service,
      this.#time() - STRETCHES_MS[0],
    ) ?? { used: 0 };
    return { used: Math.max((used ?? 0) - this.#credit, 0), most: this.#perMinute };
  }

  /** It was not sent. */
  giveBack(reservation: Counted): void {
    const { at } = reservation;
    if (at === undefined) return;
    for (const window of this.#windows) window.remove(at);
    this.#wake();
  }

  /** The service asks everyone to wait. */
  hold(ms: number): void {
    const until = this.#time() + Math.min(ms, LONGEST_HOLD);
    for (const window of this.#windows) window.hold(until);
    this.#tables.setMeta(`held:${this.#service}`, `${until}`);
    if (this.#row.length) this.#wake();
  }
}
