// Work under way that others join instead of starting it twice.

import { isWithin } from "./clock.ts";

/** Milliseconds for which it is joined: what it gives must not be old, and should it never end, later ones do not wait for it. */
const JOIN_MS = 1_000;

/** Whether work that began at `since` may still be joined. */
export const isJoinable = (since: number | undefined): boolean => isWithin(since, JOIN_MS);
