// The way through a list whose pages are asked for by the time of their last item. Whether a page then holds what has
// that very time is not documented, and more items may share one than a page holds.

import { laterFirst, momentOf, shifted } from "./timestamp.ts";
import { incomplete, STUCK } from "./pages.ts";

// So many turns may bring nothing new one after another: a service may list an item twice.
const IDLE = 10;

/** How to page by a timestamp of the items. */
export const byTimestamp = (key, ascending) => {
  const back = ascending ? -1 : 1;
  return {
    path: `$[*].${key}`,
    at: (item) => momentOf(item[key]),
    // Letter for letter; before that a microsecond nearer to the beginning, after it one further; and at either end a
    // unit of the last place, a millisecond at least, for a service that compares no finer.
    cursors: (at) => {
      const coarse = Math.min(3, at.places);
      return [
        shifted(at, back, coarse),
        shifted(at, back, 6),
        at.text,
        shifted(at, -back, Math.max(6, at.places)),
        shifted(at, -back, coarse),
      ];
    },
    usual: 3,
    ascending,
  };
};

/**
 * What `Pages` walks. `ask` gives the page at a cursor, `at` the moment of an item or nothing, `cursors` those for a
 * moment, the nearest to the walk's beginning first; the `usual` one, counted from the end, is tried first. `rest`
 * asks for what a page hides that is full of one moment. A page of fewer than `size` is not taken for full where it is
 * all there is. The end is an empty page, or where pages are `sized` one that is shorter than the largest.
 *
 * A turn asks once for each of the cursors at most, and `rest`. It goes on to the moment of an item that is further than
 * the last one, and where it brings nothing new it is one of few or the last: so no service keeps a walk for ever.
 */
export const byTime = (how) => {
  const { ask, at, cursors, ascending, rest, size, sized, start, operation, path } = how;
  let { usual } = how;
  let largest = sized ? 2 : 1; // a page of one would lead nowhere
  let reached; // the item up to whose moment all was asked for
  let done = false;
  let idle = 0; // how many turns have brought nothing new
  let unsorted = false;
  let fault; // what was not given
  let most; // how many came of the first moment of which there may be more
  const full = []; // those moments

  const order = (a, b) => laterFirst(a.at, b.at) * (ascending ? -1 : 1);
  const isHere = (one) => one.at && reached && !order(one, reached);
  const isBeyond = (one) => one.at && !(reached && order(one, reached) <= 0);

  const list = async (...cursor) => (await ask(...cursor)).map((item) => ({ item, at: at(item) }));

  const walk = {
    cursor: start,
    next: async (seen) => {
      if (fault) throw incomplete(operation, path, fault);
      if (done) return undefined;
      const ways = reached ? cursors(reached.at) : [start];
      let way = Math.max(0, ways.length - usual);
      // What has the moment itself is behind it, whether the service is strict or not.
      walk.cursor = ways[Math.min(1, way)];

      const pages = [];
      const get = async (i) => {
        pages[i] ??= await list(ways[i]);
        // What was updated meanwhile may be anywhere.
        const known = pages[i].filter(isBeyond);
        unsorted ||= known.some((one, n) => n && order(known[n - 1], one) > 0);
        largest = Math.max(largest, pages[i].length);
        return pages[i];
      };
      const goesOn = (page) => page.length >= (sized && reached ? largest : 1);
      const last = () => pages.flat().findLast(isBeyond);

      // Nearer to the beginning, until a page holds the moment itself.
      while (!(await get(way)).some(isHere) && way) way--;
      const near = pages[way];
      const cursor = ways[way];
      if (near.some(isHere)) usual = ways.length - way;
      // A page that ends before those of the cursors behind it begin: what lies between them comes first.
      const ids = new Set(near.map(({ item }) => item.id));
      if (near.some(isBeyond) && !pages[way + 1]?.some(({ item }) => ids.has(item.id))) {
        pages.length = way + 1;
      }
      // Further, until one leads on or nothing is left.
      while (!last() && goesOn(pages.at(-1)) && pages.length < ways.length) await get(pages.length);

      const next = last();
      const stuck = !next && goesOn(pages.at(-1));
      let items = pages.flat();
      const fresh = items.filter(({ item }) => !seen.has(item.id)).length;
      const { length } = near;
      const isFull = next || (length >= largest && (length >= size || length < seen.size + fresh));
      if (length && isFull && !stuck && !near.some(isBeyond)) {
        const { rows = [], whole } =
          (await rest?.((view) => list(cursor, view), near, isBeyond, next)) ?? {};
        // A service that compares no finer hides others, too, between the cursors at the ends.
        const coarse = !way || pages.length === ways.length || (!next && rows.some(isBeyond));
        if (!whole || coarse) {
          full.push(reached.at.text);
          most ??= length;
        }
        const end = items.findIndex(isBeyond) >>> 0;
        const hidden = rows.filter((one) => !isBeyond(one));
        items = [...items.slice(0, end), ...hidden, ...items.slice(end)];
      }

      // The oldest first, what comes again is what was updated since, as all that follows.
      idle = fresh ? 0 : idle + 1;
      if (next && idle < (ascending ? 1 : IDLE)) {
        reached = next;
      } else {
        done = true;
        if (stuck || (next && !ascending)) fault = STUCK;
        else if (full.length) {
          const names = full.slice(0, 3).join(", ") + (full[3] ? " …" : "");
          fault = `${most} or more items share ${names}, but a page holds only ${most}: the rest, if any, cannot be fetched`;
        } else if (unsorted) fault = "the pages are not sorted by it, so some items may be missing";
      }
      return items.map(({ item }) => item);
    },
  };
  return walk;
};
