// Tells an observer, once for each kind, what a response held that is not documented.

import type { DriftEvent } from "../types/index.d.ts";
import { ignore } from "./promises.ts";

export type DriftObserver = (event: DriftEvent) => unknown;

/** The most kinds that are reported and remembered. */
const MOST = 1000;

/** How Rust reads a body (`codec::Reading`): a lenient reading notes drift only where somebody wants to know it. */
export const readingOf = (strict: boolean | undefined, onDrift: DriftObserver | undefined) =>
  strict ? 2 : Number(Boolean(onDrift));

/** `lines` hold path, expected and found in turn; `known` remembers what was reported. */
export const reportDrift = (
  onDrift: DriftObserver | undefined,
  known: Set<string>,
  operation: string,
  lines: string | undefined,
): void => {
  if (!lines || !onDrift) return;
  for (const [kind, path, expected, found] of lines.matchAll(/(.+)\n(.+)\n(.+)\n/g)) {
    const once = `${operation} ${kind}`;
    if (known.has(once) || known.size >= MOST) continue;
    known.add(once);
    ignore(() => onDrift({ operation, path, expected, found } as DriftEvent));
  }
};
