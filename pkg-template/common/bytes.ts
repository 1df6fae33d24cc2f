// A body's bytes: read in pieces, so that one without an end stops at the cap.

// After so many milliseconds of work at one go, everything else has its turn: it would keep timers from firing.
const BREATH = 10;

// Of whatever realm.
export const viewed = ({ buffer, byteOffset, byteLength }) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** What `work` gives or throws, as a promise: its own, since Workers call the rejection of one that another
 *  promise takes up unhandled. */
export const promised = (work) => {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error);
  }
};

/** Nobody waits for the rest, and that it fails changes nothing. */
export const forget = (work) => {
  (async () => {
    await work();
  })().catch(() => {});
};

/** Everything else has its turn: by a message where there are any, since tests replace timers. */
export const turn = () =>
  new Promise((go) => {
    if (!globalThis.MessageChannel) return setTimeout(go);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    return port2.postMessage(0);
  });

/** Work in steps: what it gives is called after each, and gives a promise to wait for when it was long enough. */
export const steps = () => {
  let since = performance.now();
  return () => {
    if (performance.now() - since <= BREATH) return undefined;
    return turn().then(() => {
      since = performance.now();
    });
  };
};

/**
 * The pieces of a stream, and how many bytes they are. `next` gives the promise of a piece; `fail` makes
 * what is thrown, of what is wrong: "large", "broken" with its cause, or "bytes".
 */
export const drain = async (next, most, fail) => {
  const pieces = [];
  let length = 0;
  let turns = 0;
  const rest = steps();
  for (;;) {
    let done;
    let value;
    try {
      ({ done, value } = await next());
    } catch (cause) {
      throw fail("broken", cause);
    }
    if (done) return { pieces, length };
    if (!ArrayBuffer.isView(value)) throw fail("bytes");
    length += value.byteLength;
    // Pieces without bytes must come to an end as well.
    if (length > most || ++turns > most + 1) throw fail("large");
    pieces.push(value instanceof Uint8Array ? value : viewed(value));
    const resting = rest();
    if (resting) await resting;
  }
};
