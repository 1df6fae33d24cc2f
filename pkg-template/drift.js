// What a response held that is not documented, told to an observer: each kind once.

import { forget } from "./bytes.js";

// So many kinds are told and remembered.
const MOST = 1000;

/** How Rust reads a body: a lenient reading only notes what somebody wants to know. */
export const readingOf = (strict, onDrift) => (strict ? 2 : Number(Boolean(onDrift)));

/** `json` is `[[path, expected, found], …]`; `known` remembers what was told. */
export const tellDrift = (onDrift, known, operation, json) => {
  if (!json || !onDrift) return;
  for (const [path, expected, found] of JSON.parse(json)) {
    const kind = JSON.stringify([operation, path, expected, found]);
    if (known.has(kind) || known.size >= MOST) continue;
    known.add(kind);
    forget(() => onDrift({ operation, path, expected, found }));
  }
};
