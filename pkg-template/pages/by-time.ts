// Pages that are requested by the time of the last item. Whether a page then includes the items of that very time is
// not documented, and more items may share a time than fit on a page.

import type { Row, Search } from "./same-timestamp.ts";
import { latestFirst, type Timestamp } from "./timestamp.ts";
import { type Item, incomplete, STUCK, type Walk } from "./walk.ts";

interface Options<T extends Item, View> {
  /** Requests the page at a cursor, in the order of the walk; in another view, for `search`. */
  readonly ask: (cursor: unknown, view?: View) => Promise<T[]>;
  /** The cursor at which the walk begins, if the caller gave one. */
  readonly start: unknown;
  /** The timestamp of an item, if it is usable. */
  readonly at: (item: T) => Timestamp | undefined;
  /** The cursors to try for a timestamp, the nearest to the beginning of the walk first. */
  readonly cursors: (at: Timestamp) => unknown[];
  /** Which of them is tried first, counted from the end. */
  readonly usual: number;
  readonly ascending?: boolean | undefined;
  /** Looks for what a page hides that is full of one timestamp. */
  readonly search?: Search<View>;
  /** A shorter page is not taken for a full one if it is all there is. */
  readonly size: number;
  /** Whether a page that is shorter than the largest is the last one; otherwise only an empty one is. */
  readonly sized?: boolean;
  readonly operation: string;
  readonly path: string;
}

interface TimedRow<T extends Item> extends Row<T> {
  readonly at: Timestamp;
}

// This many steps in a row may bring nothing new: a service may list an item twice.
const MAX_IDLE = 10;

const tooMany = (most: number, times: string[]) => {
  const names = times.slice(0, 3).join(", ") + (times[3] ? " …" : "");
  return `${most} or more items share ${names}, but a page holds only ${most}: the rest, if any, cannot be fetched`;
};

/**
 * A step makes at most one request for each of the cursors, and those of `search`. It ends at the time of an item that
 * is further on than the last step's, or, like only a few steps in a row, brings nothing new: so no service keeps a walk
 * going for ever.
 */
export const byTime = <T extends Item, View>(options: Options<T, View>): Walk<T> => {
  const { ask, at, cursors, ascending, search, size, sized, start, operation, path } = options;
  let { usual } = options;
  let largest = sized ? 2 : 1; // a page of one item would lead nowhere
  let reached: Timestamp | undefined; // everything up to it was requested
  let done = false;
  let idle = 0; // how many steps in a row have brought nothing new
  let unsorted = false;
  let fault: string | undefined; // why the list is not whole
  const full: string[] = []; // the timestamps of which there may be more items
  let most = 0; // how many items of the first of them came

  const order = (a: Timestamp, b: Timestamp) => latestFirst(a, b) * (ascending ? -1 : 1);
  const isHere = (row: Row<T>) => row.at && reached && !order(row.at, reached);
  const isBeyond = (row: Row<T>): row is TimedRow<T> =>
    row.at !== undefined && !(reached && order(row.at, reached) <= 0);

  const list = async (cursor: unknown, view?: View): Promise<Row<T>[]> =>
    (await ask(cursor, view)).map((item) => ({ item, at: at(item) }));

  const walk: Walk<T> & { cursor: unknown } = {
    cursor: start,
    next: async (seen) => {
      if (fault) throw incomplete(operation, path, fault);
      if (done) return undefined;
      const ways = reached ? cursors(reached) : [start];
      let way = Math.max(0, ways.length - usual);
      // The items of the timestamp itself come after this one, whether the service includes its cursor or not.
      walk.cursor = ways[Math.min(1, way)];

      const pages: Row<T>[][] = [];
      const get = async (index: number) => {
        pages[index] ??= await list(ways[index]);
        const page = pages[index];
        // Items that were updated meanwhile may be anywhere.
        const further = page.filter(isBeyond);
        unsorted ||= further.some((row, n) => n && order(further[n - 1].at, row.at) > 0);
        largest = Math.max(largest, page.length);
        return page;
      };
      const hasMore = () => pages[pages.length - 1].length >= (sized && reached ? largest : 1);
      const last = () => pages.flat().findLast(isBeyond);

      // Nearer to the beginning, until a page holds the timestamp itself.
      while (!(await get(way)).some(isHere) && way) way--;
      const near = pages[way];
      const cursor = ways[way];
      if (near.some(isHere)) usual = ways.length - way;
      // If this page ends before the next cursor's begins, what lies between them comes first.
      const ids = new Set(near.map(({ item }) => item.id));
      if (near.some(isBeyond) && !pages[way + 1]?.some(({ item }) => ids.has(item.id))) {
        pages.length = way + 1;
      }
      // Further on, until a page leads beyond or nothing is left.
      while (!last() && hasMore() && pages.length < ways.length) await get(pages.length);

      const next = last();
      const stuck = !next && hasMore();
      let items = pages.flat();
      const fresh = items.filter(({ item }) => !seen.has(item.id)).length;
      const { length } = near;
      const isFull = next || (length >= largest && (length >= size || length < seen.size + fresh));
      if (reached && length && isFull && !stuck && !near.some(isBeyond)) {
        const found = await search?.((view) => list(cursor, view), near, isBeyond, next);
        const rows = found?.rows ?? [];
        // A service that compares no finer than the cursors at the ends hides others between them, too.
        const coarse = !way || pages.length === ways.length || (!next && rows.some(isBeyond));
        if (!found?.whole || coarse) {
          full.push(reached.text);
          most ||= length;
        }
        const end = items.findIndex(isBeyond) >>> 0;
        const hidden = rows.filter((row) => !isBeyond(row));
        items = [...items.slice(0, end), ...hidden, ...items.slice(end)];
      }

      // With the oldest first, repeated items were updated since, and so was all that follows.
      idle = fresh ? 0 : idle + 1;
      if (next && idle < (ascending ? 1 : MAX_IDLE)) {
        reached = next.at;
      } else {
        done = true;
        if (stuck || (next && !ascending)) fault = STUCK;
        else if (full.length) fault = tooMany(most, full);
        else if (unsorted) fault = "the pages are not sorted by it, so some items may be missing";
      }
      return items.map(({ item }) => item);
    },
  };
  return walk;
};
