// Streams of bytes: of the web's kind, or of Node's, which libraries that replace `fetch` give.

import type { Piece } from "../common/bytes.ts";
import { isFunction } from "../common/check.ts";
import type { Reader } from "./deadline.ts";

/** What a stream may have. */
export interface FetchStream {
  readonly getReader?: () => StreamReader;
  readonly cancel?: () => unknown;
  readonly on?: (event: string, listener: () => void) => unknown;
  readonly destroy?: () => unknown;
  readonly [Symbol.asyncIterator]?: () => AsyncIterator<unknown>;
}

export interface StreamReader extends Reader {
  read(): PromiseLike<Piece>;
}

/** Leaves a stream unread. */
export const leave = (stream: FetchStream): unknown => {
  if (stream.cancel) return stream.cancel();
  // One of Node's emits an error when its request is aborted later.
  stream.on?.("error", () => {});
  return stream.destroy?.();
};

/** What reads a stream; throws where it is none. */
export const readerOf = (stream: FetchStream): StreamReader => {
  if (isFunction(stream.getReader)) return (stream.getReader as () => StreamReader).call(stream);
  const iterator = (stream as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  return {
    read: () => iterator.next(),
    cancel: () => (stream.destroy ? leave(stream) : iterator.return?.()),
  };
};
