// One attempt: the request, the head of its reply, its body, and what they mean.

import { drain, forget } from "./bytes.js";
import { STOP } from "./call.js";
import { withoutTarget } from "./cause.js";
import { offering, Refusal } from "./host.js";

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

/** The head of a reply, taken by what it can do and not by its class: it may come from another realm. */
const headOf = (response) => {
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
    };
  } catch {
    throw connection(GARBLED, "fetch resolved with something that is no Response");
  }
};

/** The pieces of a response's body. */
const bodyOf = async (call, response) => {
  let stream;
  try {
    stream = response.body;
  } catch (cause) {
    throw unreadable("broken", cause);
  }
  if (stream === null) return { pieces: [], length: 0 };
  let reader;
  try {
    reader = stream.getReader();
  } catch {
    throw connection(GARBLED, "the reply's body is no stream");
  }
  try {
    return await drain(() => call.race(reader.read()), call.maxReplyBytes, unreadable);
  } catch (failed) {
    forget(() => reader.cancel());
    throw failed;
  }
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

/** The value of one attempt; throws what failed, or what `Call.authorization` threw. */
export const exchange = async (call, outline) => {
  const credential = await call.race(call.authorization());
  if (call.stopped) throw STOP;
  let response;
  try {
    response = await call.race(
      call.send(call.baseUrl + outline.target, initOf(call, outline, credential)),
    );
  } catch (thrown) {
    const cause = withoutTarget(thrown, outline.target);
    throw connection(LOST, "no reply came: the service could not be reached", cause);
  }
  const { status, requestId, header } = headOf(response);
  call.received(response, requestId);
  const told = requestId === null ? { status } : { status, requestId };
  try {
    let body = { pieces: [], length: 0 };
    // What a redirect says is of no use, and a browser shows nothing of it.
    if (status >= 300 && status < 400) {
      forget(() => response.body?.cancel());
    } else {
      body = await bodyOf(call, response);
      call.end(true);
    }
    return read(call, outline, credential, { status, header, ...body });
  } catch (failed) {
    Object.assign(failed.details ?? {}, told);
    if (failed.cause) failed.cause = withoutTarget(failed.cause, outline.target);
    throw failed;
  }
};

/** What a whole reply means. */
const read = (call, outline, credential, { status, header, pieces, length }) => {
  const good = status >= 200 && status < 300;
  // Most replies are good ones, and reading a header takes its time.
  const hint = (name) => (good ? "" : header(name));
  const date = hint("retry-after");
  const waits = [hint("retry-after-ms"), date, date ? Date.parse(date) : Number.NaN];
  const limit = numberOf(header("x-ratelimit-limit"));
  const left = numberOf(header("x-ratelimit-remaining"));
  const secrets = () => secretsOf(call, outline, credential);
  const value = call.enter((live) => {
    const work = () => live.read(call.operation, status, length, ...waits, Date.now());
    const value = offering(pieces, secrets, work);
    const asked = value instanceof Refusal ? value.askedMs : undefined;
    live.learn(call.numbers, call.now(), status, asked, limit, left);
    return value;
  });
  if (value instanceof Refusal) {
    throw new Failed(good ? GARBLED : status, value.details, undefined, value.askedMs);
  }
  call.keepText(pieces);
  return value;
};
