// One attempt: the request, the head of its reply, its body, and what they mean.

import { drain, forget } from "./bytes.js";
import { STOP } from "./call.js";
import { inWorkers } from "./client.js";
import { answerTo, changed, lastDrift, Refusal } from "./host.js";

// How an attempt ended, as Rust numbers it; a status stands for itself.
export const LOST = -1;
export const TOO_LATE = -2;
const GARBLED = -3;
export const FINAL = -4;

/** An attempt without a value: how it ended, what Rust makes an error of, and what was thrown. */
export class Failed {
  constructor(outcome, details, cause, askedMs) {
    this.outcome = outcome;
    this.details = details;
    this.cause = cause;
    this.askedMs = askedMs;
  }
}

const connection = (outcome, message, cause) =>
  new Failed(outcome, { kind: "connection", message }, cause);

const unreadable = (what, cause) => {
  if (what === "broken") {
    return connection(LOST, "the connection broke while the reply came", cause);
  }
  if (what === "bytes") return connection(GARBLED, "the reply's body is not bytes");
  const message = "the reply is larger than maxReplyBytes";
  return new Failed(GARBLED, { kind: "reply_too_large", message });
};

const textOf = (value) => (typeof value === "string" ? value : "");

const numberOf = (text) => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN);

const copied = (headers) => {
  const all = {};
  headers.forEach((value, name) => {
    all[name] = value;
  });
  return all;
};

/** Nobody reads this reply, and an unread body keeps its connection. */
const drop = (response) => forget(() => response?.body?.cancel());

/** The head of a reply, taken by what it can do and not by its class: it may come from another realm. */
const headOf = (response, raw) => {
  try {
    const { status, type, headers } = response;
    if (typeof status !== "number") throw status;
    const requestId = headers.get("x-request-id");
    const header = (name) => {
      try {
        return textOf(headers.get(name));
      } catch {
        return "";
      }
    };
    return {
      // A browser hides a redirect that it did not follow behind the status 0.
      status:
        type === "opaqueredirect" ? 302 : Math.min(Math.max(Math.trunc(status) || 0, 0), 65_535),
      requestId: typeof requestId === "string" ? requestId : null,
      header,
      headers: raw && copied(headers),
    };
  } catch {
    drop(response);
    throw connection(GARBLED, "fetch resolved with something that is no Response");
  }
};

/**
 * Whether a body is better read at one go: in Workers, where an aborted read of a stream counts as an
 * unhandled rejection, whoever handles it. A body whose length is known needs no stop at the cap.
 */
const atOneGo = (header, most) =>
  inWorkers() && !header("content-encoding") && numberOf(header("content-length")) <= most;

const wholeOf = async (response, most) => {
  let bytes;
  try {
    bytes = new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw unreadable("broken", cause);
  }
  if (bytes.length > most) throw unreadable("large");
  return { pieces: [bytes], length: bytes.length };
};

/** The pieces of a response's body. Whoever ends the attempt cancels it. */
const bodyOf = (call, signal, response, header) => {
  const { maxReplyBytes: most } = call;
  let stream;
  try {
    stream = response.body;
  } catch (cause) {
    throw unreadable("broken", cause);
  }
  if (stream === null) return { pieces: [], length: 0 };
  if (atOneGo(header, most)) return wholeOf(response, most);
  let reader;
  try {
    reader = stream.getReader();
  } catch {
    throw connection(GARBLED, "the reply's body is no stream");
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
  return drain(next, most, unreadable);
};

/**
 * Method, headers, body, signal, and redirects left alone. Nothing else: edge runtimes refuse the rest.
 *
 * React's servers answer equal requests of one page from memory, unless they see a signal here.
 */
const initOf = (call, { method, body }, credential) => {
  const headers = [
    ...call.headers,
    [call.credentialHeader, credential],
    ["accept", "application/json"],
  ];
  if (body) headers.push(["content-type", "application/json"]);
  return { method, headers, body, signal: call.signal, redirect: "manual" };
};

/** What stands in no error: the input, the body and the headers, with what a token is made of. */
const secretsOf = (call, { body }, credential) => {
  const parts = [
    credential,
    credential.replace("Bearer ", ""),
    // Whoever has a token's signature can write the rest of it.
    credential.slice(credential.lastIndexOf(".") + 1),
    ...call.headers.map(([, value]) => value),
  ];
  return `[${call.input},${body ?? 0},${JSON.stringify(parts)}]`;
};

// After each wait it looks whether the attempt still is: nobody may see what one that was stopped goes on to
// do.
const attempt = async (call, outline) => {
  const { signal } = call;
  const credential = await call.authorization();
  call.goOn(signal);
  let response;
  try {
    response = await call.send(call.baseUrl + outline.target, initOf(call, outline, credential));
  } catch (cause) {
    throw connection(LOST, "no reply came: the service could not be reached", cause);
  }
  let head;
  if (!signal.aborted) {
    head = headOf(response, call.raw);
    call.received(response, head);
  }
  if (signal.aborted) {
    drop(response);
    throw STOP;
  }
  let body = { pieces: [], length: 0 };
  // What a redirect says is of no use, and a browser shows nothing of it.
  if (head.status >= 300 && head.status < 400) {
    drop(response);
  } else {
    body = await bodyOf(call, signal, response, head.header);
    if (signal.aborted) throw STOP;
    call.end(true);
  }
  return read(call, outline, credential, head, body);
};

/** The value of one attempt; throws what failed, or what `Call.authorization` threw. */
export const exchange = (call, outline) => call.race(attempt(call, outline));

/** What a whole reply means. */
const read = (call, outline, credential, { status, header }, { pieces, length }) => {
  const secrets = () => secretsOf(call, outline, credential);
  const limit = numberOf(header("x-ratelimit-limit"));
  const left = Number.isNaN(limit) ? limit : numberOf(header("x-ratelimit-remaining"));
  let drift;
  const value = call.enter((live) => {
    const ask = () => live.read(call.operation, status, length, call.reading);
    const value = answerTo(ask, { pieces, header, secrets });
    drift = lastDrift();
    const askedMs = value instanceof Refusal ? value.askedMs : Number.NaN;
    live.learn(...changed(call.numbers), call.now(), status, askedMs, limit, left);
    return value;
  });
  call.keepText(pieces);
  if (value instanceof Refusal) {
    const good = status >= 200 && status < 300;
    throw new Failed(good ? GARBLED : status, value.details, undefined, value.askedMs);
  }
  call.tellDrift(drift);
  return value;
};
