// The body of a planned response, as it comes off the connection.

import type { Ended, NoteEnd, Plan } from "./plan.ts";

const BLANKS = new Uint8Array(16 * 1024).fill(0x20);

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A stream of the body: whole or broken off, at once or byte by byte, or without an end. */
export const bodyOf = (
  { body, endless, headers, sending }: Plan,
  signal: AbortSignal,
  ended: NoteEnd,
): ReadableStream<Uint8Array<ArrayBuffer>> => {
  const half = Math.floor(body.length / 2);
  const brokenOff = sending === "resetHalfway" || sending === "stallHalfway";
  const drip = typeof sending === "object" ? sending.drip : undefined;
  let sent = 0;
  let blanks = brokenOff ? Math.floor(endless / 2) : endless;
  let rest = brokenOff ? body.subarray(0, half) : body;
  if (sending === "stallAfterHeaders") [rest, blanks] = [body.subarray(0, 0), 0];
  let gone = () => {};
  const left = new Promise<void>((resolve) => {
    gone = resolve;
  });
  let open = true;
  const end = (how: Ended) => {
    if (!open) return;
    open = false;
    signal.removeEventListener("abort", abort);
    ended(how, sent);
  };
  let controller: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>;
  const abort = () => {
    controller.error(signal.reason);
    gone();
    end("clientGone");
  };
  const give = (bytes: Uint8Array<ArrayBuffer>) => {
    sent += bytes.length;
    controller.enqueue(bytes);
  };

  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(given) {
      controller = given;
      signal.addEventListener("abort", abort, { once: true });
      if (signal.aborted) abort();
    },
    async pull() {
      if (rest.length) {
        const size = drip === undefined ? rest.length : 1;
        if (drip !== undefined) await Promise.race([sleep(drip), left]);
        if (!open) return;
        give(rest.slice(0, size));
        rest = rest.subarray(size);
      } else if (blanks) {
        const piece = BLANKS.slice(0, blanks);
        blanks -= piece.length;
        give(piece);
      } else if (sending === "resetHalfway") {
        controller.error(new TypeError("terminated", { cause: new Error("ECONNRESET") }));
        end("reset");
      } else if (sending === "stallHalfway" || sending === "stallAfterHeaders") {
        await left;
      } else {
        controller.close();
        end("sent");
      }
    },
    cancel() {
      gone();
      end("clientGone");
    },
  });
  const zipped = headers.some(([name, value]) => name === "content-encoding" && value === "gzip");
  return zipped ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
};
