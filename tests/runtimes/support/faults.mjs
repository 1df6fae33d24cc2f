// The table of faults, and the classes of its errors.

import * as threadline from "threadline";

export * from "./fault-table.mjs";

/** The class of a kind of errors. */
export const classOf = (kind) =>
  Object.values(threadline).find(({ prototype }) => prototype?.code === kind.toUpperCase());
