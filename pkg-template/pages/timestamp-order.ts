// Lists that are sorted, and whose pages are requested, by a timestamp of their items.

import { shifted, type Timestamp, timestampOf } from "./timestamp.ts";

/** How `byTime` walks by a timestamp, from the latest on or, `ascending`, from the earliest. */
export const byTimestamp = <Key extends string>(key: Key, ascending?: boolean) => {
  const back = ascending ? -1 : 1;
  return {
    path: `$[*].${key}`,
    at: (item: { readonly [Name in Key]: unknown }) => timestampOf(item[key]),
    // Exactly. Before that, a microsecond nearer to the beginning, and after it, one further. At either end a
    // unit of the last place, but at least a millisecond, for a service that compares no finer.
    cursors: (at: Timestamp) => {
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
