// The way back through a history whose pages are asked for by a time in whole seconds.

import { laterFirst, moment } from "./moment.js";

/**
 * What `Pages` needs to walk back. `list` gives the page of messages up to a time, in whatever order; `start`
 * is where to begin: whole seconds since 1970, or RFC 3339; what is neither is left for the codec to refuse.
 */
export const history = ({ list, start }) => {
  const from = moment(start);
  // The largest page so far, and not a page of one: a smaller page had room for more, and there was no more.
  let largest = 2;
  let oldest; // the second of the oldest message on the page at hand
  let full;

  return {
    // Of a second that is given in part, all.
    cursor: from ? from.seconds + (from.rest ? 1 : 0) : start,
    list: async (time) => {
      const page = (await list(time)).map((message) => ({ message, at: moment(message.date) }));
      // A date before 1970 is one that the service does not know.
      const dated = page.filter(({ at }) => at?.seconds >= 0);
      dated.sort((a, b) => laterFirst(a.at, b.at));
      oldest = dated.at(-1)?.at.seconds;
      full = page.length >= largest && dated[0]?.at.seconds <= time;
      largest = Math.max(largest, page.length);
      return [...new Set([...dated, ...page])].map(({ message }) => message);
    },
    // Whether messages of the time itself are given is documented both ways: the second behind the oldest one
    // holds all of its own second. Where that is no step back, one second further.
    after: (_page, time = Number.POSITIVE_INFINITY) =>
      oldest === undefined ? undefined : Math.max(Math.min(oldest + 1, time - 1), 0),
    // A page full of messages of one second, each given before, may hide what is older.
    goesOn: (time) => full && time > 0 && oldest >= time - 1,
  };
};
