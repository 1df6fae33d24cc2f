// Takes from an iterator what a person scrolls to: the next ones whenever the end comes near.

/**
 * `onWaiting()` comes before each request, then `onTaken(items)`, and behind it `onProblem(error)` or
 * `onEnd()` where there is one. After an error `more()` asks for the same again.
 */
export function createWalk({ root, sentinel, atOnce = 25, onWaiting, onTaken, onProblem, onEnd }) {
  let walk = null;
  const near = new IntersectionObserver(
    ([entry]) => {
      if (entry.isIntersecting) more();
    },
    { root, rootMargin: "600px" },
  );

  /** `open(signal)` gives the iterator; one under way is given up. */
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
    // A walk that was given up for another one has nothing to say.
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

/** What `list()` resolves with, as an iterator; after an error it is asked once more. */
export function listed(list) {
  let rest = null;
  return {
    async next() {
      rest ??= [...(await list())];
      return rest.length > 0 ? { done: false, value: rest.shift() } : { done: true };
    },
  };
}

/** The next ones of the iterator; what came before an error is not lost. */
async function take(pages, count) {
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
