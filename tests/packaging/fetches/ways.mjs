// What people give as `fetch`, each as they would write it, and what watches the platform's own.

import { instrumentedWays } from "./ways/instrumented.mjs";
import { packagedWays } from "./ways/packaged.mjs";
import { undiciWays } from "./ways/undici.mjs";
import { forgetful, wrappedWays } from "./ways/wrapped.mjs";

/**
 * Each has the title of its `row`, `what` is special about it, the package if it is one, the releases of Node that it
 * runs in, and `open`, which gives the fetch (or none: the platform's own is used) and how it is closed.
 */
export const WAYS = [...undiciWays, ...packagedWays, ...wrappedWays, ...instrumentedWays];

/** By the name that a process gets as its argument. */
export const wayOf = (name) =>
  name === "forgetful" ? forgetful : WAYS.find((way) => nameOf(way) === name);

export const nameOf = (way) => `${way.package ?? way.row}, ${way.what}`;
