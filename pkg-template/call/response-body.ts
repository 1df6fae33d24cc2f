// The body of a response: read up to the cap, and whether it has come to its end.

import { inWorkers, publicPlace } from "../client/place.ts";
import { type Body, drain, type StreamFault } from "../common/bytes.ts";
import { ignore } from "../common/promises.ts";
import { OUTCOME_GARBLED, OUTCOME_LOST } from "../module/protocol.ts";
import type { Call } from "./call.ts";
import { STOP } from "./deadline.ts";
import { connectionFailed, FailedAttempt } from "./failed-attempt.ts";
import { allHeaders, drop, type FetchResponse, type Head, notAResponse } from "./response.ts";
import { readerOf, type StreamReader } from "./stream.ts";

/** `isWhole`: it was read to its end, so nothing is left to cancel. */
export interface ResponseBody extends Body {
  readonly isWhole: boolean;
}

const EMPTY: ResponseBody = { pieces: [], length: 0, isWhole: true };

const unreadable = (fault: StreamFault, cause?: unknown): FailedAttempt => {
  if (fault === "broken") {
    return connectionFailed(
      OUTCOME_LOST,
      "the connection broke while the response was being read",
      cause,
    );
  }
  if (fault === "not bytes") {
    return connectionFailed(OUTCOME_GARBLED, "the response's body is not bytes");
  }
  const message = "the response is larger than maxReplyBytes";
  return new FailedAttempt(OUTCOME_GARBLED, { kind: "reply_too_large", message });
};

/**
 * Whether a body is better read all at once: in Workers, where an aborted read of a stream counts as an unhandled
 * rejection, even if it is handled. A body of known length needs no cap.
 */
const atOnce = ({ header, number }: Head, most: number): boolean =>
  inWorkers() && !header("content-encoding") && number("content-length") <= most;

/** How a body is read all at once, if it can be. */
const wholeReader = (response: FetchResponse): (() => Promise<Uint8Array>) | undefined => {
  if (typeof response.arrayBuffer === "function") {
    return async () => new Uint8Array((await response.arrayBuffer?.()) as ArrayBuffer);
  }
  if (typeof response.text === "function") {
    return async () => new TextEncoder().encode(await response.text?.());
  }
  return undefined;
};

const readAtOnce = async (
  reader: () => Promise<Uint8Array>,
  most: number,
): Promise<ResponseBody> => {
  let bytes: Uint8Array;
  try {
    bytes = await reader();
  } catch (cause) {
    throw unreadable("broken", cause);
  }
  if (bytes.length > most) throw unreadable("large");
  return { pieces: [bytes], length: bytes.length, isWhole: true };
};

const readBody = async (
  call: Call,
  signal: AbortSignal,
  response: FetchResponse,
  head: Head,
): Promise<ResponseBody> => {
  if (response.bodyUsed) {
    // Logging may have read it: the status of an error says enough.
    if (head.status < 200 || head.status >= 300) return EMPTY;
    throw notAResponse("one whose body was read already, and each call needs one of its own");
  }
  const most = call.settings.maxReplyBytes;
  let stream: FetchResponse["body"];
  try {
    stream = response.body;
  } catch (cause) {
    throw unreadable("broken", cause);
  }
  // workerd cannot decode a body that is announced as empty and as encoded.
  if (stream === null || head.number("content-length") === 0) {
    drop(response);
    return EMPTY;
  }
  const whole = wholeReader(response);
  if (whole && (stream === undefined || atOnce(head, most))) return readAtOnce(whole, most);
  let reader: StreamReader;
  try {
    reader = readerOf(stream as NonNullable<typeof stream>);
  } catch {
    throw notAResponse("an object without a body, arrayBuffer() or text()");
  }
  if (signal.aborted) {
    ignore(() => reader.cancel());
    throw STOP;
  }
  call.deadline.reader = reader;
  const next = () => {
    call.deadline.throwIfEnded(signal);
    return reader.read();
  };
  return { ...(await drain(next, most, unreadable)), isWhole: true };
};

/** Of another origin, a page sees the length as it was sent, but not how it was encoded. */
const isShort = ({ type, fromNetwork, header, number }: Head, length: number): boolean =>
  // A library that makes a response of another one may have decoded it.
  fromNetwork &&
  (type === "basic" || !publicPlace()) &&
  !header("content-encoding") &&
  length < number("content-length");

/** A browser on the page's own origin makes one of a head that broke off, or of nothing. */
const isInvented = ({ status, type }: Head, { headers }: FetchResponse, length: number): boolean =>
  status === 200 && type === "basic" && !length && !Object.keys(allHeaders(headers)).length;

const BEFORE = "the connection broke before the response came";

/** The body of a response. The code that ends the attempt cancels what is not read. */
export const bodyOf = async (
  call: Call,
  signal: AbortSignal,
  response: FetchResponse,
  head: Head,
): Promise<ResponseBody> => {
  if (head.redirected) {
    drop(response);
    const message =
      "fetch followed a redirect, and took the credential along: leave init.redirect as it is";
    throw new FailedAttempt(OUTCOME_GARBLED, { kind: "redirect", message });
  }
  // A status line that was cut off, or one that announces a response which then never came.
  if (head.status > 0 && head.status < 200) {
    drop(response);
    throw connectionFailed(OUTCOME_LOST, BEFORE);
  }
  // The body of a redirect is not needed, and a browser does not show it.
  if (head.status >= 300 && head.status < 400) {
    drop(response);
    return { ...EMPTY, isWhole: false };
  }
  const body = await readBody(call, signal, response, head);
  if (isShort(head, body.length)) throw unreadable("broken");
  if (isInvented(head, response, body.length)) throw connectionFailed(OUTCOME_LOST, BEFORE);
  return body;
};
