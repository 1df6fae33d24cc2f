// Waiting while a tool's fake timers are in force: the real ones are taken before that.

const { setTimeout: realTimeout } = globalThis;

/** Everything else has its turn, by the real clock. */
export const breathe = () => new Promise((resolve) => realTimeout(resolve, 1));

const TURNS = 5_000;

/** Waits until `condition` gives something; faked ticks go by meanwhile, but no faked time. */
export const until = async (what, clock, condition) => {
  for (let turn = 0; turn < TURNS; turn++) {
    const found = condition();
    if (found) return found;
    await clock.advance(0);
    await breathe();
  }
  throw new Error(`${what} did not come about`);
};

/** What becomes of a promise: `outcome` is undefined while it is pending. */
export const watch = (promise) => {
  const watched = { outcome: undefined };
  promise.then(
    (value) => {
      watched.outcome = { value };
    },
    (error) => {
      watched.outcome = { error };
    },
  );
  return watched;
};

/**
 * After a wait that the service asked for. The client keeps to it by `performance.now()` as well: where that runs by
 * the real clock, it waits a second time.
 */
export const endOfLimit = async (clock) => {
  if (!clock.isPartial) return;
  await breathe();
  await clock.advance(21_000);
};
