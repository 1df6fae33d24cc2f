// One call: its clocks and signals, its credential, its observers. Whatever must never hang or leak.

import { forget, promised, turn } from "../common/bytes.ts";
import { causeOf } from "./redact-cause.ts";
import { Passed, steers } from "./control-flow.ts";
import { readingOf, tellDrift } from "../common/drift.ts";
import { AuthenticationError } from "../errors/errors.ts";
import { failure } from "../errors/failure.ts";
import { listen } from "./abort-listener.ts";
import { isCredential, refuse } from "../common/options.ts";
import { hidden } from "./redact.ts";

/** What a call that the deadline ends says. */
export const LATE = "deadlineMs passed before the response was complete";

/** What `race` rejects with; `stopped` says why. */
export const STOP = Symbol("stopped");

export const TIMED_OUT = 1;
export const ABORTED = 2;

/** A header of the call replaces the client's of the same name. */
const merged = (all, own) => {
  if (!own) return all;
  const names = new Set(own.map(([name]) => name));
  return [...all.filter(([name]) => !names.has(name)), ...own];
};

export class Call {
  attempts = 0;
  // Of the attempt under way:
  stopped = 0;
  sent = false; // whether its request may have left
  signal;
  reader; // of the reply's body
  told; // what the head of the reply told
  isLate; // whether it is the whole call's time that ends it

  waiting; // those who share it, if it is shared
  outline; // of its requests
  turn; // of the attempt, in the row of the rate limit
  credentials = []; // those that it was sent with

  #settings;
  #name;
  #signal; // the caller's
  #timeoutMs;
  #deadlineMs;
  #deaf = () => {}; // listens to the caller's signal no more
  #aborted = false;
  #deadline;
  #attempt; // its AbortController
  #limit; // when the attempt ends, unless the deadline comes first
  #timer;
  #wake; // the timer of a pause
  #interrupt; // rejects what is awaited at present
  #until; // when the attempt ends
  #since; // when the request was sent
  #sentToken; // made of a secret
  #idempotencyKey; // of all attempts
  #credentialKept; // made by token()
  #head; // of the reply
  #text;

  /** `enter` runs a function with the module's instance. */
  constructor(settings, operation, name, input, options, enter) {
    this.operation = operation;
    this.input = input;
    this.enter = enter;
    this.baseUrl = settings.baseUrl;
    this.maxReplyBytes = settings.maxReplyBytes;
    this.limiter = settings.limiter;
    this.budget = settings.budget;
    this.credentialHeader = settings.credentialHeader;
    this.renewable = settings.renewable;
    this.fetchesItself = !settings.fetch;
    this.wantsKey = settings.idempotencyKeys;
    this.secretIds = settings.tokens?.ids ?? [];
    this.#settings = settings;
    this.#name = name;
    this.#signal = options.signal;
    this.raw = options.raw;
    this.reading = readingOf(options.strict ?? settings.strict, settings.onDrift);
    this.#timeoutMs = options.timeoutMs ?? settings.timeoutMs;
    this.#deadlineMs = options.deadlineMs ?? settings.deadlineMs;
    this.maxRetries = options.maxRetries ?? settings.maxRetries;
    this.headers = merged(settings.headers, options.headers);
    this.prolong();
  }

  now() {
    return performance.now();
  }

  /** The whole time that a call has, or that somebody who joins it has, from now on. */
  prolong(deadlineMs = this.#deadlineMs) {
    this.#deadline = Math.max(this.#deadline ?? 0, this.now() + deadlineMs);
    if (this.#attempt) this.#schedule();
  }

  get remainingMs() {
    return this.#deadline - this.now();
  }

  /** How long it may wait before an attempt, so that the attempt has time enough to be worth it. */
  get patienceMs() {
    return this.remainingMs - Math.min(this.#timeoutMs, this.#deadlineMs / 4);
  }

  /** Listens to the caller's signal. It is the caller's own: whatever it throws is thrown here. */
  open() {
    const signal = this.#signal;
    if (signal?.aborted) throw signal.reason;
    if (signal) this.#deaf = listen(signal, this.abandon);
  }

  /** Leaves nothing behind. */
  close() {
    this.end();
    this.#deaf();
  }

  /** Starts an attempt: from now on it ends by itself, in time or when the caller aborts. */
  begin(limitMs = this.#timeoutMs) {
    this.end();
    this.stopped = 0;
    this.sent = false;
    this.told = undefined;
    this.#attempt = new AbortController();
    this.signal = this.#attempt.signal;
    this.#limit = this.now() + limitMs;
    this.#schedule();
    if (this.#aborted) this.#stop(ABORTED);
  }

  #schedule() {
    clearTimeout(this.#timer);
    this.isLate = this.#deadline <= this.#limit;
    this.#until = Math.min(this.#limit, this.#deadline);
    this.#timer = setTimeout(() => this.#stop(TIMED_OUT), this.#until - this.now());
  }

  /** Ends an attempt. A body that was not read to its end is cancelled. */
  end(read) {
    if (!this.#attempt) return;
    clearTimeout(this.#timer);
    if (this.#wake) clearTimeout(this.#wake);
    const attempt = this.#attempt;
    const { reader } = this;
    this.#attempt = this.reader = undefined;
    if (read) return;
    attempt.abort();
    // A response that was made elsewhere knows nothing of the signal.
    if (reader) forget(() => reader.cancel());
  }

  /** Nobody waits for it any more: its caller has aborted. */
  abandon = () => {
    this.#aborted = true;
    this.#stop(ABORTED);
  };

  #stop(why) {
    this.stopped = why;
    this.#interrupt?.();
    this.end();
  }

  /** Settles as `work` does, or rejects once the attempt is stopped, even if `work` never settles. */
  race(work) {
    return new Promise((resolve, reject) => {
      this.#interrupt = () => reject(STOP);
      if (this.stopped) this.#interrupt();
      work.then(resolve, reject);
    });
  }

  /** Throws when the attempt with this signal is over: timers cannot fire while others keep the thread. */
  goOn(signal) {
    if (this.waiting?.size === 0) this.abandon();
    if (!signal.aborted && this.now() > this.#until) this.#stop(TIMED_OUT);
    if (signal.aborted) throw STOP;
  }

  /** Waits, but not longer than the caller wants. */
  pause(ms) {
    this.begin(Number.POSITIVE_INFINITY);
    return this.race(
      new Promise((resolve) => {
        if (!this.stopped) this.#wake = setTimeout(resolve, ms);
      }),
    );
  }

  /** In a page, one token for all calls of one turn of the event loop: in the next one, somebody else may have signed in. */
  #token() {
    const settings = this.#settings;
    if (settings.making) return settings.making;
    const token = promised(settings.token);
    if (settings.shared) {
      settings.making = token;
      turn().then(() => {
        if (settings.making === token) settings.making = undefined;
      });
    }
    return token;
  }

  /** The service refused what this call was sent with. */
  renew() {
    this.#credentialKept = undefined;
    this.#settings.tokens?.refuse(this.#sentToken, this.#head.header("date"));
  }

  /** Gives the call the credential that it is sent with: all of its attempts are in one user's name. */
  keep(credential) {
    this.#credentialKept = credential;
  }

  /** The value of the header that carries the credential, or the promise of it. */
  authorization() {
    const { tokens, apiKey } = this.#settings;
    if (this.#credentialKept) return this.#credentialKept;
    if (apiKey) return this.#credential(apiKey);
    return tokens ? this.#signed(tokens) : this.#given();
  }

  async #signed(tokens) {
    this.#sentToken = await tokens.token;
    return this.#credential(this.#sentToken);
  }

  #credential(value) {
    return this.credentialHeader === "authorization" ? `Bearer ${value}` : value;
  }

  async #given() {
    let token;
    try {
      token = await this.#token();
    } catch (thrown) {
      if (steers(thrown)) throw new Passed(thrown);
      const cause = causeOf(thrown, undefined, this.hide);
      throw new AuthenticationError("token() failed: its error is the cause of this one", {
        cause,
      });
    }
    if (!isCredential(token))
      refuse("token", "must return a non-empty string of visible characters");
    this.keep(this.#credential(token));
    return this.#credentialKept;
  }

  /** By which an endpoint knows the same call again, if the client wants one. */
  get idempotencyKey() {
    if (!this.#settings.idempotencyKeys) return undefined;
    const random = () => crypto.getRandomValues(new Uint8Array(16));
    this.#idempotencyKey ??= Array.from(random(), (byte) =>
      byte.toString(16).padStart(2, "0"),
    ).join("");
    return this.#idempotencyKey;
  }

  /** What an aborted call rejects with: the caller's own reason, whatever it is. */
  reason() {
    return this.#signal?.reason;
  }

  /** Tells an observer; what it makes of it changes nothing. */
  #tell(observer, event) {
    if (!observer) return;
    const { attempts: attempt } = this;
    forget(() => observer({ operation: this.#name, attempt, ...event() }));
  }

  /** The promise of a response. */
  send(url, init) {
    this.attempts++;
    this.#since = this.now();
    this.#tell(this.#settings.onRequest, () => ({ method: init.method }));
    this.goOn(init.signal);
    this.sent = true;
    // Called with no receiver: the platform's own rejects any other.
    const { fetch = globalThis.fetch } = this.#settings;
    return fetch(url, init);
  }

  /** The head of a reply is there. */
  received(response, head) {
    const { status, requestId } = head;
    this.#head = head;
    this.told = requestId === null ? { status } : { status, requestId };
    this.#tell(this.#settings.onResponse, () => ({
      status: response.status,
      requestId: requestId && this.hide(requestId),
      durationMs: this.now() - this.#since,
    }));
  }

  again(delayMs, kind) {
    this.#tell(this.#settings.onRetry, () => ({ delayMs, code: kind.toUpperCase() }));
  }

  /** Tells the observer what the reply held that is not documented. */
  tellDrift(lines) {
    tellDrift(this.#settings.onDrift, this.#settings.drift, this.#name, lines);
  }

  /** Keeps the reply's text for callers who want it raw. */
  keepText(pieces) {
    if (!this.raw) return;
    const decoder = new TextDecoder();
    this.#text = pieces.map((piece) => decoder.decode(piece, { stream: true })).join("");
  }

  /** The error that the call ends with. */
  failed(details, cause) {
    const { attempts } = this;
    const { requestId } = details;
    const shown = requestId && { requestId: this.hide(requestId) };
    return failure({ ...details, ...shown, operation: this.#name, attempts }, cause);
  }

  /** A text without anything that was sent. */
  hide = (text) => hidden(this, text);

  /** For one of those who wait for a call that goes on for others. */
  late() {
    return this.failed({ ...this.told, kind: "timeout", message: LATE });
  }

  /** What the caller gets for `data`. */
  result(data) {
    if (!this.raw) return data;
    const { status, requestId, headers } = this.#head;
    return { data, status, headers, requestId, body: this.#text };
  }
}
