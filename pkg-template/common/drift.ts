// What a response held that is not documented, told to an observer: each kind once.

import { forget } from "./bytes.ts";

// So many kinds are told and remembered.
const MOST = 1000;

/** How Rust reads a body: a lenient reading only notes what somebody wants to know. */
export const readingOf = (strict, onDrift) => (strict ? 2 : Number(Boolean(onDrift)));

/** `lines` are path, what was expected and what was found, in turn; `known` remembers what was told. */
export const tellDrift = (onDrift, known, operation, lines) => {
  if (!lines || !onDrift) return;
  for (const [kind, path, expected, found] of lines.matchAll(/(.+)\n(.+)\n(.+)\n/g)) {
    const once = `${operation} ${kind}`;
    if (known.has(once) || known.size >= MOST) continue;
    known.add(once);
    forget(() => onDrift({ operation, path, expected, found }));
  }
};
