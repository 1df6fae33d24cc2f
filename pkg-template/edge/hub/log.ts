// What pages get: numbered from 1, one by one, and kept for those who come back.

import type { ServiceName } from "../service.ts";
import { type Session, sees } from "../session.ts";
import type { Tables } from "./storage.ts";

/** What is reported, and to whom: those who see the place. */
export interface Entry {
  readonly service: ServiceName;
  /** The inbox or channel; null where nobody knows it: then only those who see all. */
  readonly place: string | null;
  readonly event: object;
}

/** An entry in the log. */
export interface Logged {
  readonly seq: number;
  readonly service: ServiceName;
  readonly place: string | null;
  /** The event as JSON. */
  readonly event: string;
}

/** Bytes of a frame. One event for each would take too long for those who have missed many. */
const LARGEST_FRAME = 60_000;

export class Log {
  readonly epoch: string;
  readonly #tables: Tables;
  readonly #keep: { events: number; ms: number };
  #seq = 0;
  #first = 1;

  constructor(tables: Tables, keep: { events: number; ms: number }) {
    this.#tables = tables;
    this.#keep = keep;
    const known = tables.meta("epoch");
    this.epoch = known ?? crypto.randomUUID();
    if (known === undefined) tables.setMeta("epoch", this.epoch);
    this.#load();
    tables.whenUndone(() => this.#load());
  }

  #load(): void {
    const ends = this.#tables.first<{ first: number | null; last: number | null }>(
      "SELECT MIN(seq) AS first, MAX(seq) AS last FROM log",
    );
    this.#seq = ends?.last ?? 0;
    this.#first = ends?.first ?? 1;
  }

  /** The last number. */
  get seq(): number {
    return this.#seq;
  }

  append(entries: readonly Entry[]): Logged[] {
    const now = Date.now();
    const logged: Logged[] = [];
    for (const { service, place, event } of entries) {
      const row = { seq: ++this.#seq, service, place, event: JSON.stringify(event) };
      this.#tables.run(
        "INSERT INTO log VALUES (?, ?, ?, ?, ?)",
        row.seq,
        now,
        service,
        place,
        row.event,
      );
      logged.push(row);
    }
    const first = this.#seq - this.#keep.events + 1;
    if (first > this.#first) this.#forget(first);
    return logged;
  }

  #forget(first: number): void {
    this.#tables.run("DELETE FROM log WHERE seq < ?", first);
    this.#first = first;
  }

  /** Forgets what is too old; the last one stays, for its number. */
  trim(): void {
    const oldest = Date.now() - this.#keep.ms;
    const kept = this.#tables.first<{ seq: number | null }>(
      "SELECT MIN(seq) AS seq FROM log WHERE at >= ?",
      oldest,
    );
    const first = Math.min(kept?.seq ?? this.#seq, this.#seq);
    if (first > this.#first) this.#forget(first);
  }

  /** Whether a page that has seen all up to `seq` of an epoch can be given the rest. */
  knows(epoch: string | null, seq: number): boolean {
    return epoch === this.epoch && seq >= this.#first - 1 && seq <= this.#seq;
  }

  since(seq: number): Logged[] {
    return this.#tables.all<Logged & Record<string, unknown>>(
      "SELECT seq, service, place, event FROM log WHERE seq > ? ORDER BY seq",
      seq,
    );
  }
}

/** At most so many, without encoding it. */
const bytesOf = (text: string): number =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all that one byte holds
  /^[\x00-\x7f]*$/.test(text) ? text.length + 1 : text.length * 3 + 1;

/**
 * Frames for one who sees what `session` may: each says from which number to which, so that what is left out is no gap.
 */
export const framesOf = (logged: readonly Logged[], session: Session): string[] => {
  const frames: string[] = [];
  let events: string[] = [];
  let size = 0;
  let from = logged[0]?.seq ?? 0;
  let to = from - 1;
  const close = () => {
    frames.push(`{"from":${from},"to":${to},"events":[${events.join(",")}]}`);
    events = [];
    size = 0;
    from = to + 1;
  };
  for (const { seq, service, place, event } of logged) {
    const isSeen = sees(session, service, place);
    const bytes = isSeen ? bytesOf(event) : 0;
    if (events.length && size + bytes > LARGEST_FRAME) close();
    to = seq;
    if (isSeen) {
      events.push(event);
      size += bytes;
    }
  }
  if (to >= from) close();
  return frames;
};
