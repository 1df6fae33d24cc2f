// What a page that is full of one timestamp hides: requested by other means than time.

import type { Timestamp } from "./timestamp.ts";
import type { Item } from "./walk.ts";

/** An item with its timestamp, if it has a usable one. */
export interface Row<T extends Item> {
  readonly item: T;
  readonly at: Timestamp | undefined;
}

export interface Found<T extends Item> {
  readonly rows: Row<T>[];
  /** Whether that is all there is of the timestamp. */
  readonly whole: boolean;
}

/**
 * Looks for the rest of a page's timestamp. `ask` requests the page in another `View`, at the same cursor. A row that
 * `isBeyond` has another timestamp, before which a page holds all of this one. `next` is the row by which the walk
 * continues, if any.
 */
export type Search<View> = <T extends Item>(
  ask: (view: View) => Promise<Row<T>[]>,
  page: Row<T>[],
  isBeyond: (row: Row<T>) => boolean,
  next: Row<T> | undefined,
) => Promise<Found<T>>;

// The attempt was optional, so a rejection by the service does no harm.
const unlessRejected = (error: unknown): never[] => {
  if ((error as { retryable?: unknown } | undefined)?.retryable !== false) throw error;
  return [];
};

const both = (flag: boolean | undefined) => (flag === undefined ? [true, false] : [flag]);

export interface Filters {
  readonly unread?: boolean | undefined;
  readonly closed?: boolean | undefined;
  readonly inboxes?: readonly unknown[] | undefined;
}

/** Conversations, by narrower filters that together match what these do. */
export const byFilter =
  (filters: Filters = {}): Search<Filters> =>
  async (ask, page, isBeyond, next) => {
    const rows: Awaited<ReturnType<typeof ask>> = [];
    // A longer page without filters shows that this one had room.
    if (!next && (await ask({}).catch(unlessRejected)).length > page.length) {
      return { rows, whole: true };
    }
    let whole = true;
    for (const unread of both(filters.unread)) {
      for (const closed of both(filters.closed)) {
        for (const inbox of filters.inboxes ?? [undefined]) {
          const inboxes = inbox === undefined ? inbox : [inbox];
          const part = await ask({ ...filters, unread, closed, inboxes });
          whole &&= part.length < page.length || part.some(isBeyond);
          for (const row of part) rows.push(row);
        }
      }
    }
    // A conversation with a status that matches none of the filters would be missing.
    const found = new Set(rows.map(({ item }) => item.id));
    return { rows, whole: whole && page.every(({ item }) => found.has(item.id)) };
  };

// More than any burst.
const LARGE = 1000;

/** Messages of the team, by a larger limit. */
export const byLimit: Search<number> = async (ask, _page, isBeyond) => {
  const rows = await ask(LARGE).catch(unlessRejected);
  return { rows, whole: rows.some(isBeyond) };
};
