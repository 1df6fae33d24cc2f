// A walk through the pages of a list, and how it fails.

import { failure } from "../errors/failure.ts";

export interface Item {
  readonly id: string | number;
}

/** One way to request page after page, for `Pages`. */
export interface Walk<T extends Item> {
  /** Where the page that `next` requests begins. */
  readonly cursor: unknown;
  /**
   * The items of the next page, in the order in which to give them; undefined at the end. `seen` has the ids of the
   * items that were given: the page may hold some of those again.
   */
  next(seen: ReadonlySet<Item["id"]>): Promise<T[] | undefined>;
}

/** The error of a walk that cannot reach the whole list; `path` is the field by which its pages are requested. */
export const incomplete = (operation: string, path: string, message: string) =>
  failure({ kind: "decode", operation, path, message });

/** The last page has nothing by which to request another one. */
export const STUCK = "paging by it gets no further, so the rest of the list cannot be fetched";
