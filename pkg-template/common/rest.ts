// Long work lets everything else run in between: timers and signals could not fire otherwise.

/** Milliseconds of work at a time. */
const SLICE = 10;

/** Lets everything else run: by a message where there are any, since tests replace timers. */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    if (!globalThis.MessageChannel) {
      setTimeout(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** For work in steps: called after each, the function returns a promise to wait for once the work has taken long enough. */
export const rest = (): (() => Promise<void> | undefined) => {
  let since = performance.now();
  return () => {
    if (performance.now() - since <= SLICE) return undefined;
    return nextTask().then(() => {
      since = performance.now();
    });
  };
};
