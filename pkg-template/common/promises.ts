// Promises of foreign work, which may throw instead.

/**
 * What `work` returns or throws, as a promise of its own: Workers report the rejection of one that another promise has
 * taken up as unhandled.
 */
export const promised = <T>(work: () => T | PromiseLike<T>): Promise<T> => {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error);
  }
};

/** Runs `work` without waiting for it; its failure changes nothing. */
export const ignore = (work: () => unknown): void => {
  (async () => {
    await work();
  })().catch(() => {});
};
