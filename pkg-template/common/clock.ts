// The clock that nobody sets, and that of the day.

/** Whether so many milliseconds have not passed since `since`. Under a test's fake timers the clock may go back. */
export const isWithin = (since, ms) => {
  const age = performance.now() - since;
  return age >= 0 && age < ms;
};

/**
 * The time of the day in milliseconds since 1970, without `Date`: frameworks that render pages ahead (Next.js) replace
 * that, and give up a page which asks it before the first I/O. A new file bears the time of the same clock.
 */
export const dayNow = () => (globalThis.File ? new File([], "").lastModified : Date.now());
