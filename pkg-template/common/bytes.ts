// A stream of bytes, read piece by piece, so that one that never ends stops at the cap.

import { rest } from "./rest.ts";

/** The bytes of any view, of whatever realm. */
export const bytesIn = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** The pieces of a body, and how many bytes they have together. */
export interface Body {
  readonly pieces: readonly Uint8Array[];
  readonly length: number;
}

/** What is wrong with a stream. */
export type StreamFault = "large" | "broken" | "not bytes";

/** What one step of a stream gives: of the web's kind, or of Node's. */
export interface Piece {
  readonly done?: boolean | undefined;
  readonly value?: unknown;
}

/**
 * Reads a stream to its end. `next` gives the promise of a piece; `fail` makes what is thrown: of a fault, and of what
 * caused it.
 */
export const drain = async (
  next: () => PromiseLike<Piece>,
  most: number,
  fail: (fault: StreamFault, cause?: unknown) => unknown,
): Promise<Body> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let count = 0;
  const pause = rest();
  for (;;) {
    let piece: Piece;
    try {
      piece = await next();
    } catch (cause) {
      throw fail("broken", cause);
    }
    const { done, value } = piece;
    if (done) return { pieces, length };
    if (!ArrayBuffer.isView(value)) throw fail("not bytes");
    length += value.byteLength;
    // Pieces without bytes must come to an end as well.
    if (length > most || ++count > most + 1) throw fail("large");
    pieces.push(value instanceof Uint8Array ? value : bytesIn(value));
    const pausing = pause();
    if (pausing) await pausing;
  }
};
