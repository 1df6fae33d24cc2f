// Time that passes only when nothing is left to do: timers and the clock of this process, replaced until `restore`.

/** A heap of what is due, the earliest first; of the same time, what was set first. */
class Due {
  #heap = [];
  #count = 0;

  static #isBefore(one, other) {
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }

  get earliest() {
    return this.#heap[0];
  }

  add(at, run) {
    const heap = this.#heap;
    const timer = { at, order: this.#count++, run };
    let place = heap.push(timer) - 1;
    while (place > 0 && Due.#isBefore(timer, heap[(place - 1) >> 1])) {
      heap[place] = heap[(place - 1) >> 1];
      place = (place - 1) >> 1;
    }
    heap[place] = timer;
    return timer;
  }

  take() {
    const heap = this.#heap;
    const [earliest] = heap;
    const last = heap.pop();
    if (last === earliest) return earliest;
    let place = 0;
    for (let child = 1; child < heap.length; child = 2 * place + 1) {
      if (child + 1 < heap.length && Due.#isBefore(heap[child + 1], heap[child])) child++;
      if (!Due.#isBefore(heap[child], last)) break;
      heap[place] = heap[child];
      place = child;
    }
    heap[place] = last;
    return earliest;
  }
}

export const simulatedTime = (start = 1_000_000) => {
  const { setTimeout, clearTimeout, setImmediate } = globalThis;
  const { now } = performance;
  const due = new Due();
  let time = start;
  globalThis.setTimeout = (run, ms = 0, ...given) =>
    due.add(time + Math.max(0, ms), () => run(...given));
  globalThis.clearTimeout = (timer) => {
    if (timer) timer.run = undefined;
  };
  performance.now = () => time;
  return {
    now: () => time,
    sleep: (ms) => new Promise((go) => due.add(time + ms, go)),
    /** Lets time pass until `done` settles. */
    async until(done) {
      let isDone = false;
      const end = () => {
        isDone = true;
      };
      done.then(end, end);
      for (;;) {
        // Promises first: what they set off may be due before.
        await new Promise((go) => setImmediate(go));
        if (isDone) return done;
        if (!due.earliest) throw new Error("nothing is due, and it is not done");
        time = due.earliest.at;
        while (due.earliest?.at === time) due.take().run?.();
      }
    },
    restore() {
      Object.assign(globalThis, { setTimeout, clearTimeout });
      performance.now = now;
    },
  };
};
