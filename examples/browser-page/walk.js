// Takes from an iterator what a person scrolls to: the next items when the end comes near.

/**
 * `onWaiting()` is called before each request, then `onTaken(items)`, followed by `onProblem(error)` or
 * `onEnd()`. After an error `more()` retries.
 */
export function createWalk({ root, sentinel, atOnce = 25, onWaiting, onTaken, onProblem, onEnd }) {
  let walk = null;
  const near = new IntersectionObserver(
    ([entry]) => {
      if (entry.isIntersecting) more();
    },
    { root, rootMargin: "600px" },
  );

  /** `open(signal)` gives the iterator; one in progress is aborted. */
  function start(open) {
    stop();
    const controller = new AbortController();
    walk = { pages: open(controller.signal), controller, busy: false };
    return more();
  }

  async function more() {
    const mine = walk;
    if (!mine || mine.busy) return;
    mine.busy = true;
    near.disconnect();
    onWaiting();
    const { taken, done, error } = await take(mine.pages, atOnce);
    mine.busy = false;
    // Another walk has replaced this one.
    if (mine !== walk) return;
    onTaken(taken);
    if (error) onProblem(error);
    else if (done) onEnd();
    else near.observe(sentinel);
  }

  function stop() {
    near.disconnect();
    walk?.controller.abort();
    walk = null;
  }

  return { start, more, stop };
}

/** The iterator, each of its items as `view(item)`. */
export const mapped = (pages, view) => ({
  async next() {
    const { done, value } = await pages.next();
    return done ? { done } : { done, value: view(value) };
  },
});

/** What `list()` resolves with, as an iterator; after an error it is called again. */
export function listed(list) {
  let rest = null;
  return {
    async next() {
      rest ??= [...(await list())];
      return rest.length > 0 ? { done: false, value: rest.shift() } : { done: true };
    },
  };
}

/** The next items; those before an error are kept. */
export async function take(pages, count) {
  const taken = [];
  try {
    while (taken.length < count) {
      const { value, done } = await pages.next();
      if (done) return { taken, done };
      taken.push(value);
    }
    return { taken };
  } catch (error) {
    return { taken, error };
  }
}
