// The way back through a history whose pages are asked for by a time in whole seconds.

import { laterFirst, moment, momentOf } from "./timestamp.ts";

/**
 * What `byTime` needs to walk back. `list` gives the page of messages up to a time, in whatever order; `start`
 * is where to begin: whole seconds since 1970, or RFC 3339; what is neither is left for the codec to refuse.
 */
export const history = ({ list, start }) => {
  const from = moment(start);
  let asked;
  let answer;
  return {
    // Of a second that is given in part, all.
    start: from ? from.seconds + (from.rest ? 1 : 0) : start,
    ask: async (time) => {
      // The last page for one second may be the first one for the next.
      if (!answer || time !== asked) {
        answer = await list(time);
        asked = time;
      }
      const page = answer.map((message) => ({ message, at: momentOf(message.date) }));
      const dated = page.filter(({ at }) => at).sort((a, b) => laterFirst(a.at, b.at));
      return [...new Set([...dated, ...page])].map(({ message }) => message);
    },
    at: ({ date }) => {
      const at = momentOf(date);
      const text = at && new Date(at.seconds * 1000).toISOString().replace(".000", "");
      return at && { ...at, text, rest: "" };
    },
    // Whether messages of the time itself are given is documented both ways: the second behind holds all of a second.
    // Where that is no step back, the second itself, and one further.
    cursors: ({ seconds }) => [seconds + 1, seconds, seconds - 1].filter((time) => time >= 0),
    usual: 3,
    // Documented are 50 at most. A message and the automatic answers to it come within a second, too.
    size: 10,
    sized: true,
  };
};
