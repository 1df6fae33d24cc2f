// Messages back through time, for pages that are requested by a time in whole seconds.

import { latestFirst, parseTimestamp, timestampOf } from "./timestamp.ts";
import type { Item } from "./walk.ts";

interface Message extends Item {
  readonly date: string | null;
}

interface Options<T extends Message> {
  /** Requests the messages up to a time; a page may come in any order. */
  readonly list: (time: unknown) => Promise<T[]>;
  /** Whole seconds since 1970, or RFC 3339. Anything else is left to the codec, which rejects it. */
  readonly start: unknown;
}

/** How `byTime` walks back. */
export const history = <T extends Message>({ list, start }: Options<T>) => {
  const from = parseTimestamp(start);
  let asked: unknown;
  let answer: T[] | undefined;
  return {
    // Part of a second counts as the whole of it.
    start: from ? from.seconds + (from.fraction ? 1 : 0) : start,
    ask: async (time: unknown) => {
      // The last page for one second may be the first one for the next.
      if (!answer || time !== asked) {
        answer = await list(time);
        asked = time;
      }
      return answer
        .map((message) => ({ message, at: timestampOf(message.date) }))
        .sort(({ at: a }, { at: b }) => (a && b ? latestFirst(a, b) : a ? -1 : b ? 1 : 0))
        .map(({ message }) => message);
    },
    at: ({ date }: T) => {
      const at = timestampOf(date);
      if (!at) return undefined;
      const text = new Date(at.seconds * 1000).toISOString().replace(".000", "");
      return { ...at, text, fraction: "" };
    },
    // Whether a page includes the messages of its own second is documented both ways: requested by the next second, it
    // does. Where that brings nothing further: by the second itself, and by the one before.
    cursors: ({ seconds }: { seconds: number }) =>
      [seconds + 1, seconds, seconds - 1].filter((time) => time >= 0),
    usual: 3,
    // At most 50 are documented. A message and the automatic responses to it share a second, too.
    size: 10,
    sized: true,
  };
};
