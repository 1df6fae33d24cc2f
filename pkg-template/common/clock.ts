// The monotonic clock, and the time of day.

/** Whether less than `ms` have passed since `since`. Under a test's fake timers the clock may go back. */
export const isWithin = (since: number | undefined, ms: number): boolean => {
  const age = performance.now() - (since ?? Number.NaN);
  return age >= 0 && age < ms;
};

/**
 * The time of day in milliseconds since 1970, without `Date`: frameworks that prerender pages (Next.js) replace it, and
 * give up on a page that reads it before its first I/O. A new file bears the time of the same clock.
 */
export const timeOfDay = (): number =>
  globalThis.File ? new File([], "").lastModified : Date.now();
