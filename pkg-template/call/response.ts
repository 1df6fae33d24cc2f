// A response, its head and its body, taken by what it can do and not by its class: it may come from another realm, from
// a library that stands in for `fetch`, or from a test.

import { drain, forget } from "../common/bytes.ts";
import { STOP } from "./call.ts";
import { connection, Failed, GARBLED, LOST } from "./failed-attempt.ts";
import { inWorkers, publicPlace } from "../client/place.ts";

const numberOf = (text) => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN);

/** What leaves a stream: of the web's kind, or of Node's, which emits an error when its request is aborted later. */
const leave = (stream) => {
  if (stream.cancel) return stream.cancel();
  stream.on?.("error", () => {});
  return stream.destroy?.();
};

/** Nobody reads this response, and an unread body keeps its connection. */
export const drop = (response) => forget(() => response?.body && leave(response.body));

/** A framework may throw where a header is read that it does not let through. */
const headerOf = (headers) => (name) => {
  try {
    const value = headers.get(name);
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
};

/** All headers that can be read. */
const copied = (headers) => {
  const all = {};
  try {
    headers.forEach((value, name) => {
      all[name] = value;
    });
  } catch {}
  return all;
};

const INSTEAD =
  "return new Response(JSON.stringify(data)), or use fakeServices() of threadline/testing";

/** Most often a double in a test that lacks something. */
const noResponse = (lack) => connection(GARBLED, `fetch resolved with ${lack}: ${INSTEAD}`);

/** What it is, in words: never a value. */
const kindOf = (value) => {
  if (typeof value !== "object") return value === undefined ? "undefined" : `a ${typeof value}`;
  if (!value) return "null";
  try {
    if (typeof value.status === "number") return "an object without headers";
  } catch {}
  return "an object without a status";
};

/** What the head of a response says. */
export const headOf = (response, raw) => {
  try {
    const { status, type, headers, url, redirected } = response;
    if (typeof status !== "number" || typeof headers.get !== "function") throw status;
    const header = headerOf(headers);
    return {
      // A browser hides a redirect that it did not follow behind the status 0.
      status:
        type === "opaqueredirect" ? 302 : Math.min(Math.max(Math.trunc(status) || 0, 0), 65_535),
      type,
      // Nobody gives an address to a response that is made by hand.
      fromNetwork: Boolean(url),
      redirected,
      requestId: header("x-request-id") || null,
      header,
      number: (name) => numberOf(header(name)),
      headers: raw && copied(headers),
    };
  } catch {
    drop(response);
    throw noResponse(`${kindOf(response)} in place of a Response`);
  }
};

const EMPTY = { pieces: [], length: 0, whole: true };

const unreadable = (what, cause) => {
  if (what === "broken") {
    return connection(LOST, "the connection broke while the response came", cause);
  }
  if (what === "bytes") return connection(GARBLED, "the response's body is not bytes");
  const message = "the response is larger than maxReplyBytes";
  return new Failed(GARBLED, { kind: "reply_too_large", message });
};

/**
 * Whether a body is better read at one go: in Workers, where an aborted read of a stream counts as an
 * unhandled rejection, whoever handles it. A body whose length is known needs no stop at the cap.
 */
const atOneGo = ({ header, number }, most) =>
  inWorkers() && !header("content-encoding") && number("content-length") <= most;

const READERS = {
  arrayBuffer: (buffer) => new Uint8Array(buffer),
  text: (text) => new TextEncoder().encode(text),
};

/** How a body is read whole, if it can be. */
const wayToRead = (response) =>
  Object.keys(READERS).find((way) => typeof response[way] === "function");

const wholeOf = async (response, way, most) => {
  let bytes;
  try {
    bytes = READERS[way](await response[way]());
  } catch (cause) {
    throw unreadable("broken", cause);
  }
  if (bytes.length > most) throw unreadable("large");
  return { pieces: [bytes], length: bytes.length, whole: true };
};

/** What reads a stream: of the web's kind, or of Node's, which libraries that stand in for `fetch` give. */
const readerOf = (stream) => {
  if (typeof stream.getReader === "function") return stream.getReader();
  const iterator = stream[Symbol.asyncIterator]();
  const cancel = () => (stream.destroy ? leave(stream) : iterator.return?.());
  return { read: () => iterator.next(), cancel };
};

const read = async (call, signal, response, head) => {
  if (response.bodyUsed) {
    // What somebody has logged, say: the status says enough.
    if (head.status < 200 || head.status >= 300) return EMPTY;
    throw noResponse("a Response whose body was read already, and each call needs one of its own");
  }
  const { maxReplyBytes: most } = call;
  let stream;
  try {
    stream = response.body;
  } catch (cause) {
    throw unreadable("broken", cause);
  }
  // workerd cannot decode what is announced as empty and as encoded.
  if (stream === null || head.number("content-length") === 0) {
    drop(response);
    return EMPTY;
  }
  const way = wayToRead(response);
  if (way && (stream === undefined || atOneGo(head, most))) return wholeOf(response, way, most);
  let reader;
  try {
    reader = readerOf(stream);
  } catch {
    throw noResponse("an object that has no body, arrayBuffer() or text() to read");
  }
  if (signal.aborted) {
    forget(() => reader.cancel());
    throw STOP;
  }
  call.reader = reader;
  const next = () => {
    call.goOn(signal);
    return reader.read();
  };
  return { ...(await drain(next, most, unreadable)), whole: true };
};

/** Of another origin, a page is shown the length as it was sent, but not how it was encoded. */
const isShort = ({ type, fromNetwork, header, number }, length) =>
  // A library that makes a response of another one may have decoded it.
  fromNetwork &&
  (type === "basic" || !publicPlace()) &&
  !header("content-encoding") &&
  length < number("content-length");

const BEFORE = "the connection broke before the response came";

/** A browser on the page's own origin makes one of a head that broke off, or of nothing. */
const isInvented = ({ status, type }, { headers }, length) =>
  status === 200 && type === "basic" && !length && !Object.keys(copied(headers)).length;

/**
 * The pieces of a response's body, how many bytes they are, and whether it has come to its end. Whoever ends the attempt
 * cancels it.
 */
export const bodyOf = async (call, signal, response, head) => {
  if (head.redirected) {
    drop(response);
    const message =
      "fetch followed a redirect, and took the credential along: leave init.redirect as it is";
    throw new Failed(GARBLED, { kind: "redirect", message });
  }
  // A status line that was cut off, or one that announces a response which then never came.
  if (head.status > 0 && head.status < 200) {
    drop(response);
    throw connection(LOST, BEFORE);
  }
  // What a redirect says is of no use, and a browser shows nothing of it.
  if (head.status >= 300 && head.status < 400) {
    drop(response);
    return { ...EMPTY, whole: false };
  }
  const body = await read(call, signal, response, head);
  if (isShort(head, body.length)) throw unreadable("broken");
  if (isInvented(head, response, body.length)) {
    throw connection(LOST, BEFORE);
  }
  return body;
};
